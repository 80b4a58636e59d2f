import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { AccessPair } from '../../src/calls/access-names.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, rowsIn, textsIn } from '../../src/lib/rows.ts'
import { importantColumn } from '../../src/output/columns.ts'

/** Not required, since a body may name the calls instead: the checks see to that. */
export const CALL = { kind: 'id', many: true, help: 'ids of calls' } as const

/** What grants and revocations take besides a body. */
export const PAIRS = {
  call: CALL,
  user: { kind: 'id', many: true, hint: 'id, email or name', lookup: 'user', help: 'each of these users' },
} as const satisfies Inputs

/** What a table shows of them. */
export const ACCESS_COLUMNS = ['userName', 'userId', 'callTitle', 'callId', importantColumn('outcome'), 'access', 'why']

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

function unique(value: Json | undefined): string[] {
  return [...new Set(textsIn(value))]
}
