/** Names of moments and days in Gong's answers and in rows of this tool that do not end as `WORDS` do. */
const NAMES = new Set([
  'at',
  'created',
  'date',
  'day',
  'end',
  'ended',
  'expires',
  'from',
  'lastCall',
  'lastModified',
  'lastRun',
  'modified',
  'moment',
  'month',
  'next',
  'posted',
  'quarter',
  'scheduled',
  'scheduledEnd',
  'scheduledStart',
  'since',
  'start',
  'started',
  'time',
  'timestamp',
  'to',
  'until',
  'updated',
  'week',
  'when',
  'written',
])
/** `callStartTime`, `dueDate`, `eventTimestamp`, `periodAt`. */
const WORDS = /[a-z](?:Time|Date|Timestamp|Day|At)$/

/**
 * Whether a field holds moments or days, by its name: a title, a job or a value of a CRM is text, whatever it looks like.
 *
 * @param path dotted
 */
export function isTimeField(path: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1)
  return NAMES.has(name) || WORDS.test(name)
}
