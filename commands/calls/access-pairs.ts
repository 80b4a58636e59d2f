import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import type { AccessPair } from '../../src/calls/access-names.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, rowsIn, textsIn } from '../../src/lib/rows.ts'
import type { TypedAccess } from './access-inputs.ts'

/** @throws Failure `usage` for calls without users, users without calls, or both in more than one way */
export function checkPairs({ call, user, team, fromFile, from, body, set }: TypedAccess): void {
  const isBody = body !== undefined || set !== undefined
  const ways = [
    [call, '<call>'],
    [team, '--team'],
    [fromFile, '--from-file'],
  ] as const
  const named = ways.flatMap(([value, name]) => (value === undefined ? [] : name))
  if (named.length > 1)
    throw new Failure('usage', `${named.join(' and ')} are two ways to say which calls: say one`, {
      ...(team !== undefined &&
        fromFile !== undefined && { hint: `users from a file: --team ${team} --user @${fromFile}` }),
    })
  if (isBody && (team ?? fromFile) !== undefined)
    throw new Failure('usage', `${named[0]} does not go together with --body and --set`)
  if (team !== undefined && from === undefined)
    throw new Failure('usage', '--team: calls of which period?', { hint: '--during last-month' })
  if (team === undefined && from !== undefined) throw new Failure('usage', 'a period is for the calls of --team')
  if (fromFile !== undefined) return
  if (named.length === 0 && user !== undefined) throw new Failure('usage', '<call> is missing')
  if (team !== undefined && user === undefined)
    throw new Failure('usage', '--user is missing: whose access to the calls that the team hosted?')
  if (named.length > 0 && user === undefined) throw new Failure('usage', '--user is missing')
  if (named.length === 0 && !isBody) throw new Failure('usage', '<call> and --user are missing')
}

/** Every call with every user in one body, over what `--body` and `--set` say. */
export function bodyOfPairs(operation: Operation, { call, user, body: given, set }: TypedAccess): Json {
  const body = typedBody(operation, defined({ body: given, set })) ?? {}
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
