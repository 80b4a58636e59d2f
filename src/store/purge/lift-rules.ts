import { readmitted } from '../ledger/transitions.ts'
import type { LedgerEntry, Store } from '../store.ts'

const BATCH = 1000
/** No call is of a later time. */
const EVER_MS = Date.parse('9999-01-01')

/** Makes due what rules have kept out, so that the same sync reads it, and what is left of them judges it. @returns how many calls */
export async function readmitCalls(
  { ledger, commit }: Pick<Store, 'ledger' | 'commit'>,
  nowMs: number,
): Promise<number> {
  let due: LedgerEntry[] = []
  let count = 0
  const flush = async () => {
    if (due.length > 0) await commit({ ledger: due })
    count += due.length
    due = []
  }
  for await (const entry of ledger.between(0, EVER_MS)) {
    const again = readmitted(entry, { nowMs })
    if (again !== undefined) due.push(again)
    if (due.length >= BATCH) await flush()
  }
  await flush()
  return count
}
