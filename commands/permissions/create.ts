import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { profileStep, readProfile } from './profile.ts'
import { applyRights, checkRights, RIGHTS } from './rights.ts'

const derived = deriveChange(gong.create, {
  columns: [],
  examples: [
    'gong permissions create -w "Sales Americas" --name Interns --allow calls-and-search --access calls=own',
    'gong permissions create -w "Sales Americas" --name "Team leads" --like 10764802098955269 --deny delete-calls',
  ],
})

export const createPermissionProfile = defineChange({
  ...derived,
  operations: [gong.create, gong.get],
  inputs: {
    ...derived.inputs,
    name: { ...gong.create.params.name, required: true },
    ...RIGHTS,
    like: { kind: 'id', hint: 'id or name', lookup: 'profile', help: 'start from what this profile allows' },
  },
  check: checkRights,
  async plan(input, job) {
    const { id: _, ...base } = input.like === undefined ? { id: null } : await readProfile(input.like, job)
    return { steps: [profileStep(gong.create, { workspace: input.workspace }, applyRights(base, input))] }
  },
})
