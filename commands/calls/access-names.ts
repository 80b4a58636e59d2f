import { unlessRefused } from '../../src/api/unless-refused.ts'
import { userList } from '../../src/app/input/user-list.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { type AccessNames, type AccessPair, idsIn } from '../../src/calls/access-names.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { isRow, type Row, rowsIn } from '../../src/lib/rows.ts'
import { nameOf } from '../../src/stats/flat-rows.ts'

/** Names of people and titles of calls: what this key may not read, or Gong does not know, has none. */
export async function accessNames(pairs: Iterable<AccessPair>, job: ChangeJob): Promise<AccessNames> {
  const ids = idsIn(pairs)
  const [userIds, callIds] = [[...ids.users], [...ids.calls]]
  const users = await unlessRefused(() => userList(job, false))
  const found = await unlessRefused(() => titlesOf(callIds, job))
  const listed = users && new Set(users.map(({ id }) => String(id)))
  const names = (users ?? []).map((user): [string, string] => [String(user.id), String(nameOf(user) ?? '')])
  return {
    users: new Map(names.filter(([, name]) => name !== '')),
    calls: new Map([...(found ?? [])].filter(([, title]) => title !== '')),
    unlisted: new Set([
      ...(listed === undefined ? [] : userIds.filter((id) => !listed.has(id))),
      ...(found === undefined ? [] : callIds.filter((id) => !found.has(id))),
    ]),
  }
}

/** Titles of calls by their ids, empty for one without; what Gong does not know is missing. */
async function titlesOf(call: readonly string[], job: ChangeJob): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  await eachRow(pull(calls.details, { call }, job), ({ metaData }) => {
    if (isRow(metaData)) titles.set(String(metaData.id), typeof metaData.title === 'string' ? metaData.title : '')
  })
  return titles
}

/**
 * Who was granted what of these calls, a hundred calls a request.
 *
 * @returns keys as `pairKey` makes them; `undefined` where this key may not ask
 */
export async function grantedAccess(
  pairs: Iterable<AccessPair>,
  job: ChangeJob,
): Promise<ReadonlySet<string> | undefined> {
  const found = new Set<string>()
  const call = [...idsIn(pairs).calls]
  const all = eachRow(pull(callAccess.listAccess, { call }, job), ({ callId, users }) => {
    for (const { userId } of rowsIn(users)) found.add(pairKey({ callId: String(callId), userId: String(userId) }))
  })
  return await unlessRefused(() => all.then(() => found))
}

export function pairKey({ callId, userId }: AccessPair): string {
  return `${callId} ${userId}`
}

async function eachRow(pages: AsyncIterable<{ readonly rows: readonly Row[] }>, take: (row: Row) => void) {
  for await (const { rows } of pages) for (const row of rows) take(row)
}
