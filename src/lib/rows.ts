/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** One record, with Gong's field names. Ids are strings, exact to the last digit. */
export type Row = { readonly [key: string]: Json }

/** Rows that came in one answer. Tables, progress and journals advance page by page. */
export interface Page {
  readonly rows: readonly Row[]
  /** Rows like some that are to come, as far as they are known, on the first page alone: a table is laid out by them, too. */
  readonly expected?: readonly Row[]
  /** How many records were read for these rows, where only some of them were wanted. */
  readonly readCount?: number
  /** How many records the whole pull reads, when Gong says so. */
  readonly total?: number | undefined
  /** Whether that total includes calls that Gong has not analysed yet and does not return. */
  readonly countsUnanalysed?: boolean
  /** What the answer said once for all of its rows, such as the time zone of its days. */
  readonly beside?: Row
  /** Paths of the columns that hold times, where rows have types; elsewhere names of fields tell. */
  readonly times?: readonly string[]
  /** How many rows are failures; the run then ends as `partial`. */
  readonly failed?: number
  /** Why an answer is not Gong's; the run then ends as `unreachable`, after everything is written. */
  readonly problem?: string | undefined
  /** What was requested by id and did not come; on the last page only. */
  readonly absent?: Absent
  /** Ends the run with this, once these rows and those before them are written: what is whole stays. */
  readonly ended?: Error | undefined
  /** Whether a run that is interrupted ends with a page of its own, so that nothing cuts it off before. */
  readonly endsItself?: true
  /** Called once all rows are where they go, and files have their names: what only then need not be remembered. */
  readonly onWritten?: (() => Promise<void>) | undefined
  /** The message instead of an error when something is only not finished yet; the run ends as `partial` too. */
  readonly waiting?: string | undefined
  /** Of the answer that these rows came in; Gong's support asks for it. */
  readonly requestId?: string | undefined
  /** The bytes that Gong sent, for `--format raw`; absent in other formats, to save memory. */
  readonly raw?: Uint8Array | undefined
  /**
   * The step of a pull that this page is: another run resumes after all steps since the start. Absent where none could. A page
   * that is made from a page must keep it.
   */
  readonly resumeStep?: Json | undefined
}

/** Things that were requested by id and did not come. */
export interface Absent {
  /** What one of them is: `call`. */
  readonly thing: string
  readonly ids: readonly string[]
  /** How many were requested, including those that came. */
  readonly asked: number
  /** Another possible reason than that Gong does not know the id, as the end of a sentence. */
  readonly unless?: string | undefined
  /** What it means where that is a regular answer; the run then succeeds. */
  readonly ordinary?: string | undefined
}

export type Pages = AsyncIterable<Page>

/** Whether a JSON value is an object (not null, not a list). */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects in a JSON list; none when the value is no list. */
export function rowsIn(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : []
}

/** The elements of a JSON list as strings; none when the value is no list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
