import { isRow, type Page, type Row, rowsIn } from '../lib/rows.ts'
import type { Members } from './members.ts'

/**
 * A row for each prospect of an assignment. Gong answers a success with two lists, of those who were assigned and of those
 * who were not (quirk 58); a prospect in neither has the outcome `unknown`.
 *
 * @param sent the prospects of the request
 */
export function assignmentPage({ rows, ...page }: Page, sent: readonly string[]): Page {
  const done = rows.flatMap((row) => rowsIn(row.prospectsAssigned))
  const undone = rows.flatMap((row) => rowsIn(row.prospectsNotAssigned))
  const answered = new Set([...done, ...undone].map(({ crmProspectId }) => crmProspectId))
  const unanswered = sent.filter((prospect) => !answered.has(prospect))
  return {
    ...page,
    rows: [
      ...done.map(({ crmProspectId = null, ...rest }) => ({ crmProspectId, outcome: 'assigned', ...rest })),
      ...undone.map(({ crmProspectId = null, ...rest }) => ({ crmProspectId, outcome: 'not assigned', ...rest })),
      ...unanswered.map((crmProspectId) => ({ crmProspectId, outcome: 'unknown' })),
    ],
    failed: undone.length + unanswered.length,
  }
}

/** One row for each prospect who is a member, with the same word for all of them. */
export function memberPage(prospects: readonly string[], members: Members, outcome: string): Page {
  const found = prospects.flatMap((prospect): Row[] => {
    const row = members.get(prospect)
    return row === undefined ? [] : [{ crmProspectId: prospect, outcome, ...row }]
  })
  return { rows: found }
}

/** Prospects that were not sent, in the shape of a bulk assignment, with one word for all of them. */
export function unsentRow(status: string, prospects: readonly Row[]): Row {
  const results = prospects.map((prospect) => ({ prospect, status, crmId: prospect.crmId ?? null }))
  return { id: null, status, totalCount: prospects.length, results }
}

/** A bulk assignment as a page: one row, and how many of its prospects were not assigned. */
export function bulkPage(row: Row): Page {
  const undone = rowsIn(row.results).filter(({ status }) => status !== 'ASSIGNED').length
  const counted = Math.max(undone, typeof row.failedCount === 'number' ? row.failedCount : 0)
  return { rows: [row], failed: counted === 0 && row.status === 'FAILED' ? 1 : counted }
}

/** A bulk assignment for a table: its own line, then one for each prospect that has a result. */
export function bulkLines({ results, ...bulk }: Row): readonly Row[] {
  const lines = rowsIn(results).map((result) => ({
    prospect: nameOf(result),
    status: result.status ?? null,
    why: result.errorMessage ?? null,
  }))
  return [bulk, ...lines]
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
