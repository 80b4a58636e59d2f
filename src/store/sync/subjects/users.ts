import { users } from '../../../catalogue/users.ts'
import { Failure } from '../../../lib/errors.ts'
import type { Row } from '../../../lib/rows.ts'
import type { SyncContext } from '../context.ts'
import { keepSnapshot, subjectRecords } from './pull.ts'

const WAITING = 'users.history'

/** All users; the history of those that are new or changed, a request each. */
export async function* pullUsers(context: SyncContext): AsyncGenerator<void> {
  const { store, rowsOf } = context
  const records = yield* subjectRecords(context, 'users', users.list, {})
  const list = { subject: 'users', table: 'users', of: 'user_id', operation: users.list, id: 'id', records } as const
  // Noted first: a run that dies after the list still knows whose history has to be read.
  const known: readonly string[] = JSON.parse((await store.mark(WAITING)) ?? '[]')
  const changed = await keepSnapshot(context, list)
  const waiting = new Set([...known, ...changed])
  await store.commit({ marks: { [WAITING]: JSON.stringify([...waiting]) } })
  for (const user of waiting) {
    const history = yield* historyOf(context, user)
    waiting.delete(user)
    await store.commit({
      ...rowsOf(users.history.id, history, { user_id: user }),
      marks: { [WAITING]: JSON.stringify([...waiting]) },
    })
  }
}

/** None for a user who is not there any more. */
async function* historyOf(context: SyncContext, user: string): AsyncGenerator<void, readonly Row[]> {
  try {
    return yield* subjectRecords(context, 'users', users.history, { user })
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not-found') return []
    throw error
  }
}
