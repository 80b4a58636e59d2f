import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { users } from '../../src/catalogue/users.ts'
import type { AccessDirection } from './access-change.ts'
import { ACCESS_FIELD_NAMES, ACCESS_INPUTS, accessColumns } from './access-inputs.ts'

const derived = deriveChange(gong.grantAccess, {
  name: 'access grant',
  arguments: ['call'],
  columns: [],
  examples: [
    'gong calls access grant 3364161517094170228 --user k.nakamura@tallyhouse.example',
    'gong calls access grant --from-file access.csv --results granted.csv --failed failed.csv',
    'gong calls access grant --user p.tran@tallyhouse.example --team k.nakamura@tallyhouse.example --during last-quarter --dry-run',
  ],
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
  inputs: { ...ACCESS_INPUTS, ...derived.inputs },
  window: { from: 'from', to: 'to' },
  fields: ACCESS_FIELD_NAMES,
  columns: accessColumns,
  single: false,
  async check(input) {
    const { checkPairs } = await import('./access-pairs.ts')
    checkPairs(input)
  },
  async plan(input, job) {
    const { planAccess } = await import('./plan-access.ts')
    return await planAccess(GRANT, input, job)
  },
})
