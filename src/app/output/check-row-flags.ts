import { Failure } from '../../lib/errors.ts'
import { checkFields } from '../../output/check-fields.ts'
import { columnPath } from '../../output/columns.ts'
import type { Format, PrinterOptions } from '../../output/printer.ts'
import type { Globals } from '../model/globals.ts'

/** @throws Failure `usage` for flags that this format has no use for */
export function checkRowFlags(format: Format, { bom, utc, sort }: Globals): void {
  if (bom && format !== 'csv' && format !== 'tsv')
    throw new Failure('usage', `--bom is for csv and tsv, and ${format} is written`, { hint: '-f csv --bom' })
  if (format !== 'raw' || (!utc && sort === undefined)) return
  throw new Failure('usage', `${utc ? '--utc' : '--sort'} cannot change the bytes that Gong sent`, {
    hint: 'use --format json',
  })
}

/** @throws Failure `usage` that names the nearest field, for a field of --sort or --chart that no row can have */
export function checkKeys(
  { sort = [], chart = '', jq }: Globals,
  { fields, columns }: PrinterOptions,
  { isOpen }: { readonly isOpen: boolean },
): void {
  const known = jq === undefined && fields !== undefined ? [...fields, ...columns.map(columnPath)] : undefined
  checkFields(
    sort.map(({ path }) => path),
    known,
    isOpen,
    '--sort',
  )
  if (chart !== '') checkFields([chart], known, isOpen, '--chart')
}
