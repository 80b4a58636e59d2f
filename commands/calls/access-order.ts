import { toRequest } from '../../src/api/request.ts'
import { userList } from '../../src/app/input/user-list.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Changing } from '../../src/app/model/plan.ts'
import { pull } from '../../src/app/model/pull.ts'
import { combinedLines, mappedLines } from '../../src/bulk/line-list.ts'
import { lineAs } from '../../src/bulk/table/line-as.ts'
import type { TableLine } from '../../src/bulk/table/table.ts'
import { tableSource } from '../../src/bulk/table-source.ts'
import { calls } from '../../src/catalogue/calls.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json } from '../../src/lib/rows.ts'
import { peopleOf, teamOf } from '../../src/stats/people.ts'
import type { AccessLine, AccessOrder } from './access-change.ts'
import type { TypedAccess } from './access-inputs.ts'
import { bodyOfPairs, pairsIn } from './access-pairs.ts'

/** The columns of a table of them. */
const ACCESS_FIELDS = {
  call: { kind: 'id', required: true, help: 'id of the call', headings: ['callId'] },
  user: {
    kind: 'id',
    lookup: 'user',
    required: true,
    help: 'id, e-mail address or name of the user',
    headings: ['userId', 'email', 'emailAddress', 'userEmail'],
  },
} as const

/** Which accesses are to be changed, in whichever way they were named. @throws Failure `usage` for none */
export async function accessOrder<E extends Changing>(
  operation: Operation & { readonly effect: E },
  input: TypedAccess,
  job: ChangeJob,
): Promise<AccessOrder> {
  if (input.fromFile !== undefined) return { source: await fileSource(input.fromFile, input, job), body: {} }
  const all = input.team === undefined ? input : { ...input, call: await callsOfTeam(input.team, input, job) }
  const body = bodyOfPairs(operation, all)
  toRequest(operation, {}, { body })
  const pairs = pairsIn(body)
  if (pairs.length === 0) throw new Failure('usage', 'callAccessList names no call and no user')
  const lines = pairs.map((pair, at) => ({ ...pair, line: at + 1, cells: [pair.callId, pair.userId] }))
  return { source: { header: ['callId', 'userId'], lines }, body }
}

/** A table with a call and a user in each line, or with calls alone for the users of `--user`. */
async function fileSource(path: string, input: TypedAccess, job: ChangeJob): Promise<AccessOrder['source']> {
  if (input.user === undefined) {
    const source = await tableSource(path, ACCESS_FIELDS, input, job)
    return { ...source, lines: mappedLines(source.lines, (one) => accessOf(one, one.values)) }
  }
  const { user } = input
  const source = await tableSource(path, { call: ACCESS_FIELDS.call }, input, job)
  return {
    ...source,
    lines: combinedLines(source.lines, user, (one, id) => accessOf(one, { ...one.values, user: id })),
  }
}

function accessOf(line: TableLine, { call, user }: { readonly call: string; readonly user: string }): AccessLine {
  return lineAs(line, { callId: call, userId: user })
}

/** The calls of a period that a manager and everybody below hosted. */
async function callsOfTeam(manager: string, { from, to }: TypedAccess, job: ChangeJob): Promise<readonly string[]> {
  const team = teamOf(peopleOf(await userList(job, false)), manager)
  if (team === undefined)
    throw new Failure('usage', `--team: user ${manager} is nobody's manager`, {
      hint: 'gong users list --fields emailAddress,managerId',
    })
  const found: Json[] = []
  for await (const { rows } of pull(calls.details, { from, to, host: [...team] }, job))
    for (const { metaData } of rows) if (isRow(metaData) && metaData.id !== undefined) found.push(metaData.id)
  if (found.length === 0) throw new Failure('not-found', 'the team hosted no call in this period')
  return found.map(String)
}
