import { createHmac, scryptSync } from 'node:crypto'
import { Failure } from '../../lib/errors.ts'
import { refuseLaterVersion } from '../../lib/later-version.ts'
import { isRow } from '../../lib/rows.ts'
import { configFolder, stateFolder } from '../../platform/folders.ts'
import type { Context, ScryptCost } from '../../platform/ports.ts'

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

interface StoredKey {
  readonly key: ReceiptKey
  /** By book: how many of its first lines are of the older kind. */
  readonly unkeyedLines: { readonly [book: string]: number }
}

const VERSION = 1

/** The key file of the receipts: in the config folder, so that a copy of the state folder lacks it; else in the state folder. */
export function receiptsKeyPath(env: Context['env']): string {
  const isKnown = [env.GONG_CONFIG_DIR, env.XDG_CONFIG_HOME, env.APPDATA, env.HOME, env.USERPROFILE].some(Boolean)
  return `${isKnown ? configFolder(env) : stateFolder(env)}/receipts-key.json`
}

export function keyFile(context: Pick<Context, 'files' | 'random' | 'proofCost'>, path: string): KeyFile {
  const { files, random, proofCost } = context
  const readContent = async () => parseKeyFile(path, await files.read(path), await files.mode(path))
  return {
    async read() {
      const found = await readContent()
      return found && { key: receiptKey(Buffer.from(found.key, 'base64'), proofCost), unkeyedLines: found.older }
    },
    take: (book, lines) =>
      files.withLock(`${path}.lock`, async () => {
        const found = (await readContent()) ?? { key: Buffer.from(random(32)).toString('base64'), older: {} }
        if (found.older[book] === undefined) {
          const file = { version: VERSION, key: found.key, older: { ...found.older, [book]: lines } }
          await files.removeTemporaryFiles(path)
          await files.write(path, `${JSON.stringify(file)}\n`, 0o600)
        }
        return receiptKey(Buffer.from(found.key, 'base64'), proofCost)
      }),
  }
}

/** @param secret 32 bytes */
export function receiptKey(secret: Uint8Array, proofCost: ScryptCost): ReceiptKey {
  const part = (use: string) => createHmac('sha256', secret).update(use).digest()
  const [chain, proof, salt] = [part('chain'), part('proof'), part('salt')]
  const proofs = new Map<string, string>()
  return {
    id: part('id').toString('hex').slice(0, 8),
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
  readonly key: string
  readonly older: { readonly [book: string]: number }
}

function parseKeyFile(
  path: string,
  bytes: Uint8Array | undefined,
  mode: number | undefined,
): KeyFileContent | undefined {
  if (bytes === undefined) return undefined
  if (mode !== undefined && (mode & 0o077) !== 0)
    throw new Failure(
      'usage',
      `the key of the receipts ${path} can be read or changed by other users of this machine`,
      {
        hint: `chmod 600 '${path}'`,
      },
    )
  const file = parseJson(Buffer.from(bytes).toString())
  if (isRow(file)) refuseLaterVersion('usage', path, file.version, VERSION)
  if (!isRow(file) || file.version !== VERSION || typeof file.key !== 'string' || !isRow(file.older))
    throw damagedKey(path)
  if (Buffer.from(file.key, 'base64').length === 0) throw damagedKey(path)
  const older = Object.entries(file.older).flatMap(([book, lines]) =>
    typeof lines === 'number' ? [[book, lines]] : [],
  )
  return { key: file.key, older: Object.fromEntries(older) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function damagedKey(path: string): Failure {
  return new Failure('usage', `the key of the receipts ${path} is damaged`, { hint: 'put a copy of the file back' })
}
