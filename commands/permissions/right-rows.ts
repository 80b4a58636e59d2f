import type { Json, Row } from '../../src/lib/rows.ts'
import { OTHER_FIELDS } from '../../src/output/columns.ts'
import { describeRight, rightOf, rightsIn } from '../../src/permissions/profile-rights.ts'

/** A profile and its column. */
export interface Compared {
  readonly heading: string
  readonly profile: Row
}

/** The column that says which right a row is. */
const CAPABILITY = 'capability'

/** That one whole, and one for each profile. */
export const RIGHT_COLUMNS = [{ path: CAPABILITY, whole: true }, OTHER_FIELDS] as const

/** A row for each right, with a column for each profile. */
export function rightRows(compared: readonly Compared[]): readonly Row[] {
  return rightsIn(compared.map(({ profile }) => profile)).map((right) => ({
    [CAPABILITY]: right.name,
    ...Object.fromEntries(compared.map(({ heading, profile }) => [heading, rightOf(profile, right)])),
  }))
}

/** Whether the profiles of a row say different things. */
export function isDifferent({ [CAPABILITY]: _, ...values }: Row): boolean {
  return new Set(Object.values(values).map((value) => JSON.stringify(value))).size > 1
}

/** Profiles with their names as headings; where two have one name, with what tells them apart. */
export function withHeadings(profiles: readonly Row[], labelOf: (profile: Row) => string): readonly Compared[] {
  const names = profiles.map(({ name, id }) => String(name || id))
  return profiles.map((profile, at) => {
    const name = names[at] ?? ''
    const isTaken = name === CAPABILITY || names.filter((other) => other === name).length > 1
    return { heading: isTaken ? `${name} (${labelOf(profile)})` : name, profile }
  })
}

/** Rights as a person reads them. */
export function inWords(row: Row): readonly Row[] {
  return [Object.fromEntries(Object.entries(row).map(([name, value]): [string, Json] => [name, describeRight(value)]))]
}
