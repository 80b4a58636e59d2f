import { type LedgerCounts, type LedgerEntry, type LedgerStep, type StepProgress, steps } from './store.ts'
import type { StoreRow } from './tables/table.ts'

const utc = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString())

/** An entry of the ledger as a row of `sync_ledger`. */
export function ledgerRow(entry: LedgerEntry): StoreRow {
  return {
    call_id: entry.callId,
    workspace_id: entry.workspaceId ?? null,
    started: utc(entry.startedMs),
    state: entry.state,
    is_private: entry.isPrivate,
    excluded_by: entry.excludedBy ?? null,
    first_seen: utc(entry.firstSeenMs),
    last_seen: utc(entry.lastSeenMs),
    ...Object.assign({}, ...steps.map((step) => stepColumns(step, entry.steps[step]))),
    fingerprint: entry.fingerprint ?? null,
  }
}

function stepColumns(step: string, { state, attempts, dueMs, doneMs }: StepProgress): StoreRow {
  return {
    [`${step}_state`]: state,
    [`${step}_attempts`]: attempts,
    [`${step}_due`]: utc(dueMs),
    [`${step}_done`]: utc(doneMs),
  }
}

/** A row as a database gives it: instants in ms since 1970, by the names of columns. */
type Values = Readonly<Record<string, unknown>>

/** A row of counts: `month`, `seen`, the steps, and the states. */
export function toCounts(row: Values): LedgerCounts {
  const count = (name: string) => Number(row[name])
  return {
    month: String(row.month),
    seen: count('seen'),
    awaiting: {
      details: count('details'),
      transcript: count('transcript'),
      summary: count('summary'),
      media: count('media'),
    },
    settled: count('settled'),
    gone: count('gone'),
    excluded: count('excluded'),
  }
}

/** A row of `sync_ledger` as an entry. */
export function toEntry(row: Values): LedgerEntry {
  const step = (name: LedgerStep) => toProgress(row, name)
  return {
    callId: String(row.call_id),
    ...(typeof row.workspace_id === 'string' && { workspaceId: row.workspace_id }),
    startedMs: Number(row.started),
    state: oneOf(['open', 'settled', 'gone', 'excluded'], row.state),
    isPrivate: row.is_private === true,
    ...(row.excluded_by === 'purge' && { excludedBy: 'purge' }),
    firstSeenMs: Number(row.first_seen),
    lastSeenMs: Number(row.last_seen),
    steps: {
      details: step('details'),
      transcript: step('transcript'),
      summary: step('summary'),
      media: step('media'),
    },
    ...(typeof row.fingerprint === 'string' && { fingerprint: row.fingerprint }),
  }
}

function toProgress(row: Values, step: LedgerStep): StepProgress {
  const [due, done] = [row[`${step}_due`] ?? null, row[`${step}_done`] ?? null]
  return {
    // A ledger of an older version lacks the columns of later steps.
    state: oneOf(['none', 'waiting', 'done', 'given-up'], row[`${step}_state`] ?? 'none'),
    attempts: Number(row[`${step}_attempts`] ?? 0),
    ...(due !== null && { dueMs: Number(due) }),
    ...(done !== null && { doneMs: Number(done) }),
  }
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T {
  const word = words.find((one) => one === value)
  if (word === undefined) throw new Error(`the ledger says ${String(value)}, and that is none of ${words.join(', ')}`)
  return word
}
