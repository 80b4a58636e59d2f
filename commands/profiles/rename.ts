import { defineLocal } from '../../src/app/model/command.ts'
import { renameProfile } from '../../src/credentials/profiles.ts'
import { PROFILE_FIELDS, PROFILE_NAME } from './inputs.ts'

export const renameProfileCommand = defineLocal({
  name: 'rename',
  summary: 'Give a profile another name',
  operations: [],
  inputs: { old: PROFILE_NAME, new: { kind: 'text', required: true, help: 'the new name' } },
  arguments: ['old', 'new'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: ['gong profiles rename work prod'],
  async *run(input, { context }) {
    await renameProfile(context, input.old, input.new)
    yield { rows: [{ name: input.new, was: input.old }] }
  },
})
