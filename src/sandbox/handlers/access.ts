import type { Row } from '../../lib/rows.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import { visibleCreatedCall } from './created-calls.ts'
import { isShown } from './find-calls.ts'
import { itemsOf } from './items.ts'
import { type Handlers, idFilter, type SandboxRequest, unpaged } from './request.ts'

const GRANTED = 'callAccess'

/** Access to single calls that was granted here; every call begins without any. */
export const accessHandlers: Handlers = {
  getUsersAccessToCalls: (request) => {
    const calls = (idFilter(filterIn(request.body), 'callIds') ?? []).filter((id) => isCall(request, id))
    return unpaged(
      request,
      calls.map((callId) => ({ callId, users: holders(request, callId).map((userId) => ({ userId })) })),
    )
  },

  addUsersAccessToCalls: (request) =>
    changed(request, (before, users) => [...before, ...users.filter((id) => !before.includes(id))]),

  deleteUsersAccessToCalls: (request) =>
    changed(request, (before, users) => before.filter((id) => !users.includes(id))),
}

type Change = (before: readonly string[], users: readonly string[]) => string[]

/** Nothing is changed when one of the calls or users is not known. */
function changed(request: SandboxRequest, change: Change): Reply {
  const wanted = itemsOf(request.body, 'callAccessList')
  const unknown = wanted.flatMap((one) => strangers(request, one))
  if (unknown.length > 0) return refusal(400, ...unknown)
  for (const one of wanted) {
    const callId = String(one.callId)
    const userIds = change(holders(request, callId), idFilter(one, 'userIds') ?? [])
    request.changes.put(GRANTED, callId, { callId, userIds })
  }
  return { status: 200, body: {} }
}

function strangers(request: SandboxRequest, one: Row): string[] {
  const users = idFilter(one, 'userIds') ?? []
  return [
    ...(isCall(request, String(one.callId)) ? [] : [`Call ID ${one.callId} was not found`]),
    ...users
      .filter((id) => !request.company.users.some((user) => user.id === id))
      .map((id) => `User ID ${id} was not found`),
  ]
}

function isCall(request: SandboxRequest, id: string): boolean {
  const index = request.company.indexOf(id)
  return (index !== undefined && isShown(request, index)) || visibleCreatedCall(request, id) !== undefined
}

function holders({ changes }: SandboxRequest, callId: string): readonly string[] {
  return idFilter(changes.get(GRANTED, callId) ?? {}, 'userIds') ?? []
}
