/**
 * What flows from Gong to the printer. The client makes pages, commands pass them on, `output/` prints them; this file
 * holds nothing but their shapes and how to look into them, so that none of the three needs to know the others.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** One record, as Gong names its fields. Ids are strings, exact to the last digit. */
export type Row = { readonly [key: string]: Json }

/** Rows that arrived together. A table is drawn page by page, and progress is told after each. */
export interface Page {
  readonly rows: readonly Row[]
  /** How many records were read for these rows, where only some of them were wanted. */
  readonly readCount?: number
  /** How many records the whole pull reads, when Gong said so. */
  readonly total?: number | undefined
  /** Whether that total also counts what Gong has not analysed yet, and gives later. */
  readonly countsUnanalysed?: boolean
  /** How many of the things asked for did not work out; the run then ends as `partial`. */
  readonly failed?: number
  /** Why what answered cannot be believed; the run then ends as `unreachable`, after everything is written. */
  readonly problem?: string | undefined
  /** What was asked for by id and did not come; told once, after everything that did. */
  readonly absent?: Absent
  /** What to say instead of an error when nothing failed but something is still under way; the run ends as `partial` too. */
  readonly waiting?: string | undefined
  /** What Gong's support asks for, of the answer that these rows came in. */
  readonly requestId?: string | undefined
  /** The bytes that Gong sent, for `--format raw`; absent in other formats, for they would only take room. */
  readonly raw?: Uint8Array | undefined
  /**
   * The step that this page was: all steps since the start tell another run where to go on. Absent where none could. Whoever
   * makes a page of a page keeps it.
   */
  readonly resumeStep?: Json | undefined
}

/** Things asked for by id that Gong gave nothing for. */
export interface Absent {
  /** What one of them is: `call`. */
  readonly thing: string
  readonly ids: readonly string[]
  /** How many were asked for, those that came included. */
  readonly asked: number
  /** Why something that Gong knows may not have come, as the end of a sentence. */
  readonly unless?: string | undefined
  /** What it means where that is an ordinary answer; the run is whole then. */
  readonly ordinary?: string | undefined
}

export type Pages = AsyncIterable<Page>

/** Whether a JSON value is an object (not null, not a list). */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects in a JSON list; none where the value is no list. */
export function rowsIn(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : []
}

/** What a JSON list holds, as texts; none where the value is no list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
