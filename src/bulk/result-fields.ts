import type { Presentation } from '../app/model/command.ts'
import { RESULT_COLUMNS } from './result-columns.ts'

/**
 * The fields of a command that takes a table, too: those that its rows have without one, and what stands behind the columns of
 * a table, for `--fields`.
 *
 * @param typed of its rows without a table, which are then its columns of CSV; absent where they are not known
 * @param own columns of its results
 */
export function resultFields(
  typed: readonly string[] | undefined,
  own: readonly string[] = [],
): Pick<Presentation, 'fields' | 'fieldsFor'> {
  if (typed === undefined) return {}
  return { fields: [...new Set([...typed, ...RESULT_COLUMNS, ...own])], fieldsFor: () => typed }
}
