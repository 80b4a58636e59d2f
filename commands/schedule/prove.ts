import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { oneLine } from '../../src/lib/terminal-text.ts'
import { runClean } from '../../src/schedule/clean-run.ts'
import type { Schedule } from '../../src/schedule/schedules.ts'
import type { ScheduledLine } from './line.ts'

/**
 * Runs the line, or only tries its credential, as cron would.
 *
 * @throws Failure of the kind that it ended with
 */
export async function prove(schedule: Schedule, line: ScheduledLine, noRun: boolean, job: Job): Promise<void> {
  const { context, about, say, warn } = job
  const { profile, sandbox } = line.globals
  if (noRun && sandbox) return
  const tried = noRun ? ['profiles', 'check', ...(profile === undefined ? [] : [profile])] : line.words
  await say(`tries ${shellQuote(['gong', ...tried])} without a terminal and with an empty environment`)
  const result = await runClean(context, about.install(), { ...schedule, command: tried })
  if (result === undefined) throw new Failure('local', `${about.install().command[0]} cannot be started`)
  if (result.exit !== 0) throw failureOf(result.exit, new TextDecoder().decode(result.stderr))
  if (!noRun && line.printsRows && result.stdout.length > 0)
    await warn('the line prints its rows, and a schedule keeps none of what is printed: add -o <file>')
}

function failureOf(exit: number, said: string): Failure {
  const first = /^error: (.*)$/m.exec(said)?.[1] ?? said
  return new Failure(
    exit === 3 ? 'auth' : 'usage',
    `without a terminal the line ends with ${exit}: ${oneLine(first)}`,
    {
      hint:
        exit === 3
          ? 'a key in a file needs nobody: gong profiles rekey --keys file, or gong profiles add cron --keys file'
          : 'nothing was scheduled; mend the line and add it again',
    },
  )
}
