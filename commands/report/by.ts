import type { Raw } from '../../src/app/model/inputs.ts'
import { Failure } from '../../src/lib/errors.ts'
import { PER, type Per } from '../../src/stats/cut-periods.ts'

/** Periods that are no group, and the flag that has them. */
export const PERIODS_ELSEWHERE: Readonly<Record<string, string>> = Object.fromEntries(
  PER.map((one) => [one, `--per ${one}`]),
)

/** What rows are about: groups, and the length of a period. */
interface Groups {
  readonly groups: readonly string[]
  readonly per: Per | undefined
}

/**
 * Takes the periods out of --by: they mean what --per means.
 *
 * @throws Failure `usage` for two lengths of a period at once
 */
export function groupsAndPeriod({
  by = [],
  per,
}: {
  readonly by?: readonly string[]
  readonly per?: Per | undefined
}): Groups {
  const lengths = new Set<Per>([...PER.filter((one) => by.includes(one)), ...(per === undefined ? [] : [per])])
  const [length, other] = lengths
  if (other !== undefined)
    throw new Failure('usage', `a row has one period, and ${[...lengths].join(' and ')} are two`, {
      hint: `--per ${length}`,
    })
  return { groups: by.filter((word) => !PER.some((one) => one === word)), per: length }
}

/** The fields that --by and --per ask for, as typed: those of the groups, and both ends of the period. */
export function groupFields(
  all: { readonly [group: string]: readonly string[] },
  usual: readonly string[],
  { by, per }: Raw,
): readonly string[] {
  const words = wordsOf(by, usual)
  const groups = Object.entries(all).filter(([group]) => words.includes(group))
  const isCut = per !== undefined || PER.some((one) => words.includes(one))
  return [...groups.flatMap(([, fields]) => fields), ...(isCut ? ['from', 'to'] : [])]
}

/** The words of a list as typed, before they are checked. */
function wordsOf(typed: unknown, usual: readonly string[]): readonly string[] {
  return Array.isArray(typed) && typed.length > 0
    ? typed.flatMap((one) => String(one).toLowerCase().split(',')).map((word) => word.trim())
    : usual
}
