import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { configFolder } from './folders.ts'
import { isProfileName } from './names.ts'
import { lockPath } from './profile-file.ts'

/** What a profile sets beside its credential; nothing of it is secret. */
export interface ProfileSettings {
  /** IANA name, for dates typed without a zone. */
  readonly timeZone?: string | undefined
  /** Id or name. */
  readonly workspace?: string | undefined
  /** Requests a second; 0 is no pace. */
  readonly rate?: number | undefined
}

interface Settings {
  /** What `gong profiles use` chose. */
  readonly chosen?: string | undefined
  readonly profiles: ReadonlyMap<string, ProfileSettings>
}

/** The settings; empty when there is no file. @throws Failure `usage` when the file is damaged. */
export async function readSettings({ env, files }: Context): Promise<Settings> {
  const bytes = await files.read(settingsPath(env))
  return bytes === undefined ? { profiles: new Map() } : parsed(settingsPath(env), Buffer.from(bytes).toString())
}

/** Makes a profile the one that is taken when nobody names one. */
export function chooseProfile(context: Context, name: string): Promise<void> {
  return change(context, (settings) => ({ ...settings, chosen: name }))
}

/** Sets what is given of a profile's settings and leaves the rest. */
export function setSettings(context: Context, name: string, given: ProfileSettings): Promise<void> {
  return change(context, ({ chosen, profiles }) => {
    return { chosen, profiles: new Map(profiles).set(name, { ...profiles.get(name), ...given }) }
  })
}

/** Drops the settings of a removed profile, the choice included. */
export function forgetSettings(context: Context, name: string): Promise<void> {
  return change(context, ({ chosen, profiles }) => ({
    chosen: chosen === name ? undefined : chosen,
    profiles: new Map([...profiles].filter(([other]) => other !== name)),
  }))
}

/** Carries the settings of a renamed profile along, the choice included. */
export function moveSettings(context: Context, from: string, to: string): Promise<void> {
  return change(context, ({ chosen, profiles }) => ({
    chosen: chosen === from ? to : chosen,
    profiles: new Map([...profiles].map(([name, own]) => [name === from ? to : name, own])),
  }))
}

async function change(context: Context, edit: (settings: Settings) => Settings): Promise<void> {
  await context.files.withLock(lockPath(context.env), async () => {
    const before = await readSettings(context)
    const { chosen, profiles } = edit(before)
    if (chosen === before.chosen && profiles.size === 0 && before.profiles.size === 0) return
    await write(configFolder(context.env), { chosen, profiles: Object.fromEntries(profiles) })
  })
}

/** `conf` costs more to load than Node takes to start, so only writing pays for it. */
async function write(folder: string, value: { [key: string]: unknown }): Promise<void> {
  const { default: Conf } = await import('conf')
  new Conf({ cwd: folder, configName: 'settings', configFileMode: 0o600, projectSuffix: '' }).store = value
}

function settingsPath(env: Context['env']): string {
  return `${configFolder(env)}/settings.json`
}

function parsed(path: string, text: string): Settings {
  const file = parsedJson(text)
  const profiles = isRow(file) ? (file.profiles ?? {}) : undefined
  const chosen = isRow(file) ? file.chosen : undefined
  const isWhole = isRow(profiles) && (chosen === undefined || (typeof chosen === 'string' && isProfileName(chosen)))
  if (!isWhole) throw damaged(path, 'it is not what gong writes')
  return {
    chosen,
    profiles: new Map(Object.entries(profiles).map(([name, own]) => [name, settingsOf(path, name, own)])),
  }
}

function settingsOf(path: string, name: string, own: unknown): ProfileSettings {
  if (!isProfileName(name) || !isSettings(own))
    throw damaged(path, `the settings of ${JSON.stringify(name)} are not readable`)
  return own
}

/** Whether it is what a profile may set. */
export function isSettings(value: unknown): value is ProfileSettings {
  if (!isRow(value)) return false
  const { timeZone, workspace, rate } = value
  const isRate = rate === undefined || (typeof rate === 'number' && rate >= 0)
  return [timeZone, workspace].every((text) => text === undefined || typeof text === 'string') && isRate
}

function damaged(path: string, why: string): Failure {
  return new Failure('usage', `${path} is damaged: ${why}; nothing was changed`, {
    hint: 'mend the file, or remove it: it holds no credential, only the chosen profile and its defaults',
  })
}
