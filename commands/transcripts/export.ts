import { whileLocked } from '../../src/app/job/output-locks.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job, QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { reportingFiles } from '../../src/app/output/files-written.ts'
import { calls, transcripts as gong } from '../../src/catalogue/calls.ts'
import { isId } from '../../src/catalogue/kinds.ts'
import { isRow, type Pages } from '../../src/lib/rows.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { utcTime } from '../../src/lib/utc-time.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { recordExport } from '../../src/state/exported-files.ts'
import { type ExportContext, exportTranscripts, givenUpRow, skippedRow } from '../../src/transcripts/export.ts'
import { openExportFolder } from '../../src/transcripts/export-folder.ts'
import { fetchDetails } from '../../src/transcripts/fetch-details.ts'
import { isExportFile } from '../../src/transcripts/folder-index.ts'
import { FORMATS } from '../../src/transcripts/formats.ts'

import { openPseudonyms, rewriterOf } from './export-form.ts'

const DAY_MS = 86_400_000
/** Transcripts can take a day after the call (field note "Timing"), and a call can take hours. */
const LATE_MS = 2 * DAY_MS
const GIVE_UP_MS = 14 * DAY_MS

const derived = deriveQuery(gong.get, {
  name: 'export',
  arguments: ['call'],
  usual: '7d',
  columns: ['callId', 'sentences', wrappedColumn('status'), 'title'],
  examples: [
    'gong transcripts export --during last-week --dir transcripts',
    'gong transcripts export --from 14d --dir customers --speakers external --anonymize --as txt',
    'gong transcripts export 3364161517094170228 --dir transcripts --as md,vtt,csv',
  ],
})

/** A body of one's own would not reach the second request. */
const { body: _, set: __, cursor: ___, ...own } = derived.inputs

const inputs = {
  ...own,
  dir: {
    kind: 'file',
    writes: 'folder',
    hint: 'folder',
    required: true,
    help: 'folder for the files; made when missing',
  },
  as: { kind: 'choice', of: Object.keys(FORMATS), many: true, help: 'formats, one file for each (md)' },
  speakers: {
    kind: 'choice',
    of: ['internal', 'external', 'all'],
    help: 'only what this side says, as Gong tells the sides (all)',
  },
  anonymize: { kind: 'flag', help: 'Customer 1 in place of people outside the company, also inside the text' },
  giveUp: {
    kind: 'instant',
    hint: 'age',
    help: 'calls without a transcript that are older are not asked for again (14d)',
  },
  again: { kind: 'flag', help: 'also calls whose files are in the folder already' },
} as const satisfies Inputs

type Export = InputOf<typeof inputs>

export const exportTranscriptFiles = defineQuery({
  ...derived,
  summary: 'Write transcripts to files that people read, with the names of the speakers',
  operations: [gong.get, calls.details],
  inputs,
  fields: ['callId', 'title', 'files', 'sentences', 'status'],
  cautions: [
    'A call whose files are all there is skipped, so that an export that was interrupted goes on.',
    'A transcript can take up to 24 hours after the call; such calls are told, and come with the next run.',
    'Where Gong has no details of a call yet, its file is "undated" and has no names; the next run writes it anew.',
    'What Gong has changed since is written anew, and index.csv in the folder says what is there and what is awaited.',
    '--anonymize cannot know people who did not take part, nicknames, or names that were misheard: read before you share.',
    'Who may read the files is up to the umask.',
  ],
  rows: write,
})

