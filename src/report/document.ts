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

export interface ReportColumn {
  readonly heading: string
  readonly column: Column
  /** The field with the address that the text links to. */
  readonly link?: string
  /** The field that is shown where the column has no value. */
  readonly fallback?: string
  /** A CSS length; columns without one share the rest. */
  readonly width?: string
}
