import { delimiter, join, sep } from 'node:path'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import type { Context } from '../../src/platform/ports.ts'
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

/** @throws Failure `usage` for what is no command, or one of no program */
export async function execSinkOf(input: ExecInput, { context }: Job): Promise<Sink | undefined> {
  if (input.exec === undefined) return undefined
  const { splitCommand } = await import('../../src/webhooks/split-command.ts')
  const { execSink } = await import('../../src/webhooks/deliver/exec-sink.ts')
  const { env, clock, runProgram } = context
  const command = splitCommand(input.exec)
  await checkProgram(command[0] ?? '', context)
  return execSink({
    command,
    ...{ env, clock, runProgram },
    timeoutMs: (input.execTimeout ?? TIMEOUT_S) * 1000,
    parallel: Math.max(1, input.parallel ?? PARALLEL),
    maxAttempts: Math.max(1, input.attempts ?? ATTEMPTS),
  })
}

/** Said before any event comes: each would be given up. @throws Failure `usage` where there is no such program */
async function checkProgram(program: string, { files, env }: Pick<Context, 'files' | 'env'>): Promise<void> {
  const isPath = /[\\/]/.test(program)
  if (!isPath && !env.PATH) return
  const places = isPath ? [program] : (env.PATH ?? '').split(delimiter).map((folder) => join(folder, program))
  // What these bits say means nothing on Windows, where a name may also lack its ending.
  const modes = await Promise.all(places.map(async (place) => await files.mode(files.absolute(place))))
  if (modes.some((mode) => mode !== undefined && (mode & 0o111) !== 0) || sep === '\\') return
  const isThere = modes.some((mode) => mode !== undefined)
  throw new Failure('usage', `--exec: ${isThere ? `${program} may not be run` : `there is no program ${program}`}`, {
    hint: isThere ? shellQuote(['chmod', '+x', program]) : 'a path such as ./on-call.sh, or a name that the PATH has',
  })
}
