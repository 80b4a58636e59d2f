import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import type { Context } from '../platform/ports.ts'
import {
  keyFor,
  MACHINE_KEY_BYTES,
  machineKeyId,
  machineKeyPath,
  machineKeyText,
  parseMachineKey,
} from './machine-key.ts'

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

const NONCE_BYTES = 12
const TAG_BYTES = 16
const DIGEST_BYTES = 16

/** The key, created (32 random bytes, 0600) when missing. @throws Failure `usage` for one that is damaged or open to others */
export async function takeJournalKey(machine: Machine): Promise<JournalKey> {
  const { env, files, random } = machine
  const path = machineKeyPath(env, 'journal-key')
  const stored = await readKey(machine, path)
  if (stored !== undefined) return journalKey(stored, random)
  return await files.withLock(`${path}.lock`, async () => {
    const made = (await readKey(machine, path)) ?? Buffer.from(random(MACHINE_KEY_BYTES))
    await files.write(path, machineKeyText(made), 0o600)
    return journalKey(made, random)
  })
}

async function readKey({ files }: Machine, path: string): Promise<Buffer | undefined> {
  const bytes = await files.readNoFollow(path)
  return bytes && parseMachineKey(path, 'journals', bytes, await files.mode(path)).secret
}

function journalKey(secret: Uint8Array, random: Context['random']): JournalKey {
  const [digesting, sealing] = [keyFor(secret, 'digest'), keyFor(secret, 'seal')]
  return {
    id: machineKeyId(secret),
    digest: (text) => shortened(createHmac('sha256', digesting).update(text)),
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

/** As `digest` of a key, for what is not kept: whoever sees it can test a guess. */
export function digestWithoutKey(text: string): string {
  return shortened(createHash('sha256').update(text))
}

function shortened(hash: Hash | Hmac): string {
  // By way of text: a buffer of its own for each line of a table would fill the memory before it is collected.
  return Buffer.from(hash.digest('base64url'), 'base64url').subarray(0, DIGEST_BYTES).toString('base64url')
}
