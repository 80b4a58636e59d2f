import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import type { Clock, Files } from '../../platform/ports.ts'
import { type Chain, chained, readChain, wholeBytes } from './chain.ts'
import type { KeyFile, ReceiptKey } from './key.ts'
import { type Receipt, receiptsIn } from './receipt.ts'

/** The book of erasures: a file of lines that only grows, each flushed to the disk before anything else happens. */
export interface Book {
  readonly path: string
  read(): Promise<Chain & { readonly receipts: readonly Receipt[] }>
  /**
   * Adds a line, under a lock.
   *
   * @param make what happened; it gets the key that proves whom it is about
   * @param check sees the receipts that are there before, and may refuse
   * @returns the line with its time, its place in the chain and its hash
   * @throws Failure `usage` when the book or its key cannot be had, or is broken: no erasure goes out without a proof
   */
  write(make: (key: ReceiptKey) => Row, check?: (receipts: readonly Receipt[]) => void): Promise<Row>
}

/** @param path of the book; several may share a key */
export function openBook(files: Files, clock: Clock, path: string, keys: KeyFile): Book {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const parsed = async (bytes: Uint8Array) => {
    const held = await keys.read()
    const chain = readChain(Buffer.from(bytes).toString(), held && { key: held.key, older: held.older[name] })
    return { ...chain, receipts: receiptsIn(chain.lines, held?.key) }
  }
  const bytesOf = async () => (await files.read(path)) ?? new Uint8Array()
  return {
    path,
    read: async () => await parsed(await bytesOf()),
    write: (make, check) =>
      files.locked(`${path}.lock`, async (stillHeld) => {
        const bytes = await bytesOf()
        const { lines, wrong, receipts } = await parsed(bytes)
        if (wrong.length > 0) throw broken(path, wrong)
        check?.(receipts)
        const key = await keys.take(name, lines.length)
        const line = chained({ at: new Date(clock.now()).toISOString(), ...make(key) }, lines.at(-1), key)
        await stillHeld()
        await grow(files, path, wholeBytes(bytes), `${JSON.stringify(line)}\n`)
        return line
      }),
  }
}

async function grow(files: Files, path: string, at: number, text: string): Promise<void> {
  const file = await files.append(path, at, 0o600)
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function broken(path: string, wrong: readonly string[]): Failure {
  return new Failure('usage', `the book of receipts ${path} is broken: ${wrong[0]}`, {
    hint: 'gong privacy receipts --check; then put the file away safely, and a new book begins',
  })
}
