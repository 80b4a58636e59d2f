import type { ReadClient } from '../../api/client.ts'
import { callAccess } from '../../catalogue/access.ts'
import { calls } from '../../catalogue/calls.ts'
import { isRow, type Row, rowsIn } from '../../lib/rows.ts'
import type { CallToSee } from './visibility.ts'

/** The id of the call that a row is, or is of. */
export function idOfCallRow(row: Row): string {
  const { metaData } = row
  return String((isRow(metaData) ? metaData.id : undefined) ?? row.callId ?? row.id ?? '')
}

/** What the row of a call says itself; of one that Gong has not analysed yet that is all that is known. */
export function ownFacts(row: Row): CallToSee | undefined {
  const { workspaceId, primaryUserId, isPrivate } = isRow(row.metaData) ? row.metaData : row
  if (typeof workspaceId !== 'string') return undefined
  const hostId = String(primaryUserId ?? '')
  return { workspaceId, hostId, isPrivate: isPrivate !== false, ...partiesOf(row), grantedIds: [] }
}

function partiesOf({ parties }: Row): Pick<CallToSee, 'partyIds'> {
  if (!Array.isArray(parties)) return {}
  return { partyIds: rowsIn(parties).flatMap(({ userId }) => (typeof userId === 'string' ? [userId] : [])) }
}

/**
 * What is known of calls by their ids.
 *
 * @param rows of calls that are here already, by id: of those with their parties only the access is asked that was granted
 */
export type FactsOf = (
  ids: readonly string[],
  rows?: ReadonlyMap<string, Row>,
) => Promise<ReadonlyMap<string, CallToSee>>

/** What is known of calls, asked once each. */
export function accessFactsOf(read: ReadClient): FactsOf {
  const known = new Map<string, CallToSee>()
  return async (ids, rows = new Map()) => {
    const asked = [...new Set(ids)].filter((id) => id !== '' && !known.has(id))
    for (let at = 0; at < asked.length; at += BATCH) {
      const batch = asked.slice(at, at + BATCH)
      const granted = await grantedIn(batch, read)
      for (const [id, facts] of await factsIn(batch, rows, read))
        known.set(id, { ...facts, grantedIds: granted.get(id) ?? [] })
    }
    return known
  }
}

/** Calls of one request. */
const BATCH = 100

/** Of calls, those that Gong does not know with their parties yet are left out. */
async function factsIn(
  ids: readonly string[],
  rows: ReadonlyMap<string, Row>,
  read: ReadClient,
): Promise<ReadonlyMap<string, CallToSee>> {
  const found = new Map<string, CallToSee>()
  for (const id of ids) {
    const own = ownFacts(rows.get(id) ?? {})
    if (own?.partyIds !== undefined) found.set(id, own)
  }
  const call = ids.filter((id) => !found.has(id))
  if (call.length === 0) return found
  const body = { contentSelector: { exposedFields: { parties: true } } }
  for await (const row of read.rows(calls.details, { call }, { body })) {
    const own = ownFacts({ parties: [], ...row })
    if (own !== undefined) found.set(idOfCallRow(row), own)
  }
  return found
}

async function grantedIn(ids: readonly string[], read: ReadClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const granted = new Map<string, readonly string[]>()
  for await (const { callId, users: all } of read.rows(callAccess.listAccess, { call: ids }))
    granted.set(
      String(callId),
      rowsIn(all).map(({ userId }) => String(userId)),
    )
  return granted
}
