import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import type { Sink } from '../../src/webhooks/deliver/sink.ts'

const PARALLEL = 4
const ATTEMPTS = 8
const TIMEOUT_S = 300

/** What is run for an event. */
export const EXEC_INPUTS = {
  exec: {
    kind: 'text',
    hint: 'command',
    help: 'run this for each event, which it gets as JSON on stdin; words are split at blanks, and no shell reads them',
  },
  parallel: { kind: 'count', help: `so many commands at the same time (${PARALLEL})` },
  execTimeout: { kind: 'duration', help: 'end a command that takes longer (5m)' },
  attempts: { kind: 'count', help: `give an event up after so many tries (${ATTEMPTS}): it stays for replay` },
} as const satisfies Inputs

type ExecInput = InputOf<typeof EXEC_INPUTS>

/** @throws Failure `usage` for what is no command */
export async function execSinkOf(input: ExecInput, { context }: Job): Promise<Sink | undefined> {
  if (input.exec === undefined) return undefined
  const { splitCommand } = await import('../../src/webhooks/split-command.ts')
  const { execSink } = await import('../../src/webhooks/deliver/exec-sink.ts')
  const { env, clock, runProgram } = context
  return execSink({
    command: splitCommand(input.exec),
    ...{ env, clock, runProgram },
    timeoutMs: (input.execTimeout ?? TIMEOUT_S) * 1000,
    parallel: Math.max(1, input.parallel ?? PARALLEL),
    maxAttempts: Math.max(1, input.attempts ?? ATTEMPTS),
  })
}
