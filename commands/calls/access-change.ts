import type { Answer } from '../../src/api/answer.ts'
import { setAt, toRequest } from '../../src/api/request.ts'
import type { Challenge } from '../../src/app/model/challenge.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Changing } from '../../src/app/model/plan.ts'
import type { BulkChange, BulkSource, Found, SourceLine } from '../../src/bulk/bulk-change.ts'
import type { LineList } from '../../src/bulk/line-list.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import {
  type AccessNames,
  type AccessPair,
  describeCall,
  describeUser,
  unlistedIn,
} from '../../src/calls/access-names.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import type { Failure } from '../../src/lib/errors.ts'
import type { Json } from '../../src/lib/rows.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { ACCESS_RESULTS } from './access-inputs.ts'
import { accessNames, grantedAccess, pairKey } from './access-names.ts'

/** A line of a table, or a pair of what was typed. */
export interface AccessLine extends SourceLine, AccessPair {}

/** What of a grant is another than of a revocation. */
export interface AccessDirection<E extends Changing> {
  readonly operation: Operation & { readonly effect: E }
  readonly command: string
  readonly done: 'granted' | 'revoked'
  /** What is lost, if anything is. */
  challenge(pairs: Iterable<AccessPair>, names: AccessNames): Challenge
}

/** What is to be changed, as it was typed. */
export interface AccessOrder {
  readonly source: BulkSource<AccessLine>
  /** What else `--body` and `--set` say. */
  readonly body: Json
  readonly failed?: string | undefined
  readonly maxChanges?: number | undefined
}

/** So many accesses go in one request: Gong names no limit. */
const MAX_PAIRS = 100

/** Looks how it is, and what everything is called; says what each line comes to. */
export async function accessChange<E extends Changing>(
  { operation, command, done, challenge }: AccessDirection<E>,
  { source, body, failed, maxChanges }: AccessOrder,
  job: ChangeJob,
): Promise<BulkChange<AccessLine, E>> {
  const { lines } = source
  const had = await grantedAccess(lines, job)
  const names = await accessNames(lines, job)
  const isGrant = done === 'granted'
  const before = (line: AccessLine) =>
    had === undefined ? 'not known' : had.has(pairKey(line)) ? 'granted' : 'had none'
  const changed = (line: AccessLine, was: string): Outcome => {
    const isNothing = was === (isGrant ? 'granted' : 'had none')
    const access = isNothing ? was : `${was} → ${isGrant ? 'granted' : 'has none'}`
    const outcome = isNothing ? (isGrant ? 'already granted' : was) : done
    return { outcome, also: { access, ...namesOf(line) } }
  }
  const namesOf = ({ userId, callId }: AccessPair) => ({
    userName: names.users.get(userId) ?? null,
    callTitle: names.calls.get(callId) ?? null,
  })
  return {
    command,
    source,
    thing: ['access', 'accesses'],
    columns: ACCESS_RESULTS,
    max: MAX_PAIRS,
    allOrNone: true,
    failed,
    maxChanges,
    request: (some) => toRequest(operation, {}, { body: setAt(body, 'callAccessList', listOf(some)) }),
    outcomes: (_: Answer, some) => some.map((line) => changed(line, before(line))),
    refused: (failure, some) => strangers(failure, some, namesOf),
    // Only what differs is granted; what is taken back is sent in any case, since access must not stay.
    settled: (line) => (isGrant && before(line) === 'granted' ? changed(line, 'granted') : undefined),
    isUndone: (line) => before(line) === (isGrant ? 'had none' : 'granted'),
    doubt: (line) => unlistedIn(names, line),
    before,
    async whatIsThere(sent) {
      const now = await grantedAccess(
        sent.map(({ line }) => line),
        job,
      )
      return sent.map((one): Found => {
        if (now === undefined) return 'absent'
        return now.has(pairKey(one.line)) === isGrant ? changed(one.line, one.before ?? before(one.line)) : 'absent'
      })
    },
    describe: (line) =>
      `${describeUser(names, line.userId)} ${isGrant ? 'gets' : before(line) === 'had none' ? 'has no granted' : 'loses'} access to ${describeCall(names, line.callId)}`,
    notes: isGrant ? [] : withoutAccess(lines, before),
    challenge: (some) => challenge(some, names),
  }
}

/** Of many, how many have nothing to lose. */
function withoutAccess(lines: LineList<AccessLine>, before: (line: AccessLine) => string): readonly string[] {
  let count = 0
  for (const line of lines) if (before(line) === 'had none') count += 1
  if (count === 0 || lines.length === 1) return []
  const have = count === 1 ? 'has' : 'have'
  return [
    `${formatCount(count)} of the ${formatCount(lines.length)} ${have} no granted access; ${count === 1 ? 'it is' : 'they are'} sent too, so that none is left`,
  ]
}

/** The calls of some pairs, each with its users. */
function listOf(pairs: readonly AccessPair[]): Json {
  const users = new Map<string, string[]>()
  for (const { callId, userId } of pairs) users.set(callId, [...(users.get(callId) ?? []), userId])
  return [...users].map(([callId, userIds]) => ({ callId, userIds: [...new Set(userIds)] }))
}

/** Gong refuses a whole request for one id that it does not know, and names it. */
function strangers(
  { message }: Failure,
  lines: readonly AccessLine[],
  namesOf: (pair: AccessPair) => Outcome['also'],
): readonly (Outcome | undefined)[] | undefined {
  const told = message.split(/[:;]\s+/).filter((part) => /not found/i.test(part))
  const why = (id: string) => told.find((part) => part.split(/\D+/).includes(id))
  const all = lines.map((line): Outcome | undefined => {
    const reason = why(line.callId) ?? why(line.userId)
    return reason === undefined
      ? undefined
      : { outcome: 'refused', why: reason, failed: true, also: namesOf(line) ?? {} }
  })
  return all.some((one) => one !== undefined) ? all : undefined
}
