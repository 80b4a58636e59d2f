import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { logs as gong, LOGS_KEPT } from '../../src/catalogue/logs.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Pages, type Row } from '../../src/lib/rows.ts'
import { counted, formatCount, kebab } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import type { Column } from '../../src/output/columns.ts'
import { eventsOf, type LogFilter, logMatcher } from '../../src/search/log-matcher.ts'

/** Gong's name of each log. */
const TYPES: { readonly [word: string]: string } = {
  access: 'AccessLog',
  activity: 'UserActivityLog',
  'call-play': 'UserCallPlay',
  'shared-access': 'ExternallySharedCallAccess',
  'shared-play': 'ExternallySharedCallPlay',
}

/** Every log, and every event, has fields of its own: here they are words to be read. */
const record: Column = {
  path: 'logRecord',
  wrap: true,
  show: (value) =>
    Object.entries(isRow(value) ? value : {})
      .filter(([, fact]) => fact !== null)
      .map(([name, fact]) => `${name} ${typeof fact === 'object' ? JSON.stringify(fact) : fact}`)
      .join(', '),
}

/** Who acted in another's name matters too much to have a column that is mostly empty. */
function withImpersonator(row: Row): readonly Row[] {
  const { impersonatorEmailAddress: by, logRecord } = row
  return [by ? { ...row, logRecord: { 'impersonated by': by, ...(isRow(logRecord) && logRecord) } } : row]
}

const derived = deriveQuery(gong.list, {
  arguments: ['type'],
  columns: ['eventTime', 'userEmailAddress', record],
  unfold: withImpersonator,
  examples: [
    'gong logs list access --from 24h',
    'gong logs list access --during last-week --event login-failed',
    'gong logs list call-play --during last-week --call 56483637290265881 -f csv --utc',
  ],
})

export const listLogs = defineQuery({
  ...derived,
  inputs: {
    ...derived.inputs,
    type: {
      kind: 'choice',
      of: [...Object.keys(TYPES), ...Object.values(TYPES)],
      required: true,
      help: `which log: ${Object.keys(TYPES).join(', ')}; or as Gong calls it: ${Object.values(TYPES).map(kebab).join(', ')}`,
    },
    call: { kind: 'id', many: true, help: 'only entries about these calls' },
    user: {
      kind: 'id',
      many: true,
      hint: 'id, email or name',
      lookup: 'user',
      help: 'only what these users did, also in the name of another',
    },
    event: { kind: 'text', many: true, help: 'only these events: Login, login-failed' },
  },
  cautions: [
    ...(derived.cautions ?? []),
    'One log a line, as Gong lists them: the entries of each log have fields of their own.',
    'Gong filters by time alone: with --call, --user or --event the whole log of the window is read, and sorted out here.',
    'In csv each field of logRecord has a column, as far as the first page has it; --event makes the entries alike.',
  ],
  async *rows({ type: typed, call, user, event, ...input }, job) {
    const type = TYPES[typed] ?? typed
    await warnOfRetention(type, input.from, job)
    const pages = pull(gong.list, { ...input, type }, job)
    if ([call, user, event].every((one) => one === undefined)) yield* pages
    else yield* matchingEntries(pages, { call, user, event }, job)
  },
})

const DAY = 86_400_000
/** Times on a line are whole seconds: `--from 14d` is a little more than 14 days ago. */
const SECOND = 1000

/** Gong answers what it still has, and does not say that there was more. */
async function warnOfRetention(type: string, from: string, job: QueryJob): Promise<void> {
  const kept = LOGS_KEPT[type]
  if (kept === undefined) return
  const since = 'days' in kept ? job.moment() - kept.days * DAY : Date.parse(kept.since)
  if (Date.parse(from) > since - SECOND) return
  const name = Object.keys(TYPES).find((word) => TYPES[word] === type)
  const how = 'days' in kept ? `for ${kept.days} days` : `since ${kept.since.slice(0, 10)}`
  await job.warn(
    `Gong keeps the ${name} log ${how}: what was logged before ${utcTime(since)} is gone, and missing here`,
  )
}

/** The entries that match; where none does, says which events there were instead. */
async function* matchingEntries(pages: Pages, filter: LogFilter, job: QueryJob): Pages {
  if (job.globals.format === 'raw')
    throw new Failure('usage', 'raw has all entries that were read, not those that match', {
      hint: 'use --format json',
    })
  const matches = logMatcher(filter)
  const others = new Map<string, number>()
  let [read, found] = [0, 0]
  for await (const page of pages) {
    const rows = page.rows.filter(matches)
    read += page.rows.length
    found += rows.length
    if (filter.event !== undefined)
      for (const name of page.rows.flatMap(eventsOf)) others.set(name, (others.get(name) ?? 0) + 1)
    // Without Gong's bytes, which hold all that was read.
    yield { ...page, rows, readCount: page.rows.length, raw: undefined }
  }
  await job.say(`${counted(read, 'entry', 'entries')} read, ${counted(found, 'match', 'matches')}`)
  if (found === 0 && others.size > 0) await job.say(`events in this window: ${mostOf(others)}`)
}

/** So many events are named, the most frequent first. */
const MOST_EVENTS = 12

function mostOf(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a)
  const named = sorted.slice(0, MOST_EVENTS).map(([name, count]) => `${name} (${formatCount(count)})`)
  return [...named, ...(sorted.length > MOST_EVENTS ? ['…'] : [])].join(', ')
}
