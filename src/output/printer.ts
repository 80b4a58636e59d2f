import type { ZoneName } from '../lib/local-time.ts'
import type { Json, Page } from '../lib/rows.ts'
import type { Column } from './columns.ts'

export const formats = ['table', 'json', 'jsonl', 'csv', 'tsv', 'md', 'html', 'xlsx', 'raw'] as const

export type Format = (typeof formats)[number]

/** Whether the field at a dotted path holds times. */
export type IsTime = (path: string) => boolean

/** How times are shown, and where. */
export type TimeOptions = Pick<PrinterOptions, 'zone' | 'isTime'>

/** What a printer needs to know about the command, and about the terminal or file that its rows go to. */
export interface PrinterOptions {
  /** One object instead of a list. */
  readonly single: boolean
  /** What a table shows unless fields are picked. */
  readonly columns: readonly Column[]
  /** Every field that a record can have, dotted, down to lists; `.*` at the end stands for unknown keys. */
  readonly fields?: readonly string[] | undefined
  /** The columns of CSV where no row came and nothing else tells them. */
  readonly fieldsOfNone?: readonly string[] | undefined
  /** `--fields`, in the order typed. */
  readonly pick?: readonly string[] | undefined
  /** Of the terminal, in characters; infinite where there is none, for nothing is cut there. */
  readonly width: number
  readonly colour: boolean
  /** The zone in which times are shown to people: in tables, on pages and in spreadsheets. */
  readonly zone: ZoneName
  /** Whether the field at a path holds times; its name tells when left out. */
  readonly isTime?: IsTime
  /** What a page or a workbook says about its rows, above them or beside them. */
  readonly about?: Provenance
  /** For a person at a terminal: JSON is indented, and characters that a terminal might obey are escaped. */
  readonly pretty: boolean
  /** Whether CSV and TSV keep a spreadsheet from running what they hold; they do when left out. */
  readonly guard?: boolean
  /** Whether CSV and TSV begin with a byte order mark. */
  readonly bom?: boolean
  /** What stands between the cells of CSV; a comma when left out. */
  readonly separator?: ',' | ';' | '|' | undefined
  /** `resumeState` of an interrupted run's printer, to append to what that run wrote. */
  readonly resumeState?: Json | undefined
}

/** Where rows are from, for whoever opens the file months later. */
export interface Provenance {
  readonly heading: string
  readonly facts: readonly (readonly [label: string, text: string])[]
}

/** Whether cells are truncated to a terminal's width. What a program or a file reads never is. */
export function isTruncated({ width }: PrinterOptions): boolean {
  return Number.isFinite(width)
}

/** Turns pages into text. Between pages it keeps only what the first page decided (columns, widths), never rows. */
export interface Printer<Text extends string | Uint8Array = string | Uint8Array> {
  /** The text of one page, so that it can be read before the next page is requested. */
  page(page: Page): Text
  /** What follows the last page, also when the pull was interrupted. */
  end(): Text
  /** The state that a resumed run needs, as JSON for the journal; absent where only a whole pull can be printed. */
  resumeState?(): Json
  /** Dotted paths of fields that came after the header was written and have no column, without being excluded. */
  droppedFields?(): readonly string[]
  /** What a person has to know about what was written, as sentences. */
  remarks?(): readonly string[]
  /** Paths of columns with values that the terminal was too narrow for. */
  hiddenColumns?(): readonly string[]
}

/** What a printer makes. */
type Text = string | Uint8Array

/** A printer whose text may come later, as jq's does, or piece by piece at the end, as sorted rows do. */
export interface AsyncPrinter extends Pick<Printer, 'resumeState' | 'droppedFields' | 'hiddenColumns' | 'remarks'> {
  /** How many rows were written so far; absent where they are the ones that came. */
  written?(): number
  page(page: Page): Text | Promise<Text>
  end(): Text | Promise<Text> | AsyncIterable<Text>
}

/** What follows the last page of a printer, piece by piece. */
export async function* endOf(print: AsyncPrinter): AsyncIterable<Text> {
  const end = await print.end()
  if (typeof end === 'string' || end instanceof Uint8Array) yield end
  else yield* end
}
