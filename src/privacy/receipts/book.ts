import type { Clock, Files } from '../../context.ts'
import { Failure } from '../../errors.ts'
import type { Row } from '../../rows.ts'
import { chained, readChain, wholeBytes } from './chain.ts'

/** The book of erasures: a file of lines that only grows, each flushed to the disk before anything else happens. */
export interface Book {
  readonly path: string
  read(): Promise<{ readonly lines: readonly Row[]; readonly wrong: readonly string[] }>
  /**
   * Adds a line, under a lock.
   *
   * @param check sees what is there before, and may refuse
   * @returns the line with its time, its place in the chain and its hash
   * @throws Failure `usage` when the book cannot be written or is broken: no erasure goes out without a proof
   */
  write(event: Row, check?: (lines: readonly Row[]) => void): Promise<Row>
}

export function openBook(files: Files, clock: Clock, path: string): Book {
  const bytesOf = async () => (await files.read(path)) ?? new Uint8Array()
  return {
    path,
    read: async () => readChain(new TextDecoder().decode(await bytesOf())),
    write: (event, check) =>
      files.locked(`${path}.lock`, async (stillHeld) => {
        const bytes = await bytesOf()
        const { lines, wrong } = readChain(new TextDecoder().decode(bytes))
        if (wrong.length > 0) throw broken(path, wrong)
        check?.(lines)
        const line = chained({ at: new Date(clock.now()).toISOString(), ...event }, lines.at(-1))
        await stillHeld()
        await grow(files, path, wholeBytes(bytes), `${JSON.stringify(line)}\n`)
        return line
      }),
  }
}

async function grow(files: Files, path: string, at: number, text: string): Promise<void> {
  const file = await files.append(path, at)
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
