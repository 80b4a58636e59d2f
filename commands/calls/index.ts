import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import type { Raw } from '../../src/app/inputs.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'
import { kebab } from '../../src/lib/spelling.ts'
import { type Column, durationColumn, importantColumn } from '../../src/output/columns.ts'
import { valueAt } from '../../src/output/fields.ts'
import { access } from './access.ts'
import { recording } from './create.ts'
import { download } from './download.ts'
import { find } from './find.ts'

const list = fromOperation(gong.list, {
  usual: '7d',
  columns: ['id', 'started', durationColumn('duration'), 'title', 'scope'],
  examples: [
    'gong calls list --during last-week',
    'gong calls list --from 7d -f jsonl | jq -r .url',
    'gong calls list --during 2026-q2 -w "Sales Americas" -o calls.csv.gz',
  ],
})

const get = fromOperation(gong.get, {
  arguments: ['call'],
  columns: ['id', 'started', durationColumn('duration'), 'title'],
  examples: ['gong calls get 3364161517094170228'],
})

const EXPOSED = 'contentSelector.exposedFields'

/** What `--with` can ask for, the switch of the body that it turns on, and what of it a table shows. */
const WITH: { readonly [word: string]: { readonly at: string; readonly shown: string } } = {
  parties: { at: 'parties', shown: 'parties.name' },
  brief: { at: 'content.brief', shown: 'content.brief' },
  outline: { at: 'content.outline', shown: 'content.outline.section' },
  highlights: { at: 'content.highlights', shown: 'content.highlights.items.text' },
  'key-points': { at: 'content.keyPoints', shown: 'content.keyPoints.text' },
  outcome: { at: 'content.callOutcome', shown: 'content.callOutcome.name' },
  topics: { at: 'content.topics', shown: 'content.topics.name' },
  trackers: { at: 'content.trackers', shown: 'content.trackers.name' },
  'tracker-occurrences': { at: 'content.trackerOccurrences', shown: 'content.trackers.count' },
  structure: { at: 'content.structure', shown: 'content.structure.name' },
  'points-of-interest': { at: 'content.pointsOfInterest', shown: 'content.pointsOfInterest' },
  speakers: { at: 'interaction.speakers', shown: 'interaction.speakers.talkTime' },
  video: { at: 'interaction.video', shown: 'interaction.video.name' },
  stats: { at: 'interaction.personInteractionStats', shown: 'interaction.interactionStats' },
  questions: { at: 'interaction.questions', shown: 'interaction.questions' },
  comments: { at: 'collaboration.publicComments', shown: 'collaboration.publicComments.comment' },
  media: { at: 'media', shown: 'media' },
}
const USUAL = ['parties', 'brief']

/** Gong's name of each time at which the CRM can be looked at, and of its own. */
const TIMES: { readonly [word: string]: string } = { now: 'Now', call: 'TimeOfCall', TimeOfCall: 'TimeOfCall' }

const derived = fromOperation(gong.details, {
  arguments: ['call'],
  usual: '7d',
  columns: [],
  unfold: inShort,
  examples: [
    'gong calls details 3364161517094170228 --with all',
    'gong calls details --during yesterday --with parties,trackers -f jsonl',
    'gong calls details --from 30d --host k.nakamura@tallyhouse.example --fields metaData.id,parties.emailAddress',
  ],
})

/** A call under names that leave room for what they head; the long ones stay for `--fields`. */
function inShort(row: Row): readonly Row[] {
  const { id = null, started = null, duration = null, title = null } = isRow(row.metaData) ? row.metaData : {}
  const parts = Object.entries(WITH).map(([word, { shown }]) => [word, valueAt(row, shown) ?? null])
  return [{ ...row, id, started, duration, title, ...Object.fromEntries(parts) }]
}

/** The basic facts, and whatever was asked for. */
function columnsFor({ with: typed, body, set }: Raw): readonly Column[] {
  const wanted = typedWords(typed) ?? (body === undefined && set === undefined ? USUAL : Object.keys(WITH))
  const words = wanted.includes('all') ? Object.keys(WITH) : wanted
  return ['id', 'started', durationColumn('duration'), 'title', ...words.map((word) => importantColumn(kebab(word)))]
}

/** The basic facts, what `--with` asks for, and the CRM where it was; all that there can be where that is open. */
function fieldsFor({ with: typed, body, set, crm }: Raw): readonly string[] {
  const wanted = typedWords(typed)
  const { fields } = gong.details.answer
  if (wanted === undefined || wanted.includes('all') || body !== undefined || set !== undefined) return fields
  const isAsked = (field: string) =>
    wanted.some((word) => [WITH[word]?.at, WITH[word]?.shown].some((path) => isWithin(path, field)))
  const isCrm = (field: string) => field === 'context' && crm !== undefined && !/^none$/i.test(String(crm))
  return fields.filter((field) => field.startsWith('metaData.') || isCrm(field) || isAsked(field))
}

/** Whether a field lies at the path, below it or above it. */
function isWithin(path: string | undefined, field: string): boolean {
  return path !== undefined && (`${field}.`.startsWith(`${path}.`) || path.startsWith(`${field}.`))
}

function typedWords(typed: unknown): string[] | undefined {
  return Array.isArray(typed)
    ? [...new Set(typed.flatMap((one) => String(one).split(',')))].map((word) => word.trim())
    : undefined
}

const details: OldCommand = {
  ...derived,
  fieldsFor,
  columns: columnsFor,
  inputs: {
    ...derived.inputs,
    with: {
      kind: 'choice',
      of: [...Object.keys(WITH), 'all'],
      many: true,
      help: 'what to show besides the basic facts (parties,brief)',
    },
    crmAt: { kind: 'choice', of: Object.keys(TIMES), many: true, help: 'CRM context as it is now or was at the call' },
  },
  run: (input, job) => pull(gong.details, atTime(input), job, withSwitches(input)),
}

/** The body as typed, with the switches of `--with` over it; the usual switches where nothing was said at all. */
function withSwitches(input: Typed): Json {
  const typed = typedBody(gong.details, input)
  return exposed(typed ?? {}, words(input.with) ?? (typed === undefined ? USUAL : []))
}

/** Turns on what the words of `--with` stand for. Occurrences come only together with their trackers (quirk 35). */
function exposed(before: Json, wanted: readonly string[]): Json {
  const all = wanted.includes('all') ? Object.keys(WITH) : wanted
  const together = all.includes('tracker-occurrences') ? [...all, 'trackers'] : all
  return together.reduce<Json>((body, word) => setAt(body, `${EXPOSED}.${WITH[word]?.at}`, true), before)
}

/** `--crm-at call` in Gong's words; it means something only with the extended context (quirk 35). */
function atTime(input: Typed): Typed {
  const times = words(input.crmAt)
  if (times === undefined) return input
  if (input.crm !== 'Extended') throw new Failure('usage', '--crm-at needs --crm extended')
  return { ...input, crmAt: [...new Set(times.map((time) => TIMES[time] ?? time))] }
}

function words(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

export const calls = [list, get, details, find, ...recording, ...access, download]
