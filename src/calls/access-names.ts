import { shortTitle } from '../lib/short-title.ts'

/** Names by id, as far as they are known. */
export interface AccessNames {
  readonly users: ReadonlyMap<string, string>
  readonly calls: ReadonlyMap<string, string>
  /** Ids that Gong does not list; none where the key may not ask. */
  readonly unlisted: ReadonlySet<string>
}

/** A user's access to a call. */
export interface AccessPair {
  readonly callId: string
  readonly userId: string
}

/** So many are named in a question. */
const MAX_NAMED = 3

/** `Kalani Nakamura` or `user 7`. */
export function describeUser({ users }: AccessNames, id: string): string {
  return users.get(id) ?? `user ${id}`
}

/** `"Pricing" (call 3)` or `call 3`. */
export function describeCall({ calls }: AccessNames, id: string): string {
  const title = calls.get(id)
  return title === undefined ? `call ${id}` : `"${shortTitle(title)}" (call ${id})`
}

/** What of a pair Gong does not list: it will refuse that. */
export function unlistedIn({ unlisted }: AccessNames, { callId, userId }: AccessPair): string | undefined {
  const missing = [
    ...(unlisted.has(callId) ? [`call ${callId}`] : []),
    ...(unlisted.has(userId) ? [`user ${userId}`] : []),
  ]
  return missing.length === 0 ? undefined : `Gong does not list ${missing.join(' and ')}`
}

/** Each user and each call once, in the order of the pairs. */
export function idsIn(pairs: Iterable<AccessPair>): { readonly users: Set<string>; readonly calls: Set<string> } {
  const [users, calls] = [new Set<string>(), new Set<string>()]
  for (const { userId, callId } of pairs) {
    users.add(userId)
    calls.add(callId)
  }
  return { users, calls }
}

/** `of Kalani Nakamura and 2 more users to "Pricing" (call 3)`. */
export function describePairs(pairs: Iterable<AccessPair>, names: AccessNames): string {
  const ids = idsIn(pairs)
  const users = [...ids.users].map((id) => describeUser(names, id))
  const calls = [...ids.calls].map((id) => describeCall(names, id))
  return `of ${listed(users, 'users')} to ${listed(calls, 'calls')}`
}

function listed(texts: readonly string[], things: string): string {
  if (texts.length > MAX_NAMED)
    return `${texts.slice(0, MAX_NAMED).join(', ')} and ${texts.length - MAX_NAMED} more ${things}`
  return [texts.slice(0, -1).join(', '), texts.at(-1) ?? ''].filter(Boolean).join(' and ')
}
