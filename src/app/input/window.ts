import { Failure } from '../../lib/errors.ts'
import { toPeriod } from '../../lib/resolve-period.ts'
import type { Calendar } from '../../lib/resolve-time.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { Command } from '../model/command.ts'
import type { Texts } from '../model/expand-lists.ts'
import { isExplicit } from '../model/explicit.ts'
import type { Job } from '../model/job.ts'
import { flagOf } from '../model/labels.ts'

/**
 * Both ends of the window: from `--during`, from `--from` and `--to` (which is now when only the start was typed), or
 * the default one, with a note. An end alone means everything before it, where Gong needs no start. Things asked for by id get no window that they did not ask for.
 *
 * @throws Failure `usage` for two ways to say one end, an end without a start, none where Gong wants both, or a table's name
 */
export async function withWindow(
  command: Command,
  texts: Texts,
  calendar: () => Promise<Calendar>,
  job: Job,
): Promise<Texts> {
  const { window } = command
  if (window === undefined) return texts
  const [from, to] = [texts[window.from], texts[window.to]]
  if (command.inputs.fromFile !== undefined && typeof from === 'string' && isFileName(from)) throw isTable(from)
  if (typeof texts.during === 'string') {
    if (from !== undefined || to !== undefined) throw bothWays(window.from, window.to)
    const period = await toPeriod('--during', texts.during, await calendar())
    return { ...texts, [window.from]: period.from, [window.to]: period.to }
  }
  if (from === undefined && to === undefined) return await defaultWindow(command, texts, job)
  if (from === undefined && command.inputs[window.from]?.required !== true) return texts
  if (from === undefined) throw new Failure('usage', `${flagOf(window.to)} needs ${flagOf(window.from)} too`)
  return { ...texts, [window.from]: from, [window.to]: to ?? 'now' }
}

async function defaultWindow(command: Command, texts: Texts, job: Job): Promise<Texts> {
  const { window, inputs } = command
  if (window === undefined) return texts
  if (window.usual === undefined) {
    const isMust = inputs[window.from]?.required === true && texts.body === undefined && texts.set === undefined
    if (isMust) throw noStart(flagOf(window.from))
    return texts
  }
  if (isExplicit(command, texts)) return texts
  await job.say(`the last ${window.usual}; choose with --from, --to or --during`)
  return { ...texts, [window.from]: window.usual, [window.to]: 'now' }
}

function noStart(flag: string): Failure {
  return new Failure('usage', `${flag} is missing`, { hint: `${flag} 30d, or --during last-month` })
}

function isFileName(text: string): boolean {
  return /\.[a-z]\w*$/i.test(text)
}

function isTable(path: string): Failure {
  return new Failure('usage', `--from: "${path}" is a file, not a time`, { hint: shellQuote(['--from-file', path]) })
}

function bothWays(from: string, to: string): Failure {
  return new Failure('usage', `--during sets both ends: leave ${flagOf(from)} and ${flagOf(to)} away`)
}
