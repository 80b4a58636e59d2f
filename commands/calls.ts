import { calls as gong } from '../src/catalogue/calls.ts'
import { type Command, fromOperation, pull, type Typed } from '../src/cli/command.ts'
import { Failure } from '../src/errors.ts'
import { setAt } from '../src/gong/request.ts'
import { clock } from '../src/output/columns.ts'
import type { Json } from '../src/rows.ts'

const list = fromOperation(gong.list, {
  usual: '7d',
  columns: ['id', 'started', clock('duration'), 'scope', 'title'],
  examples: [
    'gong calls list --during last-week',
    'gong calls list --from 7d -f jsonl | jq -r .url',
    'gong calls list --during 2026-q2 -w "Enterprise" -o calls.csv.gz',
  ],
})

const get = fromOperation(gong.get, {
  arguments: ['call'],
  columns: ['id', 'started', clock('duration'), 'title'],
  examples: ['gong calls get 7782342274025937895'],
})

const EXPOSED = 'contentSelector.exposedFields'

/** What `--with` can ask for, and the switch of the body that it turns on. */
const WITH: { readonly [word: string]: string } = {
  parties: 'parties',
  brief: 'content.brief',
  outline: 'content.outline',
  highlights: 'content.highlights',
  'key-points': 'content.keyPoints',
  outcome: 'content.callOutcome',
  topics: 'content.topics',
  trackers: 'content.trackers',
  'tracker-occurrences': 'content.trackerOccurrences',
  structure: 'content.structure',
  'points-of-interest': 'content.pointsOfInterest',
  speakers: 'interaction.speakers',
  video: 'interaction.video',
  stats: 'interaction.personInteractionStats',
  questions: 'interaction.questions',
  comments: 'collaboration.publicComments',
  media: 'media',
}

const derived = fromOperation(gong.details, {
  arguments: ['call'],
  usual: '7d',
  columns: [
    'metaData.id',
    'metaData.started',
    clock('metaData.duration'),
    'metaData.title',
    'parties.name',
    'content.brief',
  ],
  examples: [
    'gong calls details 7782342274025937895 --with all',
    'gong calls details --during yesterday --with parties,trackers -f jsonl',
    'gong calls details --from 30d --host nora.ek@hollerith.example --fields metaData.id,parties.emailAddress',
  ],
})

const details: Command = {
  ...derived,
  inputs: {
    ...derived.inputs,
    with: {
      kind: 'choice',
      of: [...Object.keys(WITH), 'all'],
      many: true,
      help: 'what to show besides the basic facts (parties,brief)',
    },
    crmAt: { kind: 'choice', of: ['now', 'call'], many: true, help: 'CRM context as it is now or was at the call' },
  },
  run: (input, job) => pull(gong.details, atTime(input), job, exposed(words(input.with) ?? ['parties', 'brief'])),
}

/** The switches of the body for the words of `--with`. Occurrences come only together with their trackers (quirk 35). */
function exposed(wanted: readonly string[]): Json {
  const all = wanted.includes('all') ? Object.keys(WITH) : wanted
  const together = all.includes('tracker-occurrences') ? [...all, 'trackers'] : all
  return together.reduce<Json>((body, word) => setAt(body, `${EXPOSED}.${WITH[word]}`, true), {})
}

/** `--crm-at call` in Gong's words; it means something only with the extended context (quirk 35). */
function atTime(input: Typed): Typed {
  const times = words(input.crmAt)
  if (times === undefined) return input
  if (input.crm !== 'Extended') throw new Failure('usage', '--crm-at needs --crm extended')
  return { ...input, crmAt: times.map((time) => (time === 'call' ? 'TimeOfCall' : 'Now')) }
}

function words(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

export const calls = [list, get, details]
