import type { ReadClient } from '../../api/client.ts'
import { users } from '../../catalogue/users.ts'
import { type Row, rowsIn } from '../../lib/rows.ts'
import { readUserList, storeUserList } from '../../state/user-list.ts'
import type { Job } from '../model/job.ts'

/** What is kept of a user: names and who reports to whom, and nothing else that Gong knows. */
const KEPT = ['id', 'emailAddress', 'emailAliases', 'firstName', 'lastName', 'title', 'managerId', 'active']

/**
 * The users of the company, from the listing of the last hour where there is one. The sandbox's is never stored.
 *
 * @param fresh whether to list them anew
 */
export async function userList(
  job: Pick<Job, 'context' | 'globals' | 'chosen' | 'read' | 'moment'>,
  fresh: boolean,
): Promise<readonly Row[]> {
  const key = job.globals.sandbox ? undefined : await keyOf(job)
  const stored = key === undefined || fresh ? undefined : await readUserList(job.context, key, job.moment())
  if (stored !== undefined) return stored
  const rows: Row[] = []
  for await (const page of job.read.pages(users.list, {}, { requireAll: true }))
    for (const row of page.rows) rows.push(Object.fromEntries(KEPT.map((name) => [name, row[name] ?? null])))
  if (key !== undefined) await storeUserList(job.context, key, job.moment(), rows)
  return rows
}

async function keyOf(job: Pick<Job, 'context' | 'globals' | 'chosen' | 'read'>): Promise<string> {
  const { companyFingerprint } = await import('../../company/company.ts')
  return (await companyFingerprint(job)).credential
}
/** A client that answers a listing of users from these, so that names are looked up in them without a request. */
export function withUserList(read: ReadClient, rows: readonly Row[]): ReadClient {
  return {
    ...read,
    pages: (operation, given, extras) =>
      operation.id === users.list.id ? onePage(rows) : read.pages(operation, given, extras),
  }
}

async function* onePage(rows: readonly Row[]) {
  yield { rows: rowsIn(rows) }
}
