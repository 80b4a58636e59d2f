import type { Row } from '../../lib/rows.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, type Asked, listed, whole } from './asked.ts'
import { shownCall } from './created.ts'
import { isThere } from './found.ts'
import { itemsOf } from './items.ts'

const GRANTED = 'callAccess'

/** Access to single calls that was granted here; every call begins without any. */
export const access: Answers = {
  getUsersAccessToCalls: (asked) => {
    const calls = (listed(filterOf(asked.body), 'callIds') ?? []).filter((id) => isCall(asked, id))
    return whole(
      asked,
      calls.map((callId) => ({ callId, users: holders(asked, callId).map((userId) => ({ userId })) })),
    )
  },

  addUsersAccessToCalls: (asked) =>
    changed(asked, (before, users) => [...before, ...users.filter((id) => !before.includes(id))]),

  deleteUsersAccessToCalls: (asked) => changed(asked, (before, users) => before.filter((id) => !users.includes(id))),
}

type Change = (before: readonly string[], users: readonly string[]) => string[]

/** Nothing is changed when one of the calls or users is not known. */
function changed(asked: Asked, change: Change): Reply {
  const wanted = itemsOf(asked.body, 'callAccessList')
  const unknown = wanted.flatMap((one) => strangers(asked, one))
  if (unknown.length > 0) return refusal(400, ...unknown)
  for (const one of wanted) {
    const callId = String(one.callId)
    const userIds = change(holders(asked, callId), listed(one, 'userIds') ?? [])
    asked.changes.put(GRANTED, callId, { callId, userIds })
  }
  return { status: 200, body: {} }
}

function strangers(asked: Asked, one: Row): string[] {
  const users = listed(one, 'userIds') ?? []
  return [
    ...(isCall(asked, String(one.callId)) ? [] : [`Call ID ${one.callId} was not found`]),
    ...users
      .filter((id) => !asked.company.users.some((user) => user.id === id))
      .map((id) => `User ID ${id} was not found`),
  ]
}

function isCall(asked: Asked, id: string): boolean {
  const index = asked.company.indexOf(id)
  return (index !== undefined && isThere(asked, index)) || shownCall(asked, id) !== undefined
}

function holders({ changes }: Asked, callId: string): readonly string[] {
  return listed(changes.get(GRANTED, callId) ?? {}, 'userIds') ?? []
}
