import { defineQuery } from '../../src/app/model/command.ts'
import { usualProfile } from '../../src/credentials/choose-profile.ts'
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
    const names = profiles.map(({ name }) => name)
    const usual = usualProfile(names, settings.chosen)?.name
    yield {
      rows: profiles.map((profile) =>
        profileRow({ ...profile, chosen: profile.name === usual, ...settings.profiles.get(profile.name) }),
      ),
    }
  },
})
