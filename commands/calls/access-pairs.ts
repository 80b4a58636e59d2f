import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row, rowsIn, textsIn } from '../../src/lib/rows.ts'

/** Not required, since a body may name the calls instead: the checks see to that. */
export const CALL = { kind: 'id', many: true, help: 'ids of calls' } as const

/** What grants and revocations take besides a body. */
export const PAIRS = {
  call: CALL,
  user: { kind: 'id', many: true, hint: 'id, email or name', lookup: 'user', help: 'each of these users' },
} as const satisfies Inputs

export const PAIR_FIELDS = ['callId', 'userId', 'access']

/** Access of one user to one call. */
export interface AccessPair extends Row {
  readonly callId: string
  readonly userId: string
}

type Typed = InputOf<typeof PAIRS> & { readonly body?: Json; readonly set?: readonly string[] }

/** @throws Failure `usage` for calls without users, users without calls, or neither */
export function checkPairs({ call, user, body, set }: Typed): void {
  if ((call === undefined) !== (user === undefined))
    throw new Failure('usage', call === undefined ? '<call> is missing' : '--user is missing')
  if (call === undefined && body === undefined && set === undefined)
    throw new Failure('usage', '<call> and --user are missing')
}

/** Every call with every user in one body, over what `--body` and `--set` say. */
export function bodyOfPairs(operation: Operation, { call, user, ...typed }: Typed): Json {
  const body = typedBody(operation, typed) ?? {}
  const userIds = unique(user)
  const list = unique(call).map((callId) => ({ callId, userIds }))
  return list.length === 0 ? body : setAt(body, 'callAccessList', list)
}

/** The pairs that a body names. */
export function pairsIn(body: Json | undefined): AccessPair[] {
  const list = rowsIn(isRow(body) ? body.callAccessList : undefined)
  return list.flatMap(({ callId, userIds }) => unique(userIds).map((userId) => ({ callId: String(callId), userId })))
}

export function isAmong({ callId, userId }: AccessPair, pairs: readonly AccessPair[]): boolean {
  return pairs.some((pair) => pair.callId === callId && pair.userId === userId)
}

/** Who was granted what of these calls, a hundred calls a request. */
export async function grantedOf(pairs: readonly AccessPair[], job: QueryJob): Promise<readonly AccessPair[]> {
  const call = unique(pairs.map(({ callId }) => callId))
  const found: AccessPair[] = []
  for await (const { rows } of pull(gong.listAccess, { call }, job))
    for (const { callId, users } of rows)
      found.push(...rowsIn(users).map(({ userId }) => ({ callId: String(callId), userId: String(userId) })))
  return found
}

/** `of user 7 to 3 calls`. */
export function describePairs(pairs: readonly AccessPair[]): string {
  const [calls, users] = [unique(pairs.map(({ callId }) => callId)), unique(pairs.map(({ userId }) => userId))]
  const some = (ids: readonly string[], thing: string) =>
    ids.length === 1 ? `${thing} ${ids[0]}` : `${ids.length} ${thing}s`
  return `of ${some(users, 'user')} to ${some(calls, 'call')}`
}

function unique(value: Json | undefined): string[] {
  return [...new Set(textsIn(value))]
}
