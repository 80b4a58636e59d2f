import { checkId, idOf } from '../../src/app/input/id-of-name.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Credential, Job } from '../../src/app/model/job.ts'
import { type ChosenCredential, profileByName } from '../../src/credentials/choose-profile.ts'
import { KEY_STORES } from '../../src/credentials/data-key.ts'
import type { ProfileSettings } from '../../src/credentials/profile-settings.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { checkZone } from '../../src/lib/zones.ts'

/** The fields of a profile in the output. */
export const PROFILE_FIELDS = ['name', 'baseUrl', 'timeZone', 'workspace', 'rate']

export const PROFILE_NAME = { kind: 'text', required: true, help: 'name of the profile' } as const

/** For what only looks at a profile. */
export const OPTIONAL_NAME = { kind: 'text', help: 'name of the profile; else the one that would be used' } as const

export const KEY_STORE = {
  kind: 'choice',
  of: KEY_STORES,
  help: 'where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file',
} as const

export const SETTING_INPUTS = {
  timeZone: { kind: 'text', hint: 'zone', help: 'zone of dates without one' },
  workspace: { kind: 'text', hint: 'id or name', help: 'workspace that commands use unless told otherwise' },
} as const satisfies Inputs

type SettingInput = InputOf<typeof SETTING_INPUTS>

/** The settings that were typed, with the global --rate. @throws Failure `usage` for an unknown zone */
export function typedSettings({ timeZone, workspace }: SettingInput, { globals }: Job): ProfileSettings {
  return {
    timeZone: timeZone === undefined ? undefined : checkZone('--time-zone', timeZone),
    workspace,
    rate: globals.rate,
  }
}

/** Checks that Gong has the workspace of `--workspace`. @throws Failure with the candidates */
export async function checkWorkspace(workspace: string, credential: Credential, job: Job): Promise<void> {
  const seeking = { read: job.readAs(credential), flag: '--workspace', otherInputs: {} }
  const id = await idOf('workspace', seeking, workspace)
  if (id === workspace) await checkId('workspace', seeking, id, 'usage')
}

/** The profile of that name, else the one that any command would use. */
export async function namedOrChosen(name: string | undefined, job: Job): Promise<ChosenCredential> {
  return name === undefined ? await job.chosen() : await profileByName(job.context, name)
}

/** Leaves out what is undefined. */
export function profileRow(facts: { readonly [name: string]: Json | undefined }): Row {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, Json] => fact[1] !== undefined))
}
