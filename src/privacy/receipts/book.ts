import { Failure } from '../../lib/errors.ts'
import { refuseLaterVersion } from '../../lib/later-version.ts'
import type { Row } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import type { Clock } from '../../platform/ports.ts'
import type { Person } from '../person.ts'
import { type Chain, chainLine, completeBytes, RECEIPT_VERSION, readChain } from './chain.ts'
import type { KeyFile, ReceiptKey } from './key.ts'
import { type Receipt, receiptsIn } from './receipt.ts'
import { type ErasureRequest, requestsIn } from './request.ts'
import { isAbout } from './value.ts'

/** What the lines of a book say. */
export interface BookContent {
  readonly receipts: readonly Receipt[]
  readonly requests: readonly ErasureRequest[]
  /** Whether a `ReceiptValue` is this person's. */
  isAbout(person: Person, value: Row): boolean
}

/** The book of receipts: an append-only file of lines, each flushed to the disk before anything else happens. */
export interface ReceiptBook {
  readonly path: string
  read(): Promise<Chain & BookContent>
  /**
   * Appends a line, under a lock.
   *
   * @param make the event; it gets the key that proves whom it is about
   * @param check gets the receipts before the line, and may refuse
   * @returns the line with its time, the hash before it and its own
   * @throws Failure `usage` when the book or its key cannot be opened, or is broken: no erasure goes out without a proof
   */
  write(make: (key: ReceiptKey) => Row, check?: (receipts: readonly Receipt[]) => void): Promise<Row>
  /** Appends some lines at once; none where there are none. @throws Failure as `write` */
  writeAll(make: (key: ReceiptKey, content: BookContent) => readonly Row[]): Promise<void>
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
    const key = stored?.key
    return {
      ...chain,
      receipts: receiptsIn(chain.lines, key),
      requests: requestsIn(chain.lines, key),
      isAbout: (person: Person, value: Row) => isAbout(person, value, key),
    }
  }
  const bytesOf = async () => (await files.read(path)) ?? new Uint8Array()
  const add = (make: (key: ReceiptKey, content: BookContent) => readonly Row[]) =>
    files.withLock(`${path}.lock`, async (assertHeld) => {
      const bytes = await bytesOf()
      const { lines, wrong, ...content } = await parseBook(bytes)
      if (wrong.length > 0) throw brokenBook(path, wrong)
      const key = await keys.take(name, lines.length)
      const added: Row[] = []
      for (const event of make(key, content))
        added.push(chainLine({ at: new Date(clock.now()).toISOString(), ...event }, added.at(-1) ?? lines.at(-1), key))
      await assertHeld()
      const text = added.map((line) => `${JSON.stringify(line)}\n`).join('')
      if (text !== '') await appendText(files, path, completeBytes(bytes), text)
      return added
    })
  return {
    path,
    read: async () => await parseBook(await bytesOf()),
    async write(make, check) {
      const [line] = await add((key, { receipts }) => {
        check?.(receipts)
        return [make(key)]
      })
      if (line === undefined) throw new Error('a line was made')
      return line
    },
    async writeAll(make) {
      await add(make)
    },
  }
}

async function appendText(files: Files, path: string, at: number, text: string): Promise<void> {
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
