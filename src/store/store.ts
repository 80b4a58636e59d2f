import type { TableName } from './schema.ts'
import type { StoreRow } from './tables/table.ts'

/** What is fetched of a call one after the other; recordings where they are wanted. */
export const steps = ['details', 'transcript', 'summary', 'media'] as const
export type LedgerStep = (typeof steps)[number]

/** How far one step of a call has come. Instants are ms since 1970. */
export interface StepProgress {
  /** `none` before it is its turn, and for what this copy does not fetch. */
  readonly state: 'none' | 'waiting' | 'done' | 'given-up'
  /** How often it was asked for in vain. */
  readonly attempts: number
  /** When it is asked for next; absent when it is not. */
  readonly dueMs?: number
  /** When it last came, which is in the copy since; absent when it never did. */
  readonly doneMs?: number
}

/** What a copy knows about one call of Gong. Instants are ms since 1970. */
export interface LedgerEntry {
  readonly callId: string
  readonly workspaceId?: string
  readonly startedMs: number
  readonly state: 'open' | 'settled' | 'gone' | 'excluded'
  readonly isPrivate: boolean
  /** Why it stays excluded whatever the rules of the copy say. */
  readonly excludedBy?: 'purge'
  readonly firstSeenMs: number
  readonly lastSeenMs: number
  readonly steps: Readonly<Record<LedgerStep, StepProgress>>
  /** Of what was last read of it, to notice a change. */
  readonly fingerprint?: string
}

/** How many calls of a month are how far; each call counts once in `seen`. */
export interface LedgerCounts {
  /** `2026-05`, of the start in UTC. */
  readonly month: string
  readonly seen: number
  /** Open calls by the steps that they wait for. */
  readonly awaiting: Readonly<Record<LedgerStep, number>>
  readonly settled: number
  readonly gone: number
  readonly excluded: number
}

/** What is changed together, or not at all. In this order: removed, replaced, upserted; the ledger and the marks with them. */
export interface StoreChange {
  /** By the primary key of the table. */
  readonly upsert?: readonly { readonly table: TableName; readonly rows: readonly StoreRow[] }[]
  /** All rows whose column `of` has one of `ids` make place for these. */
  readonly replace?: readonly {
    readonly table: TableName
    readonly of: string
    readonly ids: readonly string[]
    readonly rows: readonly StoreRow[]
  }[]
  readonly remove?: readonly { readonly table: TableName; readonly of: string; readonly ids: readonly string[] }[]
  /** By call id. */
  readonly ledger?: readonly LedgerEntry[]
  readonly marks?: Readonly<Record<string, string>>
}

/** The ledger of a copy, for reading; it is written by `commit`. */
export interface Ledger {
  /** Open calls whose step is due at `nowMs`, the longest due first. */
  due(nowMs: number, step: LedgerStep, limit: number): Promise<readonly LedgerEntry[]>
  /** Those that are known, in any order. */
  get(callIds: readonly string[]): Promise<readonly LedgerEntry[]>
  /** By `startedMs`, from inclusive, to exclusive, in the order of it. */
  between(fromMs: number, toMs: number): AsyncIterable<LedgerEntry>
  /** By month, the latest first. */
  counts(): Promise<readonly LedgerCounts[]>
}

/** A row of some columns, each cell as text; null where there is none. */
export type TextRow = Readonly<Record<string, string | null>>

/** A lease that runs out later is of a clock that was wrong, and not believed. */
export const MAX_LEASE_MS = 3_600_000

/** A copy that is only looked at. */
export type ReadableStore = Pick<Store, 'mark' | 'ledger' | 'texts'>

/** A copy: its tables and its ledger. */
export interface Store {
  /** All of it in one transaction, or nothing. @throws Failure `local` when the disk is full; the copy is as it was then */
  commit(change: StoreChange): Promise<void>
  readonly ledger: Ledger
  /** The rows of a call's table that belong to these calls, each cell as text. */
  texts(table: TableName, columns: readonly string[], callIds: readonly string[]): Promise<readonly TextRow[]>
  /**
   * The rows of which a column matches a regular expression, whatever the case: `wanted` columns of them, each cell as text.
   *
   * @param pattern what DuckDB, PostgreSQL and JavaScript understand alike: no looking around, no `\d`
   */
  find(
    table: TableName,
    columns: readonly string[],
    pattern: string,
    wanted: readonly string[],
  ): Promise<readonly TextRow[]>
  /** How many rows have one of `ids` in their column `of`. */
  count(table: TableName, of: string, ids: readonly string[]): Promise<number>
  /** Writes the copy anew, so that no byte is left of what was removed. @throws Failure `local` when there is no room for it */
  compact(): Promise<void>
  /** A small fact: how far users were read, when the last sweep was, the version of the schema. */
  mark(name: string): Promise<string | undefined>
  /**
   * Takes the lease, or renews it: at most one run changes a copy. It runs out by itself, and knows no process id.
   *
   * @param untilMs `nowMs` or earlier gives it back
   * @returns whether `owner` has it
   */
  lease(owner: string, nowMs: number, untilMs: number): Promise<boolean>
  /** Lets others have the copy soon, until it is needed next: before whatever may take long. */
  rest(): Promise<void>
  /** Lets others have the copy now, until it is needed next. */
  release(): Promise<void>
  close(): Promise<void>
}