async function* write(input: Export, job: QueryJob): Pages {
  const { context, globals } = job
  const { dir: folder, again } = input
  const zone = await zoneOf(input.tz, job)
  // A folder that cannot be made is known before anything is sent.
  if (!globals.dryRun) {
    await context.files.makeFolder(folder)
    await recordExport(context, folder)
  }
  const files = whileLocked(context.files, await job.claim(folder, isExportFile))
  const formats = [...new Set(input.as ?? ['md'])]
  const form = formOf(input)
  const exportFolder = await openExportFolder(
    { ...files, read: context.files.read },
    { folder, formats, zone, again, form },
  )
  const anonymous = input.anonymize && !globals.dryRun ? await openPseudonyms(context, folder) : undefined
  const exportContext = {
    details: (ids: readonly string[]) => fetchDetails(ids, job.read, input.anonymize ? { crm: 'Extended' } : {}),
    folder: exportFolder,
    zone,
    guard: globals.guard,
    signal: context.interrupted,
    tally: { written: 0, skipped: 0, withoutTranscript: 0, withoutDetails: 0, givenUp: 0, newlyGivenUp: 0 },
    rewrite: rewriterOf(input, anonymous?.names),
    giveUpMs: input.giveUp === undefined ? job.moment() - GIVE_UP_MS : Date.parse(input.giveUp),
  }
  try {
    const pages =
      input.call === undefined ? inWindow(input, job, exportContext) : byId(input.call, input, job, exportContext)
    yield* reportingFiles(pages, { written: () => exportContext.tally.written, again }, job)
  } finally {
    if (!globals.dryRun) await exportFolder.writeIndex()
    await anonymous?.save()
    // Also when --limit ends it early.
    await reportSkipped(exportContext.tally, job)
  }
}

async function* inWindow(input: Export, job: QueryJob, context: ExportContext): Pages {
  const late = context.folder.late().map(({ callId }) => callId)
  const expected = new Set([...(await recent(input, job)), ...late])
  for (const id of expected) if (context.folder.entryOf(id)?.status === 'given up' && !input.again) expected.delete(id)
  const { after: _, ...fresh } = job
  const byIds = (call: readonly string[]) => pull(gong.get, { call }, fresh)
  const pages = pull(gong.get, input, job)
  yield* exportTranscripts({ pages, late: { ids: late, pages: byIds }, expected, most: job.globals.limit }, context)
}

/** What is there already is not asked for at all. */
async function* byId(typed: readonly string[], input: Export, job: QueryJob, context: ExportContext): Pages {
  const ids = [...new Set(typed)]
  const givenUp = (id: string) => (input.again ? undefined : givenUpRow(id, context))
  const skipped = ids.map((id) => skippedRow(id, context) ?? givenUp(id)).filter((row) => row !== undefined)
  if (skipped.length > 0) yield { rows: skipped }
  const call = ids.filter((id) => !skipped.some(({ callId }) => callId === id))
  const most = job.globals.limit - skipped.length
  // An empty list of ids would ask for every call there is.
  if (call.length === 0 || most <= 0) return
  const pages = pull(gong.get, { ...input, call }, job)
  yield* exportTranscripts(
    { pages, expected: new Set(call), most, only: ids.length === 1 ? ids[0] : undefined },
    context,
  )
}

/** What the files of this line are, for the index: folders never mix them. */
function formOf({ speakers = 'all', anonymize }: Export): string {
  return [...(speakers === 'all' ? [] : [`${speakers} only`]), ...(anonymize ? ['anonymous'] : [])].join(', ')
}

/**
 * The ids of the calls in the window that may still be without a transcript: Gong counts those among its transcripts,
 * but does not name them.
 */
async function recent({ from, to, workspace }: Export, job: Job): Promise<string[]> {
  const since = job.context.clock.now() - LATE_MS
  if (job.globals.dryRun || to === undefined || Date.parse(to) <= since) return []
  const later = from !== undefined && Date.parse(from) >= since ? from : utcTime(since)
  const given = { from: later, to, ...(workspace !== undefined && { workspace }) }
  const ids: string[] = []
  for await (const { metaData } of job.read.rows(calls.details, given))
    if (isRow(metaData)) ids.push(String(metaData.id))
  return ids.filter(isId)
}

async function reportSkipped(
  { skipped, withoutTranscript: late, withoutDetails: bare, newlyGivenUp: old, givenUp }: ExportContext['tally'],
  job: Job,
): Promise<void> {
  const some = (count: number) => `${formatCount(count)} ${count === 1 ? 'call' : 'calls'}`
  if (skipped > 0) await job.say(`${some(skipped)} skipped, their files are there already; --again writes them anew`)
  if (late > 0)
    await job.say(`${some(late)} without a transcript yet, which can take 24 hours; run the same again later`)
  if (old > 0) await job.say(`${some(old)} without a transcript for too long: given up, and not asked for again`)
  if (givenUp > 0) await job.say(`${some(givenUp)} not asked for, given up before; --again asks once more`)
  if (bare > 0) await job.say(`${some(bare)} without its details yet; run the same again, which writes them anew`)
}
