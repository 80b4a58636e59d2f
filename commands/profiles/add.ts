import { defineLocal } from '../../src/app/model/command.ts'
import type { Job } from '../../src/app/model/job.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { authorizationHeader } from '../../src/credentials/authorization-header.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../src/credentials/base-url.ts'
import { updateSettings } from '../../src/credentials/profile-settings.ts'
import { addProfile, checkNewProfile } from '../../src/credentials/profiles.ts'
import { checkSecret, type Secret } from '../../src/credentials/secret.ts'
import { checkCredential } from '../../src/doctor/account.ts'
import { Failure } from '../../src/lib/errors.ts'
import {
  checkWorkspace,
  KEY_STORE,
  PROFILE_FIELDS,
  PROFILE_NAME,
  profileRow,
  SETTING_INPUTS,
  typedSettings,
} from './inputs.ts'
import { readStdinCredential } from './stdin-credential.ts'

export const addProfileCommand = defineLocal({
  name: 'add',
  summary: 'Store credentials, sealed, after checking them against Gong',
  operations: [settings.workspaces, users.list, calls.list],
  inputs: {
    name: PROFILE_NAME,
    baseUrl: {
      kind: 'text',
      hint: 'url',
      help: `address of the API that Gong shows for your company (${DEFAULT_BASE_URL})`,
    },
    keys: KEY_STORE,
    ...SETTING_INPUTS,
    noCheck: { kind: 'flag', help: 'store without asking Gong' },
  },
  arguments: ['name'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: [
    'gong profiles add work --time-zone Europe/Berlin',
    'gong profiles add cron --keys file < credentials.json',
  ],
  cautions: [
    'Asks on a terminal; elsewhere reads {"accessKey","accessKeySecret","baseUrl"} or {"bearerToken","baseUrl"} from stdin.',
    'A --rate given here is kept with the profile.',
  ],
  async *run(input, job) {
    const { context, globals } = job
    const { name, workspace, noCheck } = input
    const typed = typedSettings(input, job)
    if (globals.dryRun && noCheck)
      throw new Failure('usage', '--dry-run: with --no-check nothing is sent, so there is no request to show')
    await checkNewProfile(context, name)
    const { secret, baseUrl } = await readCredential(input.baseUrl, job)
    checkSecret(secret)
    const credential = { baseUrl, authorization: async () => authorizationHeader(secret) }
    if (!noCheck) {
      await checkCredential(job.readAs(credential), context.clock.now())
      if (workspace !== undefined) await checkWorkspace(workspace, credential, job)
    }
    await addProfile(context, { name, baseUrl, secret, keyStore: input.keys }, job.say)
    await updateSettings(context, name, typed)
    await job.say(`profile "${name}" is stored; next: gong calls list --profile ${name}`)
    yield { rows: [profileRow({ name, baseUrl, ...typed })] }
  },
})

/** Asks on a terminal, without echoing the secret; reads stdin elsewhere. The secret is never a flag. */
async function readCredential(typed: string | undefined, job: Job): Promise<{ secret: Secret; baseUrl: string }> {
  const { prompts } = job.context
  const address = typed === undefined ? undefined : parseBaseUrl(typed)
  if (!prompts.available) {
    const { secret, address: piped = DEFAULT_BASE_URL } = await readStdinCredential(job)
    return { secret, baseUrl: address ?? parseBaseUrl(piped) }
  }
  const askBaseUrl = () => prompts.text('Base URL, as Gong shows it under Settings, API', { initial: DEFAULT_BASE_URL })
  const baseUrl = address ?? parseBaseUrl(await askBaseUrl())
  const accessKey = await prompts.text('Access key')
  return { baseUrl, secret: { accessKey, accessKeySecret: await prompts.secret('Access key secret') } }
}
