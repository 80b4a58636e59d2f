import { type LedgerEntry, type StepProgress, steps } from './store.ts'
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
