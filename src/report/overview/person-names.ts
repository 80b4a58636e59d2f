import type { Row } from '../../lib/rows.ts'

/** Of a row about a person. */
export function userId(row: Row): string {
  return String(row.userId)
}

/** A name for each row: with the address or the id where two people have the same; a user whom Gong has deleted has an id alone. */
export function personNames(rows: readonly Row[]): (row: Row) => string {
  const ids = new Map<string, Set<string>>()
  for (const row of rows) ids.set(plainName(row), (ids.get(plainName(row)) ?? new Set()).add(userId(row)))
  return (row) => {
    const name = plainName(row)
    return (ids.get(name)?.size ?? 0) > 1 ? `${name} (${row.emailAddress ?? row.userId})` : name
  }
}

function plainName({ name, userId: id }: Row): string {
  return String(name ?? `User ${id}`)
}
