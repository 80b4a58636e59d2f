import { setAt, toCall } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Command, Input, Inputs, Job, OldCommand, Typed } from '../../src/app/command.ts'
import { ASKS, type Question } from '../../src/app/confirm.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { callOutcomes } from '../../src/catalogue/outcomes.ts'
import { Failure } from '../../src/lib/errors.ts'
import { once } from '../../src/lib/once.ts'
import { isRow, type Json, type Pages, type Row, rowsIn, textsIn } from '../../src/lib/rows.ts'

const outcomes = fromOperation(callOutcomes.outcomes, {
  columns: ['displayOrder', 'callOutcome', 'category', 'sentiment', 'todoAction', 'automation'],
  examples: ['gong calls outcomes'],
})

/** Not required, since a body may name the calls instead: the checks see to that. */
const CALL: Input = { kind: 'id', many: true, help: 'ids of calls' }

const listed = fromOperation(gong.listAccess, {
  name: 'access list',
  arguments: ['call'],
  columns: ['callId', 'userId'],
  unfold: eachUser,
  examples: ['gong calls access list 3364161517094170228'],
})

const list: OldCommand = {
  ...listed,
  inputs: { ...listed.inputs, call: CALL },
  check: ({ call, body, set }) => {
    if (call === undefined && body === undefined && set === undefined) throw new Failure('usage', '<call> is missing')
  },
}

/** A call that nobody was granted keeps a row, which says so. */
function eachUser(row: Row): readonly Row[] {
  const users = rowsIn(row.users)
  return users.length === 0 ? [{ ...row, userId: 'nobody was granted' }] : users.map((user) => ({ ...row, ...user }))
}

const PAIRS: Inputs = {
  call: CALL,
  user: { kind: 'id', many: true, hint: 'id, email or name', lookup: 'user', help: 'each of these users' },
}

const grant = changing(gong.grantAccess, 'access grant', 'granted')
const revoke: OldCommand = {
  ...changing(gong.revokeAccess, 'access revoke', 'revoked'),
  operations: [gong.revokeAccess, gong.listAccess],
  cautions: [...(gong.revokeAccess.cautions ?? []), ASKS],
}

/** Every call with every user, in one request. What was changed is shown, since Gong answers nothing. */
function changing(operation: Operation, name: string, access: 'granted' | 'revoked'): OldCommand {
  const derived = fromOperation(operation, {
    name,
    arguments: ['call'],
    columns: ['callId', 'userId', 'access'],
    examples: [
      `gong calls ${name} 3364161517094170228 --user k.nakamura@tallyhouse.example${access === 'revoked' ? ' --yes' : ''}`,
    ],
  })
  return {
    ...derived,
    // Granting again undoes a revocation: it asks in words of its own.
    effect: 'write',
    inputs: { ...PAIRS, ...derived.inputs },
    single: false,
    fields: ['callId', 'userId', 'access'],
    check: checkPairs,
    run: (input, job) => change(operation, access, input, job),
  }
}

function checkPairs({ call, user, body, set }: Typed): void {
  if ((call === undefined) !== (user === undefined))
    throw new Failure('usage', call === undefined ? '<call> is missing' : '--user is missing')
  if (call === undefined && body === undefined && set === undefined)
    throw new Failure('usage', '<call> and --user are missing')
}

async function* change(operation: Operation, access: string, input: Typed, job: Job): Pages {
  const body = withPairs(operation, input)
  toCall(operation, {}, { body })
  const pairs = pairsIn(body)
  if (pairs.length === 0) throw new Failure('usage', 'callAccessList names no call and no user')
  const before = once(() => grantedOf(pairs, job))
  if (access === 'revoked') {
    const { danger, deed } = await revocation(pairs, job, before)
    await job.gate(danger, deed)
  }
  const had = access === 'revoked' && !job.globals.dryRun ? await before() : pairs
  for await (const page of pull(operation, {}, job, body))
    yield { ...page, rows: pairs.map((pair) => ({ ...pair, access: isAmong(pair, had) ? access : 'had none' })) }
}

function isAmong({ callId, userId }: Pair, pairs: readonly Pair[]): boolean {
  return pairs.some((pair) => pair.callId === callId && pair.userId === userId)
}

function grantedOf(pairs: readonly Pair[], job: Job): Promise<Pair[]> {
  return granted(unique(pairs.map(({ callId }) => callId)), job)
}

function withPairs(operation: Operation, input: Typed): Json {
  const body = typedBody(operation, input) ?? {}
  const userIds = unique(input.user)
  const list = unique(input.call).map((callId) => ({ callId, userIds }))
  return list.length === 0 ? body : setAt(body, 'callAccessList', list)
}

interface Pair extends Row {
  readonly callId: string
  readonly userId: string
}

export function pairsIn(body: Json | undefined): Pair[] {
  const list = rowsIn(isRow(body) ? body.callAccessList : undefined)
  return list.flatMap(({ callId, userIds }) => unique(userIds).map((userId) => ({ callId: String(callId), userId })))
}

/** Shows somebody who can answer who would lose what; access by other ways is none of this. */
export async function revocation(
  pairs: readonly Pair[],
  job: Job,
  granted = () => grantedOf(pairs, job),
): Promise<Question> {
  const { context, globals } = job
  if (context.prompts.available && !globals.yes && !globals.dryRun) {
    const before = await granted()
    for (const pair of pairs) {
      const { callId, userId } = pair
      await job.say(
        `  user ${userId} ${isAmong(pair, before) ? 'loses' : 'was never granted'} access to call ${callId}`,
      )
    }
  }
  return { danger: 'revoke', deed: deedOf(pairs) }
}

function deedOf(pairs: readonly Pair[]): string {
  const [calls, users] = [unique(pairs.map(({ callId }) => callId)), unique(pairs.map(({ userId }) => userId))]
  const some = (ids: readonly string[], thing: string) =>
    ids.length === 1 ? `${thing} ${ids[0]}` : `${ids.length} ${thing}s`
  return `of ${some(users, 'user')} to ${some(calls, 'call')}`
}

/** Who was granted what, a hundred calls a request. */
async function granted(call: readonly string[], job: Job): Promise<Pair[]> {
  const found: Pair[] = []
  for await (const { rows } of pull(gong.listAccess, { call: [...call] }, job))
    for (const { callId, users } of rows)
      found.push(...rowsIn(users).map(({ userId }) => ({ callId: String(callId), userId: String(userId) })))
  return found
}

function unique(value: Json | undefined): string[] {
  return [...new Set(textsIn(value))]
}

export const access: readonly Command[] = [outcomes, list, grant, revoke]
