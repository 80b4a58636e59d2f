import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

export const listPermissionProfiles = deriveQuery(gong.list, {
  columns: ['id', 'name', 'seesCalls', 'seesDeals', wrappedColumn('description')],
  unfold: withLevels,
  examples: ['gong permissions list -w "Sales Americas"'],
})

/** Adds the two levels that people look for, under names that fit over their columns. */
export function withLevels(row: Row): readonly Row[] {
  const level = (scope: Json | undefined) => (isRow(scope) ? (scope.permissionLevel ?? null) : null)
  return [{ ...row, seesCalls: level(row.callsAccess), seesDeals: level(row.dealsAccess) }]
}
