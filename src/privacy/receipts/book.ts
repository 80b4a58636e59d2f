import { Failure } from '../../lib/errors.ts'
import { refuseLaterVersion } from '../../lib/later-version.ts'
import type { Row } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import type { Clock } from '../../platform/ports.ts'
import { type Chain, chainLine, completeBytes, RECEIPT_VERSION, readChain } from './chain.ts'
import type { KeyFile, ReceiptKey } from './key.ts'
import { type Receipt, receiptsIn } from './receipt.ts'

/** The book of receipts: an append-only file of lines, each flushed to the disk before anything else happens. */
export interface ReceiptBook {
  readonly path: string
  read(): Promise<Chain & { readonly receipts: readonly Receipt[] }>
  /**
   * Appends a line, under a lock.
   *
   * @param make the event; it gets the key that proves whom it is about
   * @param check gets the receipts before the line, and may refuse
   * @returns the line with its time, the hash before it and its own
   * @throws Failure `usage` when the book or its key cannot be opened, or is broken: no erasure goes out without a proof
   */
  write(make: (key: ReceiptKey) => Row, check?: (receipts: readonly Receipt[]) => void): Promise<Row>
}

/** @param path of the book; several may share a key */
export function openReceiptBook(files: Files, clock: Clock, path: string, keys: KeyFile): ReceiptBook {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const parseBook = async (bytes: Uint8Array) => {
    const stored = await keys.read()
    const chain = readChain(
      Buffer.from(bytes).toString(),
      stored && { key: stored.key, unkeyedLines: stored.unkeyedLines[name] },
    )
    for (const { version } of chain.lines) refuseLaterVersion('usage', path, version, RECEIPT_VERSION)
    return { ...chain, receipts: receiptsIn(chain.lines, stored?.key) }
  }
  const bytesOf = async () => (await files.read(path)) ?? new Uint8Array()
  return {
    path,
    read: async () => await parseBook(await bytesOf()),
    write: (make, check) =>
      files.withLock(`${path}.lock`, async (assertHeld) => {
        const bytes = await bytesOf()
        const { lines, wrong, receipts } = await parseBook(bytes)
        if (wrong.length > 0) throw brokenBook(path, wrong)
        check?.(receipts)
        const key = await keys.take(name, lines.length)
        const line = chainLine({ at: new Date(clock.now()).toISOString(), ...make(key) }, lines.at(-1), key)
        await assertHeld()
        await appendLine(files, path, completeBytes(bytes), `${JSON.stringify(line)}\n`)
        return line
      }),
  }
}

async function appendLine(files: Files, path: string, at: number, text: string): Promise<void> {
  const file = await files.append(path, at, 0o600)
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function brokenBook(path: string, wrong: readonly string[]): Failure {
  return new Failure('usage', `the book of receipts ${path} is broken: ${wrong[0]}`, {
    hint: 'gong privacy receipts --check; then put the file away safely, and a new book begins',
  })
}
