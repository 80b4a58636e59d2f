import { ASKS } from '../../src/app/model/challenge.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { describePairs } from '../../src/calls/access-names.ts'
import { callAccess as gong } from '../../src/catalogue/access.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { users } from '../../src/catalogue/users.ts'
import type { AccessDirection } from './access-change.ts'
import { ACCESS_FIELD_NAMES, ACCESS_INPUTS, accessColumns } from './access-inputs.ts'

const derived = deriveChange(gong.revokeAccess, {
  name: 'access revoke',
  arguments: ['call'],
  columns: [],
  examples: [
    'gong calls access revoke 3364161517094170228 --user k.nakamura@tallyhouse.example',
    'gong calls access revoke --from-file access.csv --max-changes 200 --results revoked.csv --yes',
  ],
})

const REVOKE: AccessDirection<'erase'> = {
  operation: gong.revokeAccess,
  command: 'calls access revoke',
  done: 'revoked',
  challenge: (pairs, names) => ({ loses: 'revoke', what: describePairs(pairs, names) }),
}

/** Every call with every user. What was revoked is shown, since Gong answers nothing. */
export const revokeCallAccess = defineChange({
  ...derived,
  operations: [gong.revokeAccess, gong.listAccess, users.list, calls.details],
  inputs: { ...ACCESS_INPUTS, ...derived.inputs },
  window: { from: 'from', to: 'to' },
  fields: ACCESS_FIELD_NAMES,
  columns: accessColumns,
  single: false,
  asks: ASKS,
  async check(input) {
    const { checkPairs } = await import('./access-pairs.ts')
    checkPairs(input)
  },
  async plan(input, job) {
    const { planAccess } = await import('./plan-access.ts')
    return await planAccess(REVOKE, input, job)
  },
})
