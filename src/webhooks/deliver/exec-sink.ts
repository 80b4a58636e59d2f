import type { Clock } from '../../platform/ports.ts'
import type { RunProgram } from '../../platform/programs.ts'
import type { OutgoingEvent, Sink } from './sink.ts'

/** Characters of what a command said last that are told. */
const MAX_SAID = 200

export interface ExecOptions {
  /** The program and its arguments. */
  readonly command: readonly string[]
  readonly runProgram: RunProgram
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly timeoutMs: number
  readonly parallel: number
  readonly maxAttempts: number
}

/** Runs a command for each event, which gets it on stdin: nothing of an event is ever part of a command line. */
export function execSink(options: ExecOptions): Sink {
  const { parallel, maxAttempts } = options
  return {
    ...{ name: 'exec', batch: 1, parallel, maxAttempts },
    deliver: async (events, signal) => {
      for (const event of events) await runFor(event, options, signal)
    },
  }
}

async function runFor(event: OutgoingEvent, options: ExecOptions, abandon: AbortSignal): Promise<void> {
  const { command, runProgram, clock, timeoutMs } = options
  const timeout = new AbortController()
  const tooLong = new Error(`no end after ${timeoutMs / 1000} s`)
  const over = new AbortController()
  const timer = clock.sleep(timeoutMs, over.signal).then(
    () => timeout.abort(tooLong),
    () => undefined,
  )
  try {
    const signal = AbortSignal.any([timeout.signal, abandon])
    const ended = await runProgram({ command, env: environment(event, options), stdin: `${event.line}\n`, signal })
    if (ended === undefined) throw new Error(`there is no program ${command[0]}`)
    if (ended.exit !== 0) throw new Error(`exit ${ended.exit}${lastLine(ended.stderr)}`)
  } finally {
    over.abort()
    await timer
  }
}

/** The environment of this process, and what tells one event, and one attempt, from another. */
function environment({ head, attempt }: OutgoingEvent, { env }: ExecOptions): Record<string, string> {
  const inherited = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(inherited),
    GONG_EVENT_ID: head.id,
    GONG_EVENT_CALL_ID: head.callId,
    GONG_EVENT_SOURCE: head.source,
    GONG_EVENT_TEST: String(head.isTest),
    GONG_EVENT_RECEIVED_AT: new Date(head.receivedMs).toISOString(),
    GONG_EVENT_ATTEMPT: String(attempt),
  }
}

function lastLine(stderr: Uint8Array): string {
  const line = new TextDecoder().decode(stderr).trimEnd().split('\n').at(-1) ?? ''
  return line === '' ? '' : `: ${line.slice(0, MAX_SAID)}`
}
