import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { users } from '../../src/catalogue/users.ts'
import type { AccessDirection } from './access-change.ts'
import { ACCESS_COLUMNS, checkPairs, PAIRS } from './access-pairs.ts'

const derived = deriveChange(gong.grantAccess, {
  name: 'access grant',
  arguments: ['call'],
  columns: ACCESS_COLUMNS,
  examples: ['gong calls access grant 3364161517094170228 --user k.nakamura@tallyhouse.example'],
})

const GRANT: AccessDirection<'write'> = {
  operation: gong.grantAccess,
  command: 'calls access grant',
  done: 'granted',
  challenge: () => ({ unasked: 'access can be taken back' }),
}

/** Every call with every user. What was granted is shown, since Gong answers nothing. */
export const grantCallAccess = defineChange({
  ...derived,
  operations: [gong.grantAccess, gong.listAccess, users.list, calls.details],
  inputs: { ...PAIRS, ...derived.inputs },
  single: false,
  check: checkPairs,
  async plan(input, job) {
    const { planAccess } = await import('./plan-access.ts')
    return await planAccess(GRANT, input, job)
  },
})
