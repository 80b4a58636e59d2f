import { defineLocal } from '../../src/app/model/command.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import { calls, transcripts } from '../../src/catalogue/calls.ts'
import { crm } from '../../src/catalogue/crm.ts'
import { flows } from '../../src/catalogue/flows.ts'
import { library } from '../../src/catalogue/library.ts'
import { callOutcomes } from '../../src/catalogue/outcomes.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { users } from '../../src/catalogue/users.ts'
import type { Page, Pages } from '../../src/lib/rows.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { recordCopy } from '../../src/state/known-copies.ts'
import { targetsOf } from '../../src/store/open-copy.ts'
import { parseRules } from '../../src/store/purge/rules.ts'
import { failedOf, RESULT_FIELDS } from '../../src/store/sync/result.ts'
import { targetText } from '../../src/store/target.ts'
import { SYNC_INPUTS, type SyncInput } from './inputs.ts'
import { PLAN_FIELDS, planPages } from './plan-pages.ts'
import { publishCopy } from './publish.ts'
import { recordingsBeside } from './recording-folder.ts'
import { runSync, type SyncResult } from './run-sync.ts'
import { syncRequest } from './sync-request.ts'

export const syncCommand = defineLocal({
  name: '',
  summary: 'Bring a local copy of Gong up to date',
  operations: [
    ...[settings.workspaces, calls.details, transcripts.get, users.list, users.history, stats.daily],
    ...[stats.interaction, stats.scorecards, settings.scorecards, settings.trackers, callOutcomes.outcomes],
    ...[library.folders, library.calls, crm.getIntegration, crm.getSchema, flows.list],
  ],
  inputs: SYNC_INPUTS,
  arguments: ['what'],
  fields: RESULT_FIELDS,
  closed: true,
  columns: RESULT_FIELDS.map((field) => (field === 'subject' ? importantColumn(field) : field)),
  examples: ['gong sync --dry-run', 'gong sync calls transcripts --since 365d --dry-run'],
  cautions: [
    'What has been committed stays, however a run ends; the next one goes on.',
    'When the requests of the day or of --max-requests are spent, it ends with 0 and goes on with the next run.',
    'Once a week all months are counted again, and the calls of the last 90 days read again whole.',
    'Recordings need the scope api:calls:read:media-url as well, cost few requests, and may be many gigabytes.',
    'One sync of a copy at a time: another waits as long as --lock-wait says, or ends with 9.',
  ],
  check: ({ exclude = [] }) => void parseRules(exclude),
  run,
  dryRun: {
    fields: PLAN_FIELDS,
    columns: PLAN_FIELDS.map((field) => (field === 'why' ? wrappedColumn(field) : importantColumn(field))),
    rows: (input, job) => planPages(syncRequest(input), job, targetsOf(job, input.into).copy),
  },
})

async function* run(input: SyncInput, job: LocalJob): Pages {
  const request = syncRequest(input)
  const { copy, published } = targetsOf(job, input.into)
  if (input.media) recordingsBeside(copy, job)
  const result = await runSync(request, input.exclude, job, copy)
  for (const target of published) {
    await publishCopy(copy, target, job)
    await recordCopy(job.context, `${target.kind}:${target.folder}`, targetText(copy))
  }
  yield await resultPage(result, job)
}

async function resultPage({ outcome, rows }: SyncResult, job: LocalJob): Promise<Page> {
  const { context, spent, failure } = outcome
  if (spent !== undefined)
    await job.warn(`${spent.message}; what is here is whole, and gong sync goes on with the next run`)
  for (const [subject, { failure: why, kept }] of context.tally) {
    if (why !== undefined) await job.warn(`${subject}: ${why.message}`)
    if (kept > 0) await job.warn(keptSentence(kept, context.maxRemovals))
  }
  const ended = failure === undefined || failure instanceof Error ? failure : new Error(String(failure))
  return { rows, failed: failedOf(context.tally), ended }
}

function keptSentence(kept: number, most: number): string {
  const some = counted(kept, 'call')
  return `Gong shows ${some} of the copy no more, which are left in it: more than --max-removals ${formatCount(most)} would leave at once. Can the key still see calls? gong doctor`
}
