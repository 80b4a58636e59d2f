import type { QueryJob } from '../../src/app/model/job.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { rowsIn } from '../../src/lib/rows.ts'

/** The calls of a window, and of those that a user hosted how many and the last. */
export async function hostedCallsOf(
  user: string,
  window: { readonly from: string; readonly to: string },
  job: QueryJob,
) {
  const ids: string[] = []
  let hosted = 0
  let last: { id: string; title: string; started: string } | null = null
  for await (const { id, title, started, primaryUserId } of job.read.rows(calls.list, window)) {
    ids.push(String(id))
    if (primaryUserId !== user) continue
    hosted += 1
    if (last === null || Date.parse(String(started)) > Date.parse(last.started))
      last = { id: String(id), title: String(title ?? ''), started: String(started) }
  }
  return { ids, hosted, last }
}

/** Gong tells of calls who was granted them, and not of a user which: a request for each hundred calls. */
export async function grantsOf(user: string, ids: readonly string[], job: QueryJob): Promise<readonly string[]> {
  const granted: string[] = []
  const { max } = callAccess.listAccess.params.call
  for (let at = 0; at < ids.length; at += max)
    for await (const row of job.read.rows(callAccess.listAccess, { call: ids.slice(at, at + max) }))
      if (rowsIn(row.users).some(({ userId }) => userId === user)) granted.push(String(row.callId))
  return granted
}
