import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { type Pages, type Row, rowsIn } from '../../src/lib/rows.ts'

/** The period of the calls that are looked at. */
interface Asked {
  readonly user: string
  readonly from: string
  readonly to: string
}

/** The calls of a period that a user was granted: Gong tells it by calls alone, so all of the period are asked about. */
export async function* accessOfUser({ user, from, to }: Asked, job: QueryJob): Pages {
  for await (const { rows, total } of job.read.pages(calls.list, { from, to })) {
    const byId = new Map(rows.map((row) => [String(row.id), row]))
    const found: Row[] = []
    for await (const page of pull(callAccess.listAccess, { call: [...byId.keys()] }, job))
      for (const { callId, users } of page.rows)
        if (rowsIn(users).some(({ userId }) => userId === user)) found.push(rowOf(String(callId), user, byId))
    yield { rows: found, readCount: rows.length, total }
  }
}

function rowOf(callId: string, userId: string, calls: ReadonlyMap<string, Row>): Row {
  const { title = null, started = null } = calls.get(callId) ?? {}
  return { callId, userId, title, started }
}
