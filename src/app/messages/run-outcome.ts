import { Failure } from '../../lib/errors.ts'
import type { Absent, Page } from '../../lib/rows.ts'
import { formatCount } from '../../lib/spelling.ts'

/** What a run came to, besides its rows. */
interface Outcome extends Pick<Page, 'absent' | 'problem' | 'waiting'> {
  readonly failed: number
  /** The file that has the rows, where nobody sees them. */
  readonly file?: string
}

/**
 * Ends a run in which not everything worked out.
 *
 * @param failed how many of the things asked for did not work out, as their rows say @param file that has those rows alone
 * @param absent what was asked for by id and did not come
 * @param waiting what to say where nothing of `failed` is an error
 * @param problem why what answered cannot be believed
 * @throws Failure `partial`; `unreachable` where there is a problem, and `not-found` where one single thing was asked for
 */
export function checkOutcome({ failed, file, absent, waiting, problem }: Outcome): void {
  if (problem !== undefined) throw new Failure('unreachable', problem)
  if (failed > 0 && waiting !== undefined) throw new Failure('partial', waiting, { waiting: true })
  const missing = absent?.ordinary === undefined ? absent : undefined
  if (missing?.asked === 1) throw new Failure('not-found', describeAbsent(missing))
  const problems = [
    ...(failed > 0
      ? [
          `${formatCount(failed)} did not work out; ${file === undefined ? 'the rows say' : `${file} says`} which, and why`,
        ]
      : []),
    ...(missing === undefined ? [] : [describeAbsent(missing)]),
  ]
  if (problems.length > 0) throw new Failure('partial', problems.join('; '))
}

/** What to say where it is an ordinary answer that something did not come; `undefined` where it is none. */
export function ordinaryAbsence({ thing, ids, asked, ordinary }: Absent): string | undefined {
  if (ordinary === undefined) return undefined
  const meaning = `${ordinary}, or not known to Gong`
  return asked === 1
    ? `${thing} ${ids[0]}: ${meaning}`
    : `${ids.length} of ${asked} ${plural(thing)}: ${meaning}: ${ids.join(', ')}`
}

function describeAbsent({ thing, ids, asked, unless }: Absent): string {
  const reason = `Gong knows no such ${thing}${unless === undefined ? '' : `, or ${unless}`}`
  if (asked === 1) return `${thing} ${ids[0]} did not come: ${reason}`
  return `${ids.length} of ${asked} ${plural(thing)} did not come: ${ids.join(', ')}; ${reason}`
}

function plural(thing: string): string {
  return thing.endsWith('s') ? `${thing}es` : `${thing}s`
}
