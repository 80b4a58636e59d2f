import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'

const derived = deriveQuery(gong.users, {
  arguments: ['profile'],
  columns: ['id', 'fullName', 'emailAddress'],
  examples: ['gong permissions users 10764802098955269'],
})

export const listPermissionProfileUsers = defineQuery({ ...derived, inputs: { ...derived.inputs, ...IN_WORKSPACE } })
