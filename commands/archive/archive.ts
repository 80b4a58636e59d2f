import { defineLocal } from '../../src/app/model/command.ts'
import { SUBJECTS } from '../../src/archive/context.ts'
import { callAccess } from '../../src/catalogue/access.ts'
import { calls, transcripts } from '../../src/catalogue/calls.ts'
import { crm } from '../../src/catalogue/crm.ts'
import { flows } from '../../src/catalogue/flows.ts'
import { library } from '../../src/catalogue/library.ts'
import { logs } from '../../src/catalogue/logs.ts'
import { callOutcomes } from '../../src/catalogue/outcomes.ts'
import { permissions } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats } from '../../src/catalogue/stats.ts'
import { tasks } from '../../src/catalogue/tasks.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { FIELDS } from './part-rows.ts'

const SHOWN = { parts: ['files', 'records', 'bytes'], plan: ['records', 'requests'], verify: [] }

function columnsOf(shown: keyof typeof SHOWN) {
  return [importantColumn('what'), importantColumn('state'), ...SHOWN[shown], wrappedColumn('why')]
}

export const archiveCommand = defineLocal({
  name: '',
  summary: 'Bring everything that the key can read into a folder: calls, recordings, figures, settings',
  operations: [
    ...[settings.workspaces, users.list, users.history, calls.details, transcripts.get, callAccess.listAccess],
    ...[settings.scorecards, settings.trackers, settings.briefs, callOutcomes.outcomes],
    ...[permissions.list, permissions.users, library.folders, library.calls, crm.getIntegration, crm.getSchema],
    ...[stats.scorecards, stats.activity, stats.daily, stats.interaction, stats.coaching],
    ...[flows.list, flows.folders, flows.steps, tasks.list, logs.list],
  ],
  inputs: {
    what: { kind: 'choice', of: SUBJECTS, many: true, help: 'what to bring; everything when left out' },
    dir: { kind: 'file', writes: 'folder', hint: 'folder', required: true, help: 'the folder of the archive' },
    from: { kind: 'instant', help: 'from when on; from the first call on when left out' },
    to: { kind: 'instant', help: 'up to when; up to now when left out, in each run' },
    media: {
      kind: 'choice',
      of: ['video', 'audio'],
      many: true,
      help: 'which recordings; video, or audio where there is none, when left out',
    },
    noMedia: { kind: 'flag', help: 'no recordings' },
    plan: { kind: 'flag', help: 'ask Gong how much there is, say what it takes, and bring nothing' },
    verify: {
      kind: 'flag',
      asksNothing: true,
      help: 'read every file again, and name what is missing, changed or extra',
    },
    tz: {
      kind: 'text',
      hint: 'zone',
      help: "zone of the times in pages for people; else the profile's, or the machine's",
    },
  },
  arguments: ['what'],
  window: { from: 'from', to: 'to' },
  fields: FIELDS,
  closed: true,
  columns: ({ plan, verify }) => columnsOf(verify === true ? 'verify' : plan === true ? 'plan' : 'parts'),
  examples: [
    'gong archive --dir gong-archive --plan',
    'gong archive calls transcripts --dir gong-archive --from 2d',
    'gong archive --dir gong-archive --media audio --dry-run',
  ],
  cautions: [
    'Goes on where it was stopped, over days: the same line again brings only what is missing. Nothing is asked for twice.',
    'When the requests of the day or of --max-requests are spent, it ends with 0 and says so; a tenth of the day is left to others.',
    'What the key may not read is in the rows, in archive.json and in index.html, and it then ends with 8.',
    'Files are for their owner alone. Nothing is encrypted: that is up to the disk.',
    'privacy erase names the files of an archive that hold the person; it changes none.',
  ],
  check({ media, noMedia, plan, verify }) {
    if (noMedia && media !== undefined) throw new Failure('usage', '--media and --no-media: choose one of them')
    if (plan && verify) throw new Failure('usage', '--plan and --verify: choose one of them')
  },
  dryRun: {
    columns: ({ verify }) => columnsOf(verify === true ? 'verify' : 'plan'),
    async *rows(input, job) {
      if (input.verify) yield* (await import('./verify.ts')).verifyPages(input.dir, job)
      else yield* (await import('./bring.ts')).archiveRows(input, job)
    },
  },
  async *run(input, job) {
    if (input.verify) yield* (await import('./verify.ts')).verifyPages(input.dir, job)
    else yield* (await import('./bring.ts')).bringArchive(input, job)
  },
})
