import { defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { authorizationHeader } from '../../src/credentials/authorization-header.ts'
import { parseBaseUrl } from '../../src/credentials/base-url.ts'
import { profileByName } from '../../src/credentials/choose-profile.ts'
import { readSettings, updateSettings } from '../../src/credentials/profile-settings.ts'
import { readSecret, replaceProfile } from '../../src/credentials/profiles.ts'
import { checkSecret } from '../../src/credentials/secret.ts'
import { checkCredential } from '../../src/doctor/account.ts'
import { Failure } from '../../src/lib/errors.ts'
import { checkWorkspace, PROFILE_FIELDS, PROFILE_NAME, profileRow, SETTING_INPUTS, typedSettings } from './inputs.ts'
import { readStdinCredential } from './stdin-credential.ts'

const inputs = {
  name: PROFILE_NAME,
  ...SETTING_INPUTS,
  baseUrl: { kind: 'text', hint: 'url', help: 'address of the API that Gong shows for your company' },
  keyFromStdin: {
    kind: 'flag',
    help: 'another key, read as JSON from stdin; the base URL stays unless one comes along',
  },
  noCheck: { kind: 'flag', help: 'store it without asking Gong' },
} as const satisfies Inputs

export const setProfileCommand = defineLocal({
  name: 'set',
  summary: 'Change single things of a profile, and keep the rest',
  operations: [settings.workspaces, users.list, calls.list],
  inputs,
  arguments: ['name'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: [
    'gong profiles set work --time-zone America/New_York',
    'gong profiles set work --workspace "Sales Americas"',
  ],
  cautions: [
    'The global --rate is kept with the profile when it is given here.',
    'A new key or base URL is tried at Gong before it replaces the old one, and a workspace is looked for there; nothing else is sent.',
  ],
  async *run(input, job) {
    const { context } = job
    const { name, workspace, noCheck } = input
    const typed = typedSettings(input, job)
    const isCredential = input.keyFromStdin || input.baseUrl !== undefined
    if (!isCredential && Object.values(typed).every((value) => value === undefined))
      throw new Failure('usage', 'nothing to change', {
        hint: `gong profiles set ${name} with --time-zone, --workspace, --rate, --base-url or --key-from-stdin`,
      })
    if (job.globals.dryRun && (!isCredential || noCheck))
      throw new Failure('usage', '--dry-run: this sends nothing, so there is no request to show')
    const before = await profileByName(context, name)
    if (!isCredential && !noCheck && workspace !== undefined) await checkWorkspace(workspace, before, job)
    const baseUrl = isCredential ? await replaceCredential(before.baseUrl, input, job) : before.baseUrl
    await updateSettings(context, name, typed)
    yield { rows: [profileRow({ name, baseUrl, ...(await readSettings(context)).profiles.get(name) })] }
  },
})

/** Replaces key and base URL by what was typed of them. @returns the base URL */
async function replaceCredential(oldBaseUrl: string, input: InputOf<typeof inputs>, job: Job): Promise<string> {
  const { context } = job
  const { name, workspace, noCheck } = input
  const typed = input.baseUrl === undefined ? undefined : parseBaseUrl(input.baseUrl)
  const piped = input.keyFromStdin ? await readStdinCredential(job) : undefined
  if (piped !== undefined) checkSecret(piped.secret)
  const before = await readSecret(context, name)
  if ('oauth' in before)
    throw new Failure('usage', `profile "${name}" is a login, whose tokens and address come from Gong`, {
      hint: `gong profiles login ${name}`,
    })
  const secret = piped?.secret ?? before
  const baseUrl = typed ?? (piped?.address === undefined ? oldBaseUrl : parseBaseUrl(piped.address))
  const credential = { baseUrl, authorization: async () => authorizationHeader(secret) }
  if (!noCheck) {
    await checkCredential(job.readAs(credential), context.clock.now())
    if (workspace !== undefined) await checkWorkspace(workspace, credential, job)
  }
  await replaceProfile(context, { name, baseUrl, secret })
  return baseUrl
}
