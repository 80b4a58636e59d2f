import type { Credential, Job, Typed } from '../../src/app/command.ts'
import { checkId, idOf } from '../../src/app/names.ts'
import { type ChosenCredential, profileByName } from '../../src/credentials/choose-profile.ts'
import { KEY_STORES, type KeyStore } from '../../src/credentials/data-key.ts'
import { type ProfileSettings, updateSettings } from '../../src/credentials/profile-settings.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { checkZone } from '../../src/lib/zones.ts'

export const NAME = { kind: 'text', required: true, help: 'name of the profile' } as const

/** What a new profile can set beside its credential. */
export const OWN = {
  timeZone: { kind: 'text', hint: 'zone', help: 'zone of dates without one' },
  workspace: { kind: 'text', hint: 'id or name', help: 'workspace that commands use unless told otherwise' },
} as const

/** What was typed of it, with the global --rate. @throws Failure `usage` for a zone that is none */
export function ownOf({ timeZone, workspace }: Typed, { globals }: Job): ProfileSettings {
  return {
    timeZone: timeZone === undefined ? undefined : checkZone('--time-zone', String(timeZone)),
    workspace: workspace === undefined ? undefined : String(workspace),
    rate: globals.rate,
  }
}

/** Keeps it with the profile; what was not typed stays as it is. */
export async function keep({ context }: Job, name: string, own: ProfileSettings): Promise<void> {
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  if (given.length > 0) await updateSettings(context, name, Object.fromEntries(given))
}

/** Looks whether Gong has the workspace that was typed, unless --no-check. @throws Failure with the candidates */
export async function checkWorkspace({ workspace, noCheck }: Typed, credential: Credential, job: Job): Promise<void> {
  if (workspace === undefined || noCheck === true) return
  const seeking = { read: job.readAs(credential), flag: '--workspace', around: {} }
  const id = await idOf('workspace', seeking, String(workspace))
  if (id === workspace) await checkId('workspace', seeking, id, 'usage')
}

export const KEYS = {
  kind: 'choice',
  of: KEY_STORES,
  help: 'where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file',
} as const

/** What `--keys` says. */
export function keysIn({ keys }: Typed): KeyStore | undefined {
  return KEY_STORES.find((source) => source === keys)
}

/** What all commands of this domain have in common: they speak of the store on this machine. */
export const local = {
  operations: [],
  arguments: ['name'],
  fields: ['name', 'baseUrl', 'timeZone', 'workspace', 'rate'],
}

/** The profile that was named, else the one that any command would use. */
export async function chosenBy({ name }: Typed, job: Job): Promise<ChosenCredential> {
  return name === undefined ? await job.chosen() : await profileByName(job.context, String(name))
}

/** What is not set is left out. */
export function described(facts: { readonly [name: string]: Json | undefined }): Row {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, Json] => fact[1] !== undefined))
}
