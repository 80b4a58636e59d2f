import type { ReadClient } from '../../api/client.ts'
import { stats } from '../../catalogue/stats.ts'
import { Failure } from '../../lib/errors.ts'
import { utcDay } from '../../lib/utc-time.ts'
import { isZone } from '../../lib/zones.ts'
import type { Job } from '../model/job.ts'

const DAY_MS = 86_400_000
/** How far the last zone is behind UTC. */
const LAST_ZONE_MS = 12 * 3_600_000

const asked = new WeakMap<ReadClient, Promise<string | undefined>>()

/**
 * The zone of the company, by its IANA name: Gong says it with the counts of users, and in no setting. It is asked for once in a run.
 *
 * @returns `undefined` where Gong does not say, or the key may not ask
 */
export function companyZone({ read, moment }: Pick<Job, 'read' | 'moment'>): Promise<string | undefined> {
  const zone = asked.get(read) ?? askZone(read, lastSettledDay(moment()))
  asked.set(read, zone)
  return zone
}

/** The day that has begun wherever a company may be: all days before it are over. @param now milliseconds since the epoch */
export function lastSettledDay(now: number): string {
  return utcDay(now - LAST_ZONE_MS)
}

async function askZone(read: ReadClient, to: string): Promise<string | undefined> {
  try {
    for await (const { beside } of read.pages(stats.activity, { from: utcDay(Date.parse(to) - DAY_MS), to })) {
      const zone = beside?.timeZone
      return typeof zone === 'string' && isZone(zone) ? zone : undefined
    }
  } catch (error) {
    if (!(error instanceof Failure) || (error.kind !== 'auth' && error.kind !== 'not-found')) throw error
  }
  return undefined
}
