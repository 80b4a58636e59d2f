import { createHmac } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { configFolder, stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

/** Bytes of a key that this machine keeps for itself. */
export const MACHINE_KEY_BYTES = 32

/** Of the files of these keys. */
const VERSION = 1

/** The file of such a key: in the config folder, so that a copy of the state folder lacks it; else in the state folder. */
export function machineKeyPath(env: Context['env'], name: string): string {
  const isKnown = [env.GONG_CONFIG_DIR, env.XDG_CONFIG_HOME, env.APPDATA, env.HOME, env.USERPROFILE].some(Boolean)
  return `${isKnown ? configFolder(env) : stateFolder(env)}/${name}.json`
}

/**
 * The secret in such a file, and what stands beside it.
 *
 * @param thing whose key it is, for messages
 * @throws Failure `usage` for a file that is damaged, from a later version, or open to others
 */
export function parseMachineKey(
  path: string,
  thing: string,
  bytes: Uint8Array,
  mode: number | undefined,
): { readonly secret: Buffer; readonly rest: Row } {
  const key = `the key of the ${thing} ${path}`
  if (mode !== undefined && (mode & 0o077) !== 0)
    throw new Failure('usage', `${key} can be read or changed by other users of this machine`, {
      hint: `chmod 600 '${path}'`,
    })
  const file = parsedJson(Buffer.from(bytes).toString())
  if (isRow(file)) refuseLaterVersion('usage', path, file.version, VERSION)
  const { version, key: text, ...rest } = isRow(file) ? file : {}
  const secret = Buffer.from(typeof text === 'string' ? text : '', 'base64')
  if (version !== VERSION || secret.length !== MACHINE_KEY_BYTES)
    throw new Failure('usage', `${key} is damaged`, { hint: 'put a copy of the file back' })
  return { secret, rest }
}

/** What stands in such a file. */
export function machineKeyText(secret: Buffer, rest: Row = {}): string {
  return `${JSON.stringify({ version: VERSION, key: secret.toString('base64'), ...rest })}\n`
}

/** The key for one use, so that what is made with it tells nothing about another. */
export function keyFor(secret: Uint8Array, use: string): Buffer {
  return createHmac('sha256', secret).update(use).digest()
}

/** Identifies a secret without giving it away. */
export function machineKeyId(secret: Uint8Array): string {
  return keyFor(secret, 'id').toString('hex').slice(0, 8)
}
