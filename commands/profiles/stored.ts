import type { OldCommand } from '../../src/app/command.ts'
import { chooseCredential, profileByName } from '../../src/credentials/choose-profile.ts'
import { CREDENTIAL_VARIABLES } from '../../src/credentials/environment-credential.ts'
import { readSettings, setChosenProfile } from '../../src/credentials/profile-settings.ts'
import * as store from '../../src/credentials/profiles.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Context } from '../../src/platform/ports.ts'
import { described, local, NAME } from './shared.ts'

export const list: OldCommand = {
  ...local,
  name: 'list',
  summary: 'List the stored profiles, without their secrets',
  effect: 'read',
  inputs: {},
  arguments: [],
  fields: ['name', 'baseUrl', 'chosen', 'timeZone', 'workspace', 'rate'],
  columns: ['name', 'baseUrl', 'chosen', 'timeZone', 'workspace'],
  examples: ['gong profiles list'],
  async *run(_input, { context }) {
    const own = await readSettings(context)
    const profiles = await store.listProfiles(context)
    yield {
      rows: profiles.map((one) =>
        described({ ...one, chosen: own.chosen === one.name, ...own.profiles.get(one.name) }),
      ),
    }
  },
}

export const use: OldCommand = {
  ...local,
  name: 'use',
  summary: 'Use this profile unless told otherwise',
  effect: 'write',
  inputs: { name: NAME },
  columns: [],
  single: true,
  examples: ['gong profiles use work'],
  async *run(input, { context, say }) {
    const { name = '', baseUrl } = await profileByName(context, String(input.name))
    await setChosenProfile(context, name)
    const other = await whatWins(context, name)
    if (other !== undefined) await say(other)
    yield { rows: [{ name, baseUrl, chosen: true }] }
  },
}

/** What commands would use all the same, where the environment wins over the profile that was chosen; a sentence. */
async function whatWins(context: Context, name: string): Promise<string | undefined> {
  try {
    const used = await chooseCredential(context)
    if (used.source !== 'environment' || used.name === name) return undefined
    const variables = used.name === undefined ? [...CREDENTIAL_VARIABLES] : ['GONG_PROFILE']
    const there = variables.filter((variable) => context.env[variable])
    return `careful: commands do not use "${name}" while ${used.why}; unset ${there.join(' ')}, or say --profile ${name}`
  } catch (error) {
    if (error instanceof Failure) return `careful: commands do not use "${name}" while ${error.message}`
    throw error
  }
}

export const rename: OldCommand = {
  ...local,
  name: 'rename',
  summary: 'Give a profile another name',
  effect: 'write',
  inputs: { old: NAME, new: { kind: 'text', required: true, help: 'the new name' } },
  arguments: ['old', 'new'],
  columns: [],
  single: true,
  examples: ['gong profiles rename work prod'],
  async *run(input, { context }) {
    await store.renameProfile(context, String(input.old), String(input.new))
    yield { rows: [{ name: String(input.new), was: String(input.old) }] }
  },
}

export const remove: OldCommand = {
  ...local,
  name: 'remove',
  summary: 'Remove a profile and its credentials from this machine',
  effect: 'write',
  inputs: { name: NAME },
  columns: [],
  single: true,
  examples: ['gong profiles remove work'],
  async *run(input, { context, say }) {
    const stayed = await store.removeProfile(context, String(input.name))
    if (stayed !== undefined) await say(stayed)
    yield { rows: [{ name: String(input.name), removed: true }] }
  },
}
