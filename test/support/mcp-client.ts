import { type CallToolResult, Client } from '@modelcontextprotocol/client'
import { type JSONRPCMessage, parseJSONRPCMessage, type Transport } from '@modelcontextprotocol/server'
import { onTestFinished } from 'vitest'
import { home, KEYS, type Ran, run, type Setting } from '../run.ts'

/** The versions of the protocol that are spoken. */
export const VERSIONS = ['2026-07-28', '2025-11-25'] as const

/** A queue that is read once, and ends. */
function pipe<T>() {
  const waiting: T[] = []
  let wake: () => void = () => undefined
  let isEnded = false
  return {
    push(one: T) {
      waiting.push(one)
      wake()
    },
    end() {
      isEnded = true
      wake()
    },
    async *read(): AsyncGenerator<T> {
      for (;;) {
        const [one] = waiting.splice(0, 1)
        if (one !== undefined) yield one
        else if (isEnded) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}

/** `gong mcp` in this process, with its stdin and stdout as lines. */
interface Conversation {
  /** Writes to its stdin. */
  send(text: string): void
  /** The lines of its stdout. */
  readonly lines: AsyncGenerator<string>
  /** What the run comes to. */
  readonly ended: Promise<Ran>
  /** Closes its stdin. @returns what the run came to */
  hangUp(): Promise<Ran>
}

/** Starts `gong mcp` with more words behind it. */
export function converse(words = '', setting: Setting = {}): Conversation {
  const input = pipe<Uint8Array>()
  const output = pipe<string>()
  let rest = ''
  const ran = run(`mcp ${words}`, {
    ...setting,
    input: input.read(),
    onOut: (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) output.push(line)
    },
  })
  void ran.then(() => output.end())
  return {
    send: (text) => input.push(Buffer.from(text)),
    lines: output.read(),
    ended: ran,
    async hangUp() {
      input.end()
      return await ran
    },
  }
}

/** The official client, connected to `gong mcp` in this process. */
export interface Connected {
  readonly client: Client
  /** Hangs up. @returns what the run came to */
  close(): Promise<Ran>
}

/** Connects the official client, which speaks the version. */
export async function connect(
  words = '',
  setting: Setting = {},
  version: (typeof VERSIONS)[number] = '2026-07-28',
): Promise<Connected> {
  const { GONG_STATE_DIR = '' } = (await home()).env
  const conversation = converse(words, { env: { ...KEYS, GONG_STATE_DIR }, ...setting })
  const client = new Client(
    { name: 'test', version: '1' },
    version === '2026-07-28'
      ? { versionNegotiation: { mode: { pin: version } } }
      : { versionNegotiation: { mode: 'legacy' } },
  )
  let ran: Promise<Ran> | undefined
  const close = async () => {
    ran ??= conversation.hangUp()
    await client.close()
    return await ran
  }
  onTestFinished(async () => void (await close()))
  await client.connect(overLines(conversation))
  return { client, close }
}

function overLines({ send, lines }: Conversation): Transport {
  const transport: Transport = {
    async start() {
      void (async () => {
        for await (const line of lines) transport.onmessage?.(parseJSONRPCMessage(JSON.parse(line)))
        transport.onclose?.()
      })()
    },
    send: async (message: JSONRPCMessage) => send(`${JSON.stringify(message)}\n`),
    close: async () => transport.onclose?.(),
  }
  return transport
}

/** What the text of a result says, as JSON. */
export function textOf(result: CallToolResult): { readonly [name: string]: unknown } {
  const [first] = result.content
  return first?.type === 'text' ? JSON.parse(first.text) : {}
}
