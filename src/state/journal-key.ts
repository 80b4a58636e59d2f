import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow } from '../lib/rows.ts'
import { configFolder, stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

/** The key of this machine's journals: without it, nobody can test a guess at whom a line is about, or read what became of it. */
export interface JournalKey {
  /** Identifies the key without giving it away. */
  readonly id: string
  /** HMAC-SHA-256, cut to 128 bits, base64url. */
  digest(text: string): string
  /** AES-256-GCM, base64url. */
  seal(text: string): string
  /** @throws Error for what another key sealed, or what was changed since */
  open(sealed: string): string
}

type Machine = Pick<Context, 'env' | 'files' | 'random'>

const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** In the config folder, so that a copy of the state folder lacks it; else in the state folder. */
function journalKeyPath(env: Context['env']): string {
  const isKnown = [env.GONG_CONFIG_DIR, env.XDG_CONFIG_HOME, env.APPDATA, env.HOME, env.USERPROFILE].some(Boolean)
  return `${isKnown ? configFolder(env) : stateFolder(env)}/journal-key.json`
}

/** The key, created (32 random bytes, 0600) when missing. @throws Failure `usage` for one that is damaged or open to others */
export async function takeJournalKey(machine: Machine): Promise<JournalKey> {
  const { env, files, random } = machine
  const path = journalKeyPath(env)
  const stored = await readKey(machine, path)
  if (stored !== undefined) return journalKey(stored, random)
  return await files.withLock(`${path}.lock`, async () => {
    const made = (await readKey(machine, path)) ?? Buffer.from(random(32))
    await files.write(path, `${JSON.stringify({ version: VERSION, key: made.toString('base64') })}\n`, 0o600)
    return journalKey(made, random)
  })
}

async function readKey({ files }: Machine, path: string): Promise<Buffer | undefined> {
  const bytes = await files.readNoFollow(path)
  if (bytes === undefined) return undefined
  const mode = await files.mode(path)
  if (mode !== undefined && (mode & 0o077) !== 0)
    throw new Failure(
      'usage',
      `the key of the journals ${path} can be read or changed by other users of this machine`,
      {
        hint: `chmod 600 '${path}'`,
      },
    )
  const file = parsedJson(Buffer.from(bytes).toString())
  if (isRow(file)) refuseLaterVersion('usage', path, file.version, VERSION)
  const key = isRow(file) && typeof file.key === 'string' ? Buffer.from(file.key, 'base64') : undefined
  if (key?.length !== 32)
    throw new Failure('usage', `the key of the journals ${path} is damaged`, { hint: 'put a copy of the file back' })
  return key
}

function journalKey(secret: Uint8Array, random: Context['random']): JournalKey {
  const part = (use: string) => createHmac('sha256', secret).update(use).digest()
  const [digesting, sealing] = [part('digest'), part('seal')]
  return {
    id: part('id').toString('hex').slice(0, 8),
    digest: (text) => createHmac('sha256', digesting).update(text).digest().subarray(0, 16).toString('base64url'),
    seal(text) {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES })
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
