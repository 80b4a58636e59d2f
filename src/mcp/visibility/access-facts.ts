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

/** Of a call that Gong has not analysed yet, its own row says all that is known. */
export function ownFacts(row: Row): CallToSee | undefined {
  const { workspaceId, primaryUserId, isPrivate } = isRow(row.metaData) ? row.metaData : row
  if (typeof workspaceId !== 'string') return undefined
  return { workspaceId, hostId: String(primaryUserId ?? ''), isPrivate: isPrivate !== false, grantedIds: [] }
}

export type FactsOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, CallToSee>>

/** What is known of calls, asked once each. */
export function accessFactsOf(read: ReadClient): FactsOf {
  const known = new Map<string, CallToSee>()
  return async (ids) => {
    const asked = [...new Set(ids)].filter((id) => id !== '' && !known.has(id))
    for (let at = 0; at < asked.length; at += 100) {
      const batch = asked.slice(at, at + 100)
      const granted = await grantedIn(batch, read)
      const body = { contentSelector: { exposedFields: { parties: true } } }
      for await (const row of read.rows(calls.details, { call: batch }, { body })) {
        const own = ownFacts(row)
        const partyIds = rowsIn(row.parties).flatMap(({ userId }) => (typeof userId === 'string' ? [userId] : []))
        if (own !== undefined)
          known.set(idOfCallRow(row), { ...own, partyIds, grantedIds: granted.get(idOfCallRow(row)) ?? [] })
      }
    }
    return known
  }
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
