import { type ChangeLog, monotonicMs } from '../../api/pace-log.ts'
import { parseQuota, type Quota } from '../../api/quota.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow } from '../../lib/rows.ts'
import type { Clock } from '../../platform/ports.ts'
import type { PostgresConnection } from '../../platform/postgres.ts'
import { PACE_TABLE } from './pace-table.ts'
import type { PostgresSession } from './postgres-session.ts'

type PaceLog = Awaited<ReturnType<ChangeLog>>

/** Whose turns are kept together with those of others. */
interface Sharer {
  /** Whose limit it is. */
  readonly host: string
  /** Another one for each run. */
  readonly owner: string
  readonly clock: Clock
}

/** Turns of a run that has ended longer ago say nothing any more. */
const KEPT_MS = 600_000

/** What the database has: instants by its own clock, ms since 1970, by the runs whose machines they are of. */
interface SharedLog {
  readonly sent: Readonly<Record<string, readonly number[]>>
  readonly quota: Quota
}

/**
 * The log of a machine, kept together with those of all machines whose copy is in this database. The monotonic clocks of
 * machines begin anywhere: instants are by the clock of the database there, and taken for later where the way to it is slow.
 */
export function logThroughPostgres(session: PostgresSession, sharer: Sharer): (log: ChangeLog) => ChangeLog {
  return (local) => (change) =>
    session(async (connection) => {
      await connection.query('BEGIN')
      try {
        const log = await changeBoth(connection, sharer, local, change)
        await connection.query('COMMIT')
        return log
      } catch (error) {
        if (connection.isOpen) await connection.query('ROLLBACK').catch(() => connection.close())
        throw error
      }
    })
}

async function changeBoth(
  connection: PostgresConnection,
  { host, owner, clock }: Sharer,
  local: ChangeLog,
  change: (log: PaceLog) => PaceLog,
): Promise<PaceLog> {
  await connection.query(`INSERT INTO ${PACE_TABLE} (host, log) VALUES ($1, '{}') ON CONFLICT DO NOTHING`, [host])
  const { rows } = await connection.query(`SELECT log FROM ${PACE_TABLE} WHERE host = $1 FOR UPDATE`, [host])
  const shared = parseShared(rows[0]?.[0])
  // Once the lock is there: nothing waits between these two.
  const askedMs = monotonicMs(clock)
  const now = await connection.query('SELECT extract(epoch FROM clock_timestamp()) * 1000')
  const toldMs = monotonicMs(clock)
  const databaseMs = Number(now.rows[0]?.[0])
  const { [owner]: _, ...byOthers } = shared.sent
  const others = Object.values(byOthers)
    .flat()
    .map((at) => at - databaseMs + toldMs)
  const log = await local((own) => {
    const sent = [...own.sent, ...others].sort((one, other) => one - other)
    const changed = change({ ...own, sent, quota: largerOf(own.quota, shared.quota) })
    // The machine keeps its own turns alone: those of others come from the database each time.
    return { ...changed, sent: changed.sent.filter((at) => !others.includes(at)) }
  })
  const sent = { ...recent(byOthers, databaseMs), [owner]: log.sent.map((at) => at - askedMs + databaseMs) }
  await connection.query(`UPDATE ${PACE_TABLE} SET log = $2 WHERE host = $1`, [
    host,
    JSON.stringify({ sent, ...log.quota }),
  ])
  return log
}

function recent(sent: SharedLog['sent'], nowMs: number): SharedLog['sent'] {
  return Object.fromEntries(Object.entries(sent).filter(([, turns]) => (turns.at(-1) ?? 0) > nowMs - KEPT_MS))
}

/** Of two counts of the same requests the larger one. */
function largerOf(own: Quota, other: Quota): Quota {
  if (own.day !== other.day) return own.day > other.day ? own : { ...other, reserved: own.reserved }
  const spent: Record<string, number> = { ...own.spent }
  for (const [spender, requests] of Object.entries(other.spent))
    spent[spender] = Math.max(requests, spent[spender] ?? 0)
  return { ...own, spent }
}

function parseShared(text: string | null | undefined): SharedLog {
  const json = parsedJson(text ?? '{}')
  if (!isRow(json)) return { sent: {}, quota: parseQuota({}) }
  const turns = isRow(json.sent) ? Object.entries(json.sent) : []
  const sent = turns.map(([owner, list]) => [
    owner,
    Array.isArray(list) ? list.filter((at) => typeof at === 'number') : [],
  ])
  return { sent: Object.fromEntries(sent), quota: parseQuota(json) }
}
