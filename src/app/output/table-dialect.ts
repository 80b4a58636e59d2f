import { Failure } from '../../lib/errors.ts'
import { byteOrderMark } from '../../text/decode.ts'
import { decodeChunks } from '../../text/decode-chunks.ts'
import { detectDialect } from '../../text/detect-dialect.ts'
import { detectJson } from '../../text/json-items.ts'
import { type Reading, readOnce } from '../model/read-text.ts'

/** How a CSV is written. */
export interface CsvDialect {
  readonly separator: ',' | ';' | '|'
  /** Whether it begins with a byte order mark. */
  readonly bom: boolean
}

/** Characters by which the separator is detected. */
const SAMPLE_CHARACTERS = 65_536

/**
 * The dialect of a table, for a CSV that whoever made the table can open; `undefined` where it is none. What is wrong with it is
 * told by its reader. Cells between tabs are for other files than CSV, and become ordinary ones.
 */
export async function dialectOfTable(path: string, reading: Reading): Promise<CsvDialect | undefined> {
  try {
    const { text, hasMark } = await startOf(path, reading)
    if (text === '' || detectJson(text, false) !== undefined) return undefined
    const { separator } = detectDialect(text)
    // What is read in another encoding is written in UTF-8, which the mark says.
    const bom = hasMark || reading.globals.encoding !== undefined
    return { separator: separator === ';' || separator === '|' ? separator : ',', bom }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

async function startOf(path: string, { context, globals }: Reading) {
  const file = path === '-' ? undefined : await context.files.open(path)
  const chunks = file?.regular ? file.chunks : () => onlyChunk(readOnce(path, context))
  let text = ''
  let hasMark = false
  for await (const chunk of chunks()) {
    hasMark = byteOrderMark(chunk) !== undefined
    break
  }
  for await (const piece of decodeChunks(chunks(), path, globals.encoding)) {
    text += piece
    if (text.length >= SAMPLE_CHARACTERS) break
  }
  return { text, hasMark }
}

async function* onlyChunk(bytes: Promise<Uint8Array | undefined>): AsyncIterable<Uint8Array> {
  yield (await bytes) ?? new Uint8Array()
}
