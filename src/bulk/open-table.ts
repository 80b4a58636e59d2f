import { type Reading, readOnce } from '../app/model/read-text.ts'
import { Failure } from '../lib/errors.ts'
import type { FileSource } from '../platform/files.ts'
import { decodeChunks } from '../text/decode-chunks.ts'
import { delimitedTable } from './delimited-table.ts'
import type { Table, TableOptions } from './table.ts'
import { unchanged } from './unchanged.ts'

/**
 * Opens a table, whatever office program wrote it. It is streamed: stdin and pipes alone are kept in memory.
 *
 * @param path of the file, or `-` for stdin
 * @throws Failure `usage` for a file that is missing, empty or no table
 */
export async function openTable(path: string, options: TableOptions, { context, globals }: Reading): Promise<Table> {
  const file = await sourceOf(path, context)
  const bytes = unchanged(file.chunks, file.name)
  const hasMark = await startsWithMark(bytes())
  const { encoding } = globals
  return await delimitedTable({
    ...options,
    name: file.name,
    mark: hasMark || encoding !== undefined ? '\ufeff' : '',
    chunks: () => decodeChunks(bytes(), file.name, encoding),
  })
}

async function sourceOf(path: string, context: Reading['context']): Promise<FileSource> {
  const file = path === '-' ? undefined : await context.files.open(path)
  if (file?.regular) return { ...file, name: path }
  const bytes = file === undefined && path !== '-' ? undefined : await readOnce(path, context)
  if (bytes === undefined) throw new Failure('usage', `there is no file ${path}`)
  const name = path === '-' ? 'stdin' : path
  return {
    name,
    size: bytes.length,
    chunks: async function* () {
      yield bytes
    },
  }
}

async function startsWithMark(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const { byteOrderMark } = await import('../text/decode.ts')
  for await (const chunk of chunks) return byteOrderMark(chunk) !== undefined
  return false
}
