import type { Json, Page } from '../lib/rows.ts'
import type { Zone } from './cell.ts'
import type { Column } from './columns.ts'

export const formats = ['table', 'json', 'jsonl', 'csv', 'tsv', 'raw'] as const

export type Format = (typeof formats)[number]

/** What the printers need to know about the command and the place that its rows go to. */
export interface Look {
  /** One object instead of a list. */
  readonly single: boolean
  /** What a table shows unless fields are picked. */
  readonly columns: readonly Column[]
  /** Every field that a record can have, dotted, down to lists; `.*` at the end stands for what nobody can know. */
  readonly fields?: readonly string[] | undefined
  /** `--fields`, in the order typed. */
  readonly pick?: readonly string[] | undefined
  /** Of the terminal, in characters; infinite where there is none, for nothing is cut there. */
  readonly width: number
  readonly colour: boolean
  /** The zone in which a table shows times. */
  readonly zone: Zone
  /** For a person at a terminal: JSON is indented, and characters that a terminal might obey are escaped. */
  readonly pretty: boolean
  /** Whether CSV and TSV keep a spreadsheet from running what they hold; they do when left out. */
  readonly guard?: boolean
  /** What the pages of an earlier run have settled, to go on after them. */
  readonly settled?: Json | undefined
}

/** Where nobody looks at a screen, a program or a file reads, and nothing is cut for it. */
export function isCut({ width }: Look): boolean {
  return Number.isFinite(width)
}

/** Turns pages into text. Nothing is kept from one page to the next but what the first page settled (columns, widths). */
export interface Printer<Text extends string | Uint8Array = string | Uint8Array> {
  /** The text of one page, whole, so that it can be read before the next page is asked for. */
  page(page: Page): Text
  /** What stands after the last page, also when the pull was cut short. */
  end(): string
  /** What the pages so far have settled, as JSON; absent where only a whole pull can be printed. */
  settled?(): Json
  /** Dotted paths of the fields that had no place in what was printed, though nobody had left them out. */
  lost?(): readonly string[]
  /** Paths of the columns that had something to show, and no room on the terminal. */
  hidden?(): readonly string[]
}

/** A printer that may take its time. */
export interface Printing extends Pick<Printer, 'settled' | 'lost' | 'hidden'> {
  page(page: Page): string | Uint8Array | Promise<string | Uint8Array>
  end(): string | Promise<string>
}
