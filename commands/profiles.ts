import { settings } from '../src/catalogue/settings.ts'
import type { Command, Credential, Job, Typed } from '../src/cli/command.ts'
import { checkZone } from '../src/cli/zones.ts'
import { Failure } from '../src/errors.ts'
import { toCall } from '../src/gong/request.ts'
import { baseUrl, generalBaseUrl } from '../src/profiles/base-url.ts'
import { type Chosen, choose } from '../src/profiles/choose.ts'
import { parsedJson } from '../src/profiles/json.ts'
import { keySources } from '../src/profiles/keys.ts'
import { authorizationOf, checkUsable, type Secret, secretOf } from '../src/profiles/secret.ts'
import { chooseProfile, readSettings, setSettings } from '../src/profiles/settings.ts'
import * as store from '../src/profiles/store.ts'
import { isRow, type Json, type Pages, type Row } from '../src/rows.ts'

const NAME = { kind: 'text', required: true, help: 'name of the profile' } as const

/** What all commands of this domain have in common: they speak of the store on this machine. */
const local = { operations: [], arguments: ['name'], fields: ['name', 'baseUrl', 'timeZone', 'workspace', 'rate'] }

const add: Command = {
  ...local,
  name: 'add',
  summary: 'Store credentials, sealed, after checking them against Gong',
  effect: 'write',
  operations: [settings.workspaces],
  inputs: {
    name: NAME,
    baseUrl: {
      kind: 'text',
      hint: 'url',
      help: `address of the API that Gong shows for your company (${generalBaseUrl})`,
    },
    keys: { kind: 'choice', of: keySources, help: 'how the key of the store is kept' },
    timeZone: { kind: 'text', hint: 'zone', help: 'zone of dates without one' },
    workspace: { kind: 'text', hint: 'id or name', help: 'workspace that commands use unless told otherwise' },
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
  const timeZone = input.timeZone === undefined ? undefined : checkZone('--time-zone', String(input.timeZone))
  if (globals.dryRun && input.noCheck === true)
    throw new Failure('usage', '--dry-run: with --no-check nothing is sent, so there is no request to show')
  await store.checkNew(context, name)
  const { secret, address } = await credential(input, job)
  checkUsable(secret)
  if (input.noCheck !== true) await check(job, { baseUrl: address, authorization: async () => authorizationOf(secret) })
  await store.add(context, { name, baseUrl: address, secret, keys: keySources.find((source) => source === input.keys) })
  const workspace = input.workspace === undefined ? undefined : String(input.workspace)
  const own = { timeZone, workspace, rate: globals.rate }
  if (Object.values(own).some((value) => value !== undefined)) await setSettings(context, name, own)
  await job.say(`profile "${name}" is stored; next: gong calls list --profile ${name}`)
  yield { rows: [described({ name, baseUrl: address, ...own })] }
}

/** Asked for on a terminal, where the secret is typed unseen; read from stdin elsewhere. Never a flag. */
async function credential(input: Typed, { context }: Job): Promise<{ secret: Secret; address: string }> {
  const { ask, stdin } = context
  const typed = input.baseUrl === undefined ? undefined : baseUrl(String(input.baseUrl))
  if (ask.possible) {
    const asked = () => ask.text('Base URL, as Gong shows it under Settings, API', { initial: generalBaseUrl })
    const address = typed ?? baseUrl(await asked())
    const accessKey = await ask.text('Access key')
    return { address, secret: { accessKey, accessKeySecret: await ask.secret('Access key secret') } }
  }
  const given = parsedJson(await stdin.text())
  const secret = secretOf(given)
  if (secret === undefined || !isRow(given)) throw unreadable()
  return { secret, address: typed ?? baseUrl(addressIn(given)) }
}

/** A misspelt `baseUrl` would send the secret to another host, so a field that is not known is refused. */
function addressIn({ baseUrl: address = generalBaseUrl, ...rest }: Row): string {
  const stray = Object.keys(rest).find((name) => !['accessKey', 'accessKeySecret', 'bearerToken'].includes(name))
  if (stray === undefined && typeof address === 'string') return address
  throw new Failure(
    'usage',
    stray === undefined ? 'stdin: baseUrl is not a text' : `stdin: "${stray}" is not a field`,
    {
      hint: 'accessKey, accessKeySecret, bearerToken and baseUrl are',
    },
  )
}

function unreadable(): Failure {
  return new Failure('usage', 'stdin holds no credential', {
    hint: 'pipe {"accessKey":"…","accessKeySecret":"…","baseUrl":"…"} or {"bearerToken":"…","baseUrl":"…"} into it',
  })
}

/** What Gong says to a credential: a key that may not read workspaces is a good key all the same. */
async function check(job: Job, credential: Credential): Promise<Row> {
  const start = job.context.clock.now()
  const answer = async () => {
    try {
      const { body } = await job.gongAs(credential).exchange(toCall(settings.workspaces, {}))
      return { workspaces: Array.isArray(body.workspaces) ? body.workspaces.length : 0 }
    } catch (error) {
      if (error instanceof Failure && error.scope !== undefined) return { missingScope: error.scope }
      throw error
    }
  }
  return { ...described(await answer()), milliseconds: job.context.clock.now() - start }
}

const list: Command = {
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
    const profiles = await store.list(context)
    yield {
      rows: profiles.map((one) =>
        described({ ...one, chosen: own.chosen === one.name, ...own.profiles.get(one.name) }),
      ),
    }
  },
}

