import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * Checks `--fields` and the like against the fields that a record can have. Only the first name of a path is compared, since deeper ones
 * differ from record to record; without known fields every name is accepted.
 *
 * @param isOpen whether records may have fields that are not known, as Gong's answers may (quirk 76): then only a name that
 * resembles a known one is refused
 * @param flag that names the fields
 * @returns the names that are accepted without being known
 * @throws Failure `usage` that names the nearest field and lists them all.
 */
export function checkFields(
  pick: readonly string[],
  known: readonly string[] | undefined,
  isOpen = false,
  flag = '--fields',
): readonly string[] {
  const empty = pick.find((path) => path.split('.').includes(''))
  if (empty !== undefined) throw new Failure('usage', `${flag}: "${empty}" is not a field, a name is missing in it`)
  if (known === undefined) return []
  const names = [...new Set(known.map(topLevelName))]
  const unknown = pick.map(topLevelName).filter((name) => !names.includes(name))
  const refused = unknown.find((name) => !isOpen || nearest(name, names) !== undefined)
  if (refused !== undefined) throw unknownField(refused, names, flag)
  return unknown
}

function unknownField(name: string, names: readonly string[], flag: string): Failure {
  const near = nearest(name, names)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  return new Failure('usage', `${flag}: there is no field "${name}" here${guess}`, {
    hint: `${flag} takes: ${names.join(', ')}`,
  })
}

function topLevelName(path: string): string {
  return path.split('.', 1)[0] ?? path
}
