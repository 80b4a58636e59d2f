import { createHmac, scryptSync } from 'node:crypto'
import { isRow } from '../../lib/rows.ts'
import type { Context, ScryptCost } from '../../platform/ports.ts'
import {
  keyFor,
  MACHINE_KEY_BYTES,
  machineKeyId,
  machineKeyPath,
  machineKeyText,
  parseMachineKey,
} from '../../state/machine-key.ts'

/** The key that proves whom a receipt is about and that the book is whole. Without it neither can be guessed or forged. */
export interface ReceiptKey {
  /** Identifies the key without giving it away. */
  readonly id: string
  /** HMAC-SHA-256 over a line of the book, hexadecimal. */
  chain(text: string): string
  /** HMAC-SHA-256 over scrypt of an address or number, hexadecimal: even with the key each guess has its cost. */
  proof(value: string): string
}

/** The key file lies with the profiles and not with the book, so that a copy of the book does not include it. */
export interface KeyFile {
  /** `undefined` when there is none yet. @throws Failure `usage` for a damaged one, or one that others may read */
  read(): Promise<StoredKey | undefined>
  /**
   * The key, created (32 random bytes, 0600) when missing.
   *
   * @param book its name
   * @param lines how many it has now; kept at the key's first use for a book, since only those may be without the key
   */
  take(book: string, lines: number): Promise<ReceiptKey>
}

export interface StoredKey {
  readonly key: ReceiptKey
  /** By book: how many of its first lines are of the older kind. */
  readonly unkeyedLines: { readonly [book: string]: number }
}

/** In the config folder, so that a copy of the state folder lacks it; else in the state folder. */
export function receiptsKeyPath(env: Context['env']): string {
  return machineKeyPath(env, 'receipts-key')
}

export function keyFile(context: Pick<Context, 'files' | 'random' | 'proofCost'>, path: string): KeyFile {
  const { files, random } = context
  const readContent = async () => {
    const bytes = await files.read(path)
    return bytes && parseKeyFile(path, bytes, await files.mode(path))
  }
  return {
    async read() {
      const found = await readContent()
      return found && { key: sharedKey(found.secret, context), unkeyedLines: found.older }
    },
    take: (book, lines) =>
      files.withLock(`${path}.lock`, async () => {
        const { secret, older } = (await readContent()) ?? { secret: Buffer.from(random(MACHINE_KEY_BYTES)), older: {} }
        if (older[book] === undefined) {
          await files.removeTemporaryFiles(path)
          await files.write(path, machineKeyText(secret, { older: { ...older, [book]: lines } }), 0o600)
        }
        return sharedKey(secret, context)
      }),
  }
}

const SHARED = new WeakMap<object, Map<string, ReceiptKey>>()

/** One key for a whole run, which makes each proof once: it takes some 20 ms, and a book is read before every line. */
function sharedKey(secret: Buffer, { files, proofCost }: Pick<Context, 'files' | 'proofCost'>): ReceiptKey {
  const keys = SHARED.get(files) ?? new Map<string, ReceiptKey>()
  SHARED.set(files, keys)
  const name = secret.toString('base64')
  const key = keys.get(name) ?? receiptKey(secret, proofCost)
  keys.set(name, key)
  return key
}

/** @param secret 32 bytes */
export function receiptKey(secret: Uint8Array, proofCost: ScryptCost): ReceiptKey {
  const [chain, proof, salt] = [keyFor(secret, 'chain'), keyFor(secret, 'proof'), keyFor(secret, 'salt')]
  const proofs = new Map<string, string>()
  return {
    id: machineKeyId(secret),
    chain: (text) => createHmac('sha256', chain).update(text).digest('hex'),
    proof(value) {
      const cached = proofs.get(value)
      if (cached !== undefined) return cached
      const made = createHmac('sha256', proof)
        .update(scryptSync(value, salt, 32, proofCost))
        .digest('hex')
      proofs.set(value, made)
      return made
    },
  }
}

interface KeyFileContent {
  readonly secret: Buffer
  readonly older: StoredKey['unkeyedLines']
}

function parseKeyFile(path: string, bytes: Uint8Array, mode: number | undefined): KeyFileContent {
  const { secret, rest } = parseMachineKey(path, 'receipts', bytes, mode)
  const older = Object.entries(isRow(rest.older) ? rest.older : {}).flatMap(([book, lines]) =>
    typeof lines === 'number' ? [[book, lines]] : [],
  )
  return { secret, older: Object.fromEntries(older) }
}
