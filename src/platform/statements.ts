import type { FailureKind } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'

/** A SELECT of somebody who is not trusted on a copy in a DuckDB file, and what it may take. */
export interface StatementRequest {
  /** Of the file. */
  readonly path: string
  readonly sql: string
  /** The values of its parameters, by their names. */
  readonly given: Readonly<Record<string, string>>
  /** In which days begin. */
  readonly zone: string
  /** How long to wait for what writes the copy. */
  readonly waitMs: number
  readonly most: StatementBounds
}

interface StatementBounds {
  /** From its start to its last row. */
  readonly ms: number
  /** Of its process. */
  readonly memoryBytes: number
  /** What of it DuckDB takes by its own count, which has not all: texts and lists that functions make are none of it. */
  readonly countedBytes: number
  /** Of the disk, for what memory has no room for. */
  readonly diskBytes: number
  /** A few more may come. */
  readonly rows: number
  /** Of all rows, as JSON. */
  readonly characters: number
}

/** What became of it. */
export type StatementReply =
  | { readonly rows: readonly Row[] }
  | { readonly failure: { readonly kind: FailureKind; readonly message: string; readonly hint?: string | undefined } }
  /** Its process was ended when that passed its bounds, or died by itself. */
  | { readonly ended: 'time' | 'memory' | 'crash' }

/**
 * Runs a statement in a process of its own, which is killed when the statement passes its bounds, the signal is aborted or this
 * process is gone. Some run at the same time, and others wait for them.
 *
 * @throws the reason of the signal
 */
export type RunStatement = (request: StatementRequest, signal: AbortSignal) => Promise<StatementReply>
