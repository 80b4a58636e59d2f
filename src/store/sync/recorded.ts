import { isKept } from '../ledger/transitions.ts'
import type { LedgerEntry, Store } from '../store.ts'

const BATCH = 1000

/** A recording that a copy has. */
export interface Recorded {
  readonly callId: string
  readonly file: string
  readonly bytes: number
  readonly checksum: string
}

/** The recordings of calls, where they have some. */
export async function recordedOf(store: Pick<Store, 'texts'>, callIds: readonly string[]): Promise<Recorded[]> {
  const found: Recorded[] = []
  for (let at = 0; at < callIds.length; at += BATCH)
    for (const row of await store.texts(
      'recordings',
      ['call_id', 'file', 'bytes', 'checksum'],
      callIds.slice(at, at + BATCH),
    ))
      found.push({
        callId: String(row.call_id),
        file: String(row.file),
        bytes: Number(row.bytes),
        checksum: String(row.checksum),
      })
  return found
}

/** How many recordings a copy has, and how large they are together. */
export async function recordedBytes(
  store: Pick<Store, 'texts' | 'ledger'>,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const ids: string[] = []
  for await (const entry of store.ledger.between(0, Number.MAX_SAFE_INTEGER / 1e3))
    if (hasRecording(entry)) ids.push(entry.callId)
  const found = await recordedOf(store, ids)
  return { count: found.length, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) }
}

function hasRecording(entry: LedgerEntry): boolean {
  return isKept(entry) && entry.steps.media.state === 'done'
}
