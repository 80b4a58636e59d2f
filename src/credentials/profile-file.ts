import { Failure } from '../lib/errors.ts'
import { parsedJson } from '../lib/parse-json'
import { isRow } from '../lib/rows.ts'
import type { Context } from '../platform/ports.ts'
import { baseUrl } from './base-url.ts'
import { type Wrapped, wrappedOf } from './data-key.ts'
import { refuseOpenToOthers } from './file-permissions.ts'
import { configFolder } from './folders.ts'
import { isProfileName } from './names.ts'

/** The file of profiles, read and checked. */
export interface Stored {
  readonly key: Wrapped
  readonly profiles: Profiles
}

export type Profiles = ReadonlyMap<string, Entry>

export interface Entry {
  readonly baseUrl: string
  readonly sealed: string
}

const version = 1

export function storePath(env: Context['env']): string {
  return `${configFolder(env)}/credentials.json`
}

/** The lock that every change in the config folder takes. */
export function lockPath(env: Context['env']): string {
  return `${configFolder(env)}/lock`
}

/**
 * The file of profiles; `undefined` when there is none yet. Opens no seal.
 * @throws Failure `auth` when the file is damaged, from a later version, or open to other users of this machine.
 */
export async function load({ env, files }: Context): Promise<Stored | undefined> {
  const path = storePath(env)
  await refuseOpenToOthers(files, 'the file of profiles', path)
  const bytes = await files.read(path)
  return bytes && parsed(path, Buffer.from(bytes).toString())
}

/** Replaces the file of profiles; removes it with the last profile, so that the next store can have another key. */
export async function save({ env, files }: Context, { key, profiles }: Stored): Promise<void> {
  const path = storePath(env)
  await files.removeTemporaryFiles(path)
  if (profiles.size === 0) return files.remove(path)
  const text = JSON.stringify({ version, key, profiles: Object.fromEntries(profiles) }, undefined, 2)
  return files.write(path, `${text}\n`, 0o600)
}

/** Whether both are sealed under one key, kept the same way; none is like none. */
export function isSameKey(one: Stored | undefined, other: Stored | undefined): boolean {
  return JSON.stringify(one?.key) === JSON.stringify(other?.key)
}

/** The failure for a file of profiles that cannot be used as it is. */
export function damaged(path: string, why: string): Failure {
  return new Failure('auth', `${path} is damaged: ${why}; nothing was changed`, {
    hint: 'put a copy of the file back, or move it away and run gong profiles add <name>',
  })
}

function parsed(path: string, text: string): Stored {
  const file = parsedJson(text)
  if (!isRow(file)) throw damaged(path, 'it is not a JSON object')
  if (typeof file.version === 'number' && file.version > version) {
    throw new Failure('auth', `${path} was written by a later version of gong`, { hint: 'npm install -g gong-cli' })
  }
  const key = wrappedOf(file.key)
  if (file.version !== version || key === undefined) throw damaged(path, 'its version or its key is not readable')
  if (!isRow(file.profiles)) throw damaged(path, 'it holds no profiles')
  const profiles = Object.entries(file.profiles).map(([name, entry]): [string, Entry] => {
    if (!isProfileName(name) || !isEntry(entry)) throw damaged(path, `profile ${JSON.stringify(name)} is not readable`)
    return [name, { baseUrl: entry.baseUrl, sealed: entry.sealed }]
  })
  return { key, profiles: new Map(profiles) }
}

function isEntry(value: unknown): value is Entry {
  return (
    isRow(value) && typeof value.sealed === 'string' && typeof value.baseUrl === 'string' && isOrigin(value.baseUrl)
  )
}

function isOrigin(text: string): boolean {
  try {
    return baseUrl(text) === text
  } catch {
    return false
  }
}
