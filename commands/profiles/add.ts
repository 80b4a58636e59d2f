import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../src/credentials/base-url.ts'
import * as store from '../../src/credentials/profiles.ts'
import { authorizationHeader, checkSecret, type Secret } from '../../src/credentials/secret.ts'
import { checkCredential } from '../../src/doctor/account.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { piped } from './piped.ts'
import { checkWorkspace, described, KEYS, keep, keysIn, local, NAME, OWN, ownOf } from './shared.ts'

export const add: OldCommand = {
  ...local,
  name: 'add',
  summary: 'Store credentials, sealed, after checking them against Gong',
  effect: 'write',
  operations: [settings.workspaces, users.list, calls.list],
  inputs: {
    name: NAME,
    baseUrl: {
      kind: 'text',
      hint: 'url',
      help: `address of the API that Gong shows for your company (${DEFAULT_BASE_URL})`,
    },
    keys: KEYS,
    ...OWN,
    noCheck: { kind: 'flag', help: 'store without asking Gong' },
  },
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
  run: addProfile,
}

async function* addProfile(input: Typed, job: Job): Pages {
  const { context, globals } = job
  const name = String(input.name)
  const own = ownOf(input, job)
  if (globals.dryRun && input.noCheck === true)
    throw new Failure('usage', '--dry-run: with --no-check nothing is sent, so there is no request to show')
  await store.checkNewProfile(context, name)
  const { secret, address } = await credential(input, job)
  checkSecret(secret)
  const asked = { baseUrl: address, authorization: async () => authorizationHeader(secret) }
  if (input.noCheck !== true) await checkCredential(job.gongAs(asked), context.clock.now())
  await checkWorkspace(input, asked, job)
  const profile = { name, baseUrl: address, secret, keyStore: keysIn(input) }
  await store.addProfile(context, profile, (line) => job.say(line))
  await keep(job, name, own)
  await job.say(`profile "${name}" is stored; next: gong calls list --profile ${name}`)
  yield { rows: [described({ name, baseUrl: address, ...own })] }
}

/** Asked for on a terminal, where the secret is typed unseen; read from stdin elsewhere. Never a flag. */
async function credential(input: Typed, job: Job): Promise<{ secret: Secret; address: string }> {
  const { prompts } = job.context
  const typed = input.baseUrl === undefined ? undefined : parseBaseUrl(String(input.baseUrl))
  if (prompts.available) {
    const asked = () => prompts.text('Base URL, as Gong shows it under Settings, API', { initial: DEFAULT_BASE_URL })
    const address = typed ?? parseBaseUrl(await asked())
    const accessKey = await prompts.text('Access key')
    return { address, secret: { accessKey, accessKeySecret: await prompts.secret('Access key secret') } }
  }
  const { secret, address = DEFAULT_BASE_URL } = await piped(job)
  return { secret, address: typed ?? parseBaseUrl(address) }
}
