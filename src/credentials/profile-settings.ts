import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import { configFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'
import { configLockPath, settingsFilePath } from './paths.ts'
import { isProfileName } from './profile-name.ts'

/** The settings of a profile; none is secret. */
export interface ProfileSettings {
  /** IANA name, for dates typed without a zone. */
  readonly timeZone?: string | undefined
  /** Id or name. */
  readonly workspace?: string | undefined
  /** Requests a second; 0 for no limit. */
  readonly rate?: number | undefined
}

interface Settings {
  /** The profile of `gong profiles use`. */
  readonly chosen?: string | undefined
  readonly profiles: ReadonlyMap<string, ProfileSettings>
}

/** Of the file, which says so only from the next one on. */
const VERSION = 1

/** The settings of all profiles; empty when there is no file. @throws Failure `usage` when the file is damaged */
export async function readSettings({ env, files }: Context): Promise<Settings> {
  const bytes = await files.read(settingsFilePath(env))
  return bytes === undefined
    ? { profiles: new Map() }
    : parseSettingsFile(settingsFilePath(env), Buffer.from(bytes).toString())
}

/** Makes a profile the default. */
export function setChosenProfile(context: Context, name: string): Promise<void> {
  return changeSettings(context, (settings) => ({ ...settings, chosen: name }))
}

/** Updates the given settings of a profile, and keeps those that are undefined. */
export async function updateSettings(context: Context, name: string, given: ProfileSettings): Promise<void> {
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (Object.keys(defined).length === 0) return
  await changeSettings(context, ({ chosen, profiles }) => {
    return { chosen, profiles: new Map(profiles).set(name, { ...profiles.get(name), ...defined }) }
  })
}

/** Deletes the settings of a profile, also whether it is the chosen one. */
export function deleteSettings(context: Context, name: string): Promise<void> {
  return changeSettings(context, ({ chosen, profiles }) => ({
    chosen: chosen === name ? undefined : chosen,
    profiles: new Map([...profiles].filter(([other]) => other !== name)),
  }))
}

/** Renames the settings of a profile, also where it is the chosen one. */
export function renameSettings(context: Context, from: string, to: string): Promise<void> {
  return changeSettings(context, ({ chosen, profiles }) => ({
    chosen: chosen === from ? to : chosen,
    profiles: new Map([...profiles].map(([name, own]) => [name === from ? to : name, own])),
  }))
}

async function changeSettings(context: Context, edit: (settings: Settings) => Settings): Promise<void> {
  await context.files.withLock(configLockPath(context.env), async () => {
    const before = await readSettings(context)
    const { chosen, profiles } = edit(before)
    if (chosen === before.chosen && profiles.size === 0 && before.profiles.size === 0) return
    await writeSettings(configFolder(context.env), { chosen, profiles: Object.fromEntries(profiles) })
  })
}

/** Loads `conf` only to write, since that takes longer than Node's own start. */
async function writeSettings(folder: string, value: { [key: string]: unknown }): Promise<void> {
  const { default: Conf } = await import('conf')
  new Conf({ cwd: folder, configName: 'settings', configFileMode: 0o600, projectSuffix: '' }).store = value
}

function parseSettingsFile(path: string, text: string): Settings {
  const file = parsedJson(text)
  if (isRow(file)) refuseLaterVersion('usage', path, file.version, VERSION)
  const profiles = isRow(file) ? (file.profiles ?? {}) : undefined
  const chosen = isRow(file) ? file.chosen : undefined
  const isWhole = isRow(profiles) && (chosen === undefined || (typeof chosen === 'string' && isProfileName(chosen)))
  if (!isWhole) throw damagedSettings(path, 'it is not what gong writes')
  return {
    chosen,
    profiles: new Map(Object.entries(profiles).map(([name, own]) => [name, checkSettings(path, name, own)])),
  }
}

function checkSettings(path: string, name: string, own: unknown): ProfileSettings {
  if (!isProfileName(name) || !isProfileSettings(own))
    throw damagedSettings(path, `the settings of ${JSON.stringify(name)} are not readable`)
  return own
}

/** Whether a value is the settings of a profile. */
export function isProfileSettings(value: unknown): value is ProfileSettings {
  if (!isRow(value)) return false
  const { timeZone, workspace, rate } = value
  const isRate = rate === undefined || (typeof rate === 'number' && rate >= 0)
  return [timeZone, workspace].every((text) => text === undefined || typeof text === 'string') && isRate
}

function damagedSettings(path: string, why: string): Failure {
  return new Failure('usage', `${path} is damaged: ${why}; nothing was changed`, {
    hint: 'mend the file, or remove it: it holds no credential, only the chosen profile and its defaults',
  })
}
