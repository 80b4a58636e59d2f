import {
  type JSONRPCMessage,
  ProtocolErrorCode,
  parseJSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/server'
import { linesOf, TOO_LONG } from './lines.ts'

/** Where lines come from and go to. */
export interface LinePipes {
  readonly input: AsyncIterable<Uint8Array>
  /** Resolves when the reader has room again. */
  readonly write: (text: string) => Promise<void>
}

/**
 * The stdio transport: a message a line. Unlike that of the library it works on ports, answers what is no message (JSON-RPC
 * 2.0, "Error object") instead of keeping silent, and bounds a line without ending the conversation.
 */
export function lineTransport({ input, write }: LinePipes): Transport {
  let isClosed = false
  const refuse = (code: number, message: string, id: string | number | null = null) =>
    write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })}\n`)
  const transport: Transport = {
    async start() {
      void read().then(
        () => transport.close(),
        (error: unknown) => {
          transport.onerror?.(error instanceof Error ? error : new Error(String(error)))
          return transport.close()
        },
      )
    },
    async send(message) {
      if (!isClosed) await write(`${JSON.stringify(message)}\n`)
    },
    async close() {
      if (isClosed) return
      isClosed = true
      transport.onclose?.()
    },
  }

  async function read(): Promise<void> {
    for await (const line of linesOf(input)) {
      if (isClosed) return
      if (line === TOO_LONG) await refuse(ProtocolErrorCode.InvalidRequest, 'a message is longer than 4 MiB')
      else if (line.trim() !== '') await take(line)
    }
  }

  async function take(line: string): Promise<void> {
    const read = messageIn(line)
    if ('message' in read) transport.onmessage?.(read.message)
    else await refuse(read.code, read.problem, read.id)
  }

  return transport
}

type Read =
  | { readonly message: JSONRPCMessage }
  | { readonly code: number; readonly problem: string; readonly id?: string | number }

function messageIn(line: string): Read {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { code: ProtocolErrorCode.ParseError, problem: 'this line is no JSON' }
  }
  try {
    return { message: parseJSONRPCMessage(value) }
  } catch {
    const problem = 'this is no message of JSON-RPC 2.0'
    return { code: ProtocolErrorCode.InvalidRequest, problem, ...idOf(value) }
  }
}

/** Whose answer it is, where that can be told. */
function idOf(value: unknown): { readonly id?: string | number } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return {}
  const { id } = value
  return typeof id === 'string' || typeof id === 'number' ? { id } : {}
}
