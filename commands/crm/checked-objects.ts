import type { Table } from '../../src/bulk/table/table.ts'
import type { UploadLayout, WantedLines } from '../../src/crm/upload-layout.ts'
import type { Row } from '../../src/lib/rows.ts'

/** Objects that were checked, in a file of either form. */
export interface CheckedObjects {
  readonly name: string
  readonly layout: UploadLayout
  /** What has to be said before they are sent. */
  readonly notes: readonly string[]
  /** Those that are wanted, as Gong takes them, again each time. */
  readonly lines: WantedLines<ObjectLine>
  /** The file as a table, for its rows. */
  table(): Promise<Table>
  /** The column of a field, where the file is a table. */
  headingOf(field: string): string | undefined
}

/** An object: the line of its source, and its own line with its end. */
interface ObjectLine {
  readonly line: number
  readonly json: string
}

/** What was typed about them. */
export interface ObjectsInput {
  readonly type: string
  readonly file?: string
  readonly fromFile?: string
  readonly map?: readonly string[]
  readonly country?: string
  readonly dateFormat?: string
  readonly sheet?: string
  readonly tz?: string
}

/** The custom fields that Gong has for a type, as it lists them; read when they are first asked for. */
export type ReadSchema = () => Promise<readonly Row[]>
