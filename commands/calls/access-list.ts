import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { ACCESS_PERIOD, CALL } from './access-inputs.ts'

const derived = deriveQuery(gong.listAccess, {
  name: 'access list',
  arguments: ['call'],
  columns: ['callId', 'userId'],
  unfold: eachUser,
  examples: [
    'gong calls access list 3364161517094170228',
    'gong calls access list --user k.nakamura@tallyhouse.example --during last-month',
  ],
})

export const listCallAccess = defineQuery({
  ...derived,
  operations: [gong.listAccess, calls.list],
  inputs: {
    ...derived.inputs,
    call: CALL,
    user: {
      kind: 'id',
      hint: 'id, email or name',
      lookup: 'user',
      outsideBody: true,
      help: 'the calls of a period that this user was granted',
    },
    ...ACCESS_PERIOD,
  },
  window: { from: 'from', to: 'to' },
  fields: ['callId', 'users', 'userId', 'title', 'started'],
  fieldsFor: ({ user }) =>
    user === undefined ? gong.listAccess.answer.fields : ['callId', 'userId', 'title', 'started'],
  columns: ({ user }) => (user === undefined ? ['callId', 'userId'] : ['started', 'callId', 'title']),
  check({ call, user, from, body, set }) {
    const isNamed = call !== undefined || body !== undefined || set !== undefined
    if (user !== undefined && isNamed)
      throw new Failure('usage', '--user finds calls, so there is none to name beside it')
    if (user !== undefined && from === undefined)
      throw new Failure('usage', '--user: of which period?', { hint: '--during last-month' })
    if (user === undefined && from !== undefined) throw new Failure('usage', 'a period is for --user')
    if (user === undefined && !isNamed) throw new Failure('usage', '<call> is missing')
  },
  async *rows(input, job) {
    const { user, from, to } = input
    if (user === undefined || from === undefined || to === undefined) return yield* derived.rows(input, job)
    const { accessOfUser } = await import('./access-of-user.ts')
    yield* accessOfUser({ user, from, to }, job)
  },
})

/** A call that nobody was granted keeps a row, which says so. */
function eachUser(row: Row): readonly Row[] {
  if (row.users === undefined) return [row]
  const users = rowsIn(row.users)
  return users.length === 0 ? [{ ...row, userId: 'nobody was granted' }] : users.map((user) => ({ ...row, ...user }))
}
