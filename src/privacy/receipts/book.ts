import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import type { Clock } from '../../platform/ports.ts'
import { type BookContent, emptyContent, type GrowingContent } from './book-content.ts'
import { type Chain, chainLine, completeBytes } from './chain.ts'
import type { KeyFile, ReceiptKey, StoredKey } from './key.ts'

/** The book of receipts: an append-only file of lines, each flushed to the disk before anything else happens. */
export interface ReceiptBook {
  readonly path: string
  /** What is there now; verified as a whole when somebody else has written to it meanwhile. */
  read(): Promise<Chain & BookContent>
  /**
   * Appends a line, under a lock.
   *
   * @param make the event; it gets the key that proves whom it is about
   * @param check gets the book before the line, and may refuse
   * @returns the line with its time, the hash before it and its own
   * @throws Failure `usage` when the book or its key cannot be opened, or is broken: no erasure goes out without a proof
   */
  write(make: (key: ReceiptKey) => Row, check?: (content: BookContent) => void): Promise<Row>
  /** Appends some lines at once; none where there are none. @throws Failure as `write` */
  writeAll(make: (key: ReceiptKey, content: BookContent) => readonly Row[]): Promise<void>
}

/** A book as it was when it was read. */
interface ReadBook {
  readonly version: string | undefined
  readonly stored: StoredKey | undefined
  /** Of its whole lines. */
  readonly bytes: number
  readonly content: GrowingContent
}

/** @param path of the book; several may share a key */
export function openReceiptBook(files: Files, clock: Clock, path: string, keys: KeyFile): ReceiptBook {
  const name = path.slice(path.lastIndexOf('/') + 1)
  let known: ReadBook | undefined
  const open = async (): Promise<ReadBook> => {
    // Before the bytes: what is written between the two is then read again.
    const version = await files.fileVersion(path)
    const stored = await keys.read()
    if (known !== undefined && known.version === version && isSameKey(known.stored, stored, name)) return known
    const bytes = (await files.read(path)) ?? new Uint8Array()
    const content = emptyContent(path, stored && { key: stored.key, unkeyedLines: stored.unkeyedLines[name] })
    content.read(Buffer.from(bytes).toString())
    known = { version, stored, bytes: completeBytes(bytes), content }
    return known
  }
  const append = async (book: ReadBook, lines: readonly Row[]): Promise<void> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    // Read again, unless all of this succeeds.
    known = undefined
    await appendText(files, path, book.bytes, text)
    const version = await files.fileVersion(path)
    book.content.read(text)
    known = { ...book, version, bytes: book.bytes + Buffer.byteLength(text) }
  }
  const add = (make: (key: ReceiptKey, content: BookContent) => readonly Row[]) =>
    files.withLock(`${path}.lock`, async (assertHeld) => {
      const book = await open()
      const { lines, wrong } = book.content
      if (wrong.length > 0) throw brokenBook(path, wrong)
      const { stored } = book
      const isUsed = stored?.unkeyedLines[name] !== undefined
      const key = isUsed ? stored.key : await keys.take(name, lines.length)
      const added: Row[] = []
      for (const event of make(key, book.content))
        added.push(chainLine({ at: new Date(clock.now()).toISOString(), ...event }, added.at(-1) ?? lines.at(-1), key))
      await assertHeld()
      if (added.length > 0) await append(book, added)
      return added
    })
  return {
    path,
    read: async () => (await open()).content,
    async write(make, check) {
      const [line] = await add((key, content) => {
        check?.(content)
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

/** Whether the lines of a book are verified with the same. */
function isSameKey(one: StoredKey | undefined, other: StoredKey | undefined, book: string): boolean {
  return one?.key === other?.key && one?.unkeyedLines[book] === other?.unkeyedLines[book]
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
