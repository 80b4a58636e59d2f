import { defineQuery } from '../../src/app/command.ts'
import { deriveQuery } from '../../src/app/from-operation.ts'
import { IN_WORKSPACE } from '../../src/app/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'

const derived = deriveQuery(gong.users, {
  arguments: ['profile'],
  columns: ['id', 'fullName', 'emailAddress'],
  examples: ['gong permissions users 10764802098955269'],
})

export const listPermissionProfileUsers = defineQuery({ ...derived, inputs: { ...derived.inputs, ...IN_WORKSPACE } })
