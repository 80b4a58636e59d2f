import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'

const derived = deriveQuery(gong.get, {
  arguments: ['profile'],
  columns: [],
  examples: ['gong permissions get 10764802098955269', 'gong permissions get Administrator -w "Sales Americas"'],
})

export const getPermissionProfile = defineQuery({ ...derived, inputs: { ...derived.inputs, ...IN_WORKSPACE } })
