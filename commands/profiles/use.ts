import { defineLocal } from '../../src/app/model/command.ts'
import { chooseCredential, profileByName } from '../../src/credentials/choose-profile.ts'
import { CREDENTIAL_VARIABLES } from '../../src/credentials/environment-credential.ts'
import { setChosenProfile } from '../../src/credentials/profile-settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Context } from '../../src/platform/ports.ts'
import { PROFILE_FIELDS, PROFILE_NAME } from './inputs.ts'

export const useProfileCommand = defineLocal({
  name: 'use',
  summary: 'Use this profile unless told otherwise',
  operations: [],
  inputs: { name: PROFILE_NAME },
  arguments: ['name'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: ['gong profiles use work'],
  async *run(input, { context, say }) {
    const { name = '', baseUrl } = await profileByName(context, input.name)
    await setChosenProfile(context, name)
    const overridden = await overriddenBy(context, name)
    if (overridden !== undefined) await say(overridden)
    yield { rows: [{ name, baseUrl, chosen: true }] }
  },
})

/** Where the environment overrides the chosen profile, a sentence that says so. */
async function overriddenBy(context: Context, name: string): Promise<string | undefined> {
  try {
    const used = await chooseCredential(context)
    if (used.source !== 'environment' || used.name === name) return undefined
    const variables = used.name === undefined ? CREDENTIAL_VARIABLES : ['GONG_PROFILE']
    const present = variables.filter((variable) => context.env[variable]).join(' ')
    return `careful: commands do not use "${name}" while ${used.why}; unset ${present}, or say --profile ${name}`
  } catch (error) {
    if (error instanceof Failure) return `careful: commands do not use "${name}" while ${error.message}`
    throw error
  }
}
