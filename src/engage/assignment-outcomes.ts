import { isRow, type Page, type Row, rowsIn } from '../lib/rows.ts'

/** A bulk assignment as a page: one row, and how many of its prospects were not assigned. */
export function bulkPage(row: Row): Page {
  const undone = rowsIn(row.results).filter(({ status }) => status !== 'ASSIGNED').length
  const counted = Math.max(undone, typeof row.failedCount === 'number' ? row.failedCount : 0)
  return { rows: [row], failed: counted === 0 && row.status === 'FAILED' ? 1 : counted }
}

/** A bulk assignment for a card: its own fields, then a field for each prospect, numbered since names repeat. */
export function bulkCard({ results, ...bulk }: Row): readonly Row[] {
  const fields = rowsIn(results).map((result, index) => {
    const { status, errorMessage } = result
    return [`${index + 1} ${nameOf(result)}`, [status, errorMessage].filter(Boolean).join(': ')] as const
  })
  return [{ ...bulk, ...Object.fromEntries(fields) }]
}

/** Who a result is about: the name where one was given, else the id in the CRM. */
function nameOf({ prospect, crmId }: Row): string {
  const { firstName, lastName, email, crmId: prospectCrmId } = isRow(prospect) ? prospect : {}
  const name = [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
  return name || String(email ?? prospectCrmId ?? crmId ?? '?')
}

/** A row for each instance that was to end: those that Gong leaves out of its answer did not (quirk 58). */
export function unassignmentPage(wanted: readonly Row[], ended: readonly string[]): Page {
  const left = new Set(ended)
  const rows = wanted.map((row) => ({
    ...row,
    outcome: left.delete(String(row.flowInstanceId)) ? 'unassigned' : 'not unassigned',
  }))
  const others = [...left].map((flowInstanceId) => ({ flowInstanceId, outcome: 'unassigned' }))
  return { rows: [...rows, ...others], failed: rows.filter(({ outcome }) => outcome !== 'unassigned').length }
}
