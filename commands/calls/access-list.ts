import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Row, rowsIn } from '../../src/lib/rows.ts'
import { CALL } from './access-inputs.ts'

const derived = deriveQuery(gong.listAccess, {
  name: 'access list',
  arguments: ['call'],
  columns: ['callId', 'userId'],
  unfold: eachUser,
  examples: ['gong calls access list 3364161517094170228'],
})

export const listCallAccess = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, call: CALL },
  check({ call, body, set }) {
    if (call === undefined && body === undefined && set === undefined) throw new Failure('usage', '<call> is missing')
  },
})

/** A call that nobody was granted keeps a row, which says so. */
function eachUser(row: Row): readonly Row[] {
  const users = rowsIn(row.users)
  return users.length === 0 ? [{ ...row, userId: 'nobody was granted' }] : users.map((user) => ({ ...row, ...user }))
}
