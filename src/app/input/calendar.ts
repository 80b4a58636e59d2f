import type { Calendar } from '../../lib/resolve-time.ts'
import { checkZone, profileZone, type ZoneDefaults } from '../../lib/zones.ts'
import type { Job } from '../model/job.ts'

/** The moment is one for the whole run: a window that moved between pages would lose rows (quirk 69). */
export async function calendarOf(
  { tz }: { readonly tz?: unknown },
  { context, chosen, moment }: ZoneDefaults & Pick<Job, 'moment'>,
): Promise<Calendar> {
  const now = moment()
  const own = typeof tz === 'string' ? checkZone('--tz', tz) : profileZone(await chosen())
  return {
    now,
    // `7d` needs none, and a machine may have a zone without a name.
    get zone() {
      return own ?? context.zone
    },
  }
}