const show: Command = {
  ...local,
  name: 'show',
  summary: 'Show which credentials a command would use, and why; never the secret',
  effect: 'read',
  inputs: { name: { kind: 'text', help: 'name of the profile; else the one that would be used' } },
  fields: ['name', 'baseUrl', 'source', 'why', 'timeZone', 'workspace', 'rate'],
  columns: [],
  single: true,
  examples: ['gong profiles show --sandbox', 'gong profiles show work'],
  async *run(input, job) {
    const { authorization: _secret, ...rest } = await chosenBy(input, job)
    yield { rows: [described(rest)] }
  },
}

const use: Command = {
  ...local,
  name: 'use',
  summary: 'Use this profile unless told otherwise',
  effect: 'write',
  inputs: { name: NAME },
  columns: [],
  single: true,
  examples: ['gong profiles use work'],
  async *run(input, { context }) {
    const { name = '', baseUrl } = await choose(context, String(input.name))
    await chooseProfile(context, name)
    yield { rows: [{ name, baseUrl, chosen: true }] }
  },
}

const checkStored: Command = {
  ...local,
  name: 'check',
  summary: 'Ask Gong whether the credentials work',
  effect: 'read',
  operations: [settings.workspaces],
  inputs: { name: { kind: 'text', help: 'name of the profile; else the one that would be used' } },
  fields: ['name', 'baseUrl', 'why', 'workspaces', 'missingScope', 'milliseconds'],
  columns: [],
  single: true,
  examples: ['gong profiles check --sandbox', 'gong profiles check work'],
  async *run(input, job) {
    const chosen = await chosenBy(input, job)
    const { name, baseUrl, why } = chosen
    yield { rows: [described({ name, baseUrl, why, ...(await check(job, chosen)) })] }
  },
}

const rename: Command = {
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
    await store.rename(context, String(input.old), String(input.new))
    yield { rows: [{ name: String(input.new), was: String(input.old) }] }
  },
}

const remove: Command = {
  ...local,
  name: 'remove',
  summary: 'Remove a profile and its credentials from this machine',
  effect: 'write',
  inputs: { name: NAME },
  columns: [],
  single: true,
  examples: ['gong profiles remove work'],
  async *run(input, { context }) {
    await store.remove(context, String(input.name))
    yield { rows: [{ name: String(input.name), removed: true }] }
  },
}

/** The profile that was named, else the one that any command would use. */
async function chosenBy({ name }: Typed, job: Job): Promise<Chosen> {
  return name === undefined ? await job.chosen() : await choose(job.context, String(name))
}

/** What is not set is left out. */
function described(facts: { readonly [name: string]: Json | undefined }): Row {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, Json] => fact[1] !== undefined))
}

export const profiles = [add, list, show, use, checkStored, rename, remove]
