import { flows } from '../../../catalogue/flows.ts'
import { users } from '../../../catalogue/users.ts'
import { Failure } from '../../../lib/errors.ts'
import type { Row } from '../../../lib/rows.ts'
import type { SyncContext } from '../context.ts'
import { countsOf } from '../tally.ts'
import { keepSnapshot, subjectRecords } from './pull.ts'

/** With so many users without a licence and none with one, nobody has Engage. */
const MAX_REFUSED = 20

/** The flows of the company and of each user who has Engage: a request a user, since Gong lists flows by their owner alone. */
export async function* pullFlows(context: SyncContext): AsyncGenerator<void> {
  const found = new Map<string, Row>()
  const owners = (yield* subjectRecords(context, 'flows', users.list, {})).filter(({ active }) => active === true)
  let [refused, answered] = [0, 0]
  for (const { emailAddress } of owners) {
    if (answered === 0 && refused >= MAX_REFUSED) return
    const records = yield* flowsOf(context, String(emailAddress))
    if (records === undefined) refused += 1
    else answered += 1
    for (const record of records ?? []) found.set(String(record.id), record)
  }
  const list = { subject: 'flows', table: 'flows', of: 'flow_id', operation: flows.list, id: 'id' } as const
  await keepSnapshot(context, { ...list, records: [...found.values()] })
}

/** @returns `undefined` for an owner without a licence of Engage (quirk 75) */
async function* flowsOf(context: SyncContext, owner: string): AsyncGenerator<void, Row[] | undefined> {
  try {
    return yield* subjectRecords(context, 'flows', flows.list, { owner })
  } catch (error) {
    if (!(error instanceof Failure) || error.status !== 403) throw error
    countsOf(context.tally, 'flows').requests += 1
    return undefined
  }
}
