import { type Calendar, toDay } from '../../lib/resolve-time.ts'
import type { Job } from '../model/job.ts'
import { companyZone, lastSettledDay } from './company-zone.ts'

/** Up to when days are whole, for the reader and for the company. */
export interface WholeDays {
  /** The day that is not over yet. */
  readonly end: string
  /** What words such as `yesterday` mean. */
  readonly calendar: Calendar
  /** IANA name of the zone of the company, where its day is earlier than the reader's. */
  readonly zone?: string
}

/**
 * Finds the last whole day of the company: Gong counts by its days, and would count one that is not over as if it were. Its
 * zone is asked for only where the day of the reader may have begun before that of the company, and never in a dry run.
 *
 * @param tz whether a zone was typed, in which words such as `yesterday` are meant; else they are the company's
 */
export async function endOfWholeDays(
  tz: unknown,
  reader: Calendar,
  job: Pick<Job, 'read' | 'moment' | 'globals'>,
): Promise<WholeDays> {
  const today = await toDay('--to', 'today', reader)
  const readers = { end: today, calendar: reader }
  if (job.globals.dryRun || today <= lastSettledDay(reader.now)) return readers
  const zone = await companyZone(job)
  if (zone === undefined) return readers
  const company = { now: reader.now, zone }
  const end = await toDay('--to', 'today', company)
  return end < today ? { end, calendar: tz === undefined ? company : reader, zone } : readers
}
