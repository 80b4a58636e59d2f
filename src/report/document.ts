import type { Row } from '../lib/rows.ts'
import type { Column } from '../output/columns.ts'

/** A report for people, before it is written as HTML or Markdown. Every text may come from outside. */
export interface ReportDocument {
  readonly heading: string
  /** Label and text, below the heading. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  /** What has to be read before the rest. */
  readonly remarks: readonly string[]
  readonly sections: readonly ReportSection[]
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
}

/** A heading, and below it whatever is there, in this order. */
export interface ReportSection {
  readonly heading: string
  /** What the section shows and where its limits are, in plain words. */
  readonly explanation?: string
  readonly table?: ReportTable
  /** Numbers to be seen first. */
  readonly figures?: readonly ReportFigure[]
  /** Tables of numbers, with what is drawn of them. */
  readonly parts?: readonly ReportPart[]
  readonly list?: readonly string[]
  /** Small print: where the data is from. */
  readonly sources?: readonly string[]
}

export interface ReportTable {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly Row[]
  /** What stands in place of a table without rows. */
  readonly emptyText: string
  /** Whether a narrow screen scrolls it sideways instead of breaking its words. */
  readonly isWide?: boolean
}

export interface ReportFigure {
  readonly label: string
  readonly text: string
  /** What it is made of. */
  readonly note: string
}

/** A table whose numbers can be sorted, drawn and taken away. */
export interface ReportPart {
  readonly caption: string
  readonly columns: readonly NumberColumn[]
  readonly rows: readonly Row[]
  /** What stands in place of a table without rows. */
  readonly emptyText: string
  /** Drawn from the columns that are periods, a line for each row. */
  readonly lines?: ReportLines
  /** Whether a page folds the table once its lines are drawn. */
  readonly isFolded?: boolean
  /** The rows that the table was made of, whole. */
  readonly download?: { readonly file: string; readonly csv: string }
}

interface ReportLines {
  /** Of the numbers, for the axis. */
  readonly unit: string
  /** Only these many rows from the first on; all others are in the table alone. */
  readonly most: number
  /** The end of the axis where it does not follow from the numbers. */
  readonly top?: number
  /** Drawn beside others that stand next to it; the reader chooses one row that is drawn against those that are marked. */
  readonly isCompared?: boolean
}

export interface NumberColumn {
  readonly heading: string
  /** The field of the rows. */
  readonly field: string
  /** Digits behind the point; text where left out. */
  readonly digits?: number
  /** Whether it is one of the periods that lines go through. */
  readonly isPeriod?: boolean
  /** What fills the cell, and where a mark stands that numbers are measured by. */
  readonly bar?: { readonly full: number; readonly mark?: number | null }
  /** The number whose cell has the deepest shade. */
  readonly deepest?: number
}

/** A column of numbers with so many digits behind the point. */
export function numberColumn(heading: string, field: string, digits = 0): NumberColumn {
  return { heading, field, digits }
}

/** In the rows of a part: whether the row is one that others are measured by, such as a sum or a median. */
export const REFERENCE = 'isReference'

export interface ReportColumn {
  readonly heading: string
  readonly column: Column
  /** The field with the address that the text links to. */
  readonly link?: string
  /** The field with the path of a file that lies with the page, which the text links to. */
  readonly file?: string
  /** The field that is shown where the column has no value. */
  readonly fallback?: string
  /** A CSS length; columns without one share the rest. */
  readonly width?: string
}
