import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { parseBaseUrl } from '../../src/credentials/base-url.ts'
import { profileByName } from '../../src/credentials/choose-profile.ts'
import { readSettings } from '../../src/credentials/profile-settings.ts'
import * as store from '../../src/credentials/profiles.ts'
import { authorizationHeader, checkSecret } from '../../src/credentials/secret.ts'
import { checkCredential } from '../../src/doctor/account.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { piped } from './piped.ts'
import { checkWorkspace, described, keep, local, NAME, OWN, ownOf } from './shared.ts'

export const set: OldCommand = {
  ...local,
  name: 'set',
  summary: 'Change single things of a profile, and keep the rest',
  effect: 'write',
  operations: [settings.workspaces, users.list, calls.list],
  inputs: {
    name: NAME,
    ...OWN,
    baseUrl: { kind: 'text', hint: 'url', help: 'address of the API that Gong shows for your company' },
    keyFromStdin: {
      kind: 'flag',
      help: 'another key, read as JSON from stdin; the base URL stays unless one comes along',
    },
    noCheck: { kind: 'flag', help: 'store it without asking Gong' },
  },
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
  run: setProfile,
}

async function* setProfile(input: Typed, job: Job): Pages {
  const { context } = job
  const name = String(input.name)
  const own = ownOf(input, job)
  const isCredential = input.keyFromStdin === true || input.baseUrl !== undefined
  if (!isCredential && Object.values(own).every((value) => value === undefined))
    throw new Failure('usage', 'nothing to change', {
      hint: `gong profiles set ${name} with --time-zone, --workspace, --rate, --base-url or --key-from-stdin`,
    })
  if (job.globals.dryRun && (!isCredential || input.noCheck === true))
    throw new Failure('usage', '--dry-run: this sends nothing, so there is no request to show')
  const before = await profileByName(context, name)
  if (!isCredential) await checkWorkspace(input, before, job)
  const address = isCredential ? await replaceCredential(name, before.baseUrl, input, job) : before.baseUrl
  await keep(job, name, own)
  yield { rows: [described({ name, baseUrl: address, ...(await readSettings(context)).profiles.get(name) })] }
}

/** Seals the profile anew, with what is typed of key and address and what stood there of the rest. @returns the address */
async function replaceCredential(name: string, old: string, input: Typed, job: Job): Promise<string> {
  const typed = input.baseUrl === undefined ? undefined : parseBaseUrl(String(input.baseUrl))
  const given = input.keyFromStdin === true ? await piped(job) : undefined
  if (given !== undefined) checkSecret(given.secret)
  const before = await store.readSecret(job.context, name)
  if ('oauth' in before)
    throw new Failure('usage', `profile "${name}" is a login, whose tokens and address come from Gong`, {
      hint: `gong profiles login ${name}`,
    })
  const secret = given?.secret ?? before
  const address = typed ?? (given?.address === undefined ? old : parseBaseUrl(given.address))
  const credential = { baseUrl: address, authorization: async () => authorizationHeader(secret) }
  if (input.noCheck !== true) await checkCredential(job.gongAs(credential), job.context.clock.now())
  await checkWorkspace(input, credential, job)
  await store.replaceProfile(job.context, { name, baseUrl: address, secret })
  return address
}
