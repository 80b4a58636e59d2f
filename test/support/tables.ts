import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { checkLines } from '../../src/bulk/lines/check-lines.ts'
import { openTable } from '../../src/bulk/table/open-table.ts'
import type { Table, TableOptions } from '../../src/bulk/table/table.ts'
import type { Row } from '../../src/lib/rows.ts'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { NOW } from '../run.ts'
import { emptyFolder } from './temporary-folder.ts'

export interface TableSetting extends TableOptions {
  /** The file; stdin when left out. */
  readonly file?: string
  readonly encoding?: string
}

/** What a table is read by: the real disk, and a stdin of these bytes. */
export function tableContext(stdin: string | Uint8Array): Parameters<typeof openTable>[2]['context'] {
  return {
    files: diskFiles(),
    stdin: { isTTY: false, bytes: async () => Buffer.from(stdin), chunks: nothing },
    keepHeapSmall: async () => undefined,
  }
}

/** Opens a table from bytes, as a command would. */
export async function tableOf(content: string | Uint8Array, setting: TableSetting = {}): Promise<Table> {
  const { file, encoding, ...options } = setting
  const path = file === undefined ? '-' : join(emptyFolder(), file)
  if (file !== undefined) writeFileSync(path, content)
  return await openTable(path, options, {
    context: tableContext(content),
    globals: encoding === undefined ? {} : { encoding },
  })
}

/** The heading and the cells of all lines. */
export async function cellsOf(table: Table): Promise<readonly (readonly string[])[]> {
  const lines: (readonly string[])[] = [table.header]
  for await (const block of table.blocks()) for (const { cells } of block) lines.push(cells)
  return lines
}

/** What checks of lines may use: a zone, a moment, and a Gong that lists the same rows for everything. */
export function checkJob(rows: readonly Row[] = []): Parameters<typeof checkLines>[3] & { readonly asked: string[] } {
  const asked: string[] = []
  const none = () => Promise.reject(new Error('nothing else is asked'))
  return {
    asked,
    context: { zone: 'Europe/Berlin' },
    chosen: async () => ({}),
    moment: () => NOW,
    warn: async () => undefined,
    read: {
      pages: async function* ({ id }) {
        asked.push(id)
        yield { rows }
      },
      rows: async function* ({ id }) {
        asked.push(id)
        yield* rows
      },
      exchange: none,
      follow: async function* () {
        yield await none()
      },
    },
  }
}

/** Stdin of which no part is asked for by itself. */
async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* []
}
