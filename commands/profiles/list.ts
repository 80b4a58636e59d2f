import { defineQuery } from '../../src/app/command.ts'
import { readSettings } from '../../src/credentials/profile-settings.ts'
import { listProfiles } from '../../src/credentials/profiles.ts'
import { profileRow } from './inputs.ts'

export const listProfilesCommand = defineQuery({
  name: 'list',
  summary: 'List the stored profiles, without their secrets',
  operations: [],
  inputs: {},
  arguments: [],
  fields: ['name', 'baseUrl', 'chosen', 'timeZone', 'workspace', 'rate'],
  columns: ['name', 'baseUrl', 'chosen', 'timeZone', 'workspace'],
  examples: ['gong profiles list'],
  async *rows(_input, { context }) {
    const settings = await readSettings(context)
    const profiles = await listProfiles(context)
    yield {
      rows: profiles.map((profile) =>
        profileRow({ ...profile, chosen: settings.chosen === profile.name, ...settings.profiles.get(profile.name) }),
      ),
    }
  },
})
