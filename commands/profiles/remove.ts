import { defineLocal } from '../../src/app/model/command.ts'
import { removeProfile } from '../../src/credentials/profiles.ts'
import { PROFILE_FIELDS, PROFILE_NAME } from './inputs.ts'

export const removeProfileCommand = defineLocal({
  name: 'remove',
  summary: 'Remove a profile and its credentials from this machine',
  operations: [],
  inputs: { name: PROFILE_NAME },
  arguments: ['name'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: ['gong profiles remove work'],
  async *run({ name }, { context, say }) {
    const remainingKey = await removeProfile(context, name)
    if (remainingKey !== undefined) await say(remainingKey)
    yield { rows: [{ name, removed: true }] }
  },
})
