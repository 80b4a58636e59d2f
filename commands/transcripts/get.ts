import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { pull } from '../../src/app/model/pull.ts'
import { isForReading } from '../../src/app/output/for-reading.ts'
import { calls, transcripts as gong } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { type Column, durationColumn, formatDuration, wrappedColumn } from '../../src/output/columns.ts'
import { fetchDetails } from '../../src/transcripts/fetch-details.ts'
import { monologueRows } from '../../src/transcripts/monologue-rows.ts'
import { SENTENCE_FIELDS, sentenceRows, withSpeakers } from '../../src/transcripts/named-speakers.ts'

const COLUMNS = ['callId', durationColumn('at'), 'speaker', wrappedColumn('text')]

const derived = deriveQuery(gong.get, {
  arguments: ['call'],
  usual: '7d',
  columns: COLUMNS,
  unfold: (row) => ('transcript' in row ? monologueRows(row) : [row]),
  examples: [
    'gong transcripts get 3364161517094170228',
    'gong transcripts get --from 1d --speakers -o sentences.csv',
    "gong transcripts get --from 1d --jq '.[0].transcript[0].sentences[0].text'",
    'gong calls list --limit 3 -f jsonl | jq -r .id | gong transcripts get -',
  ],
})

const inputs = {
  ...derived.inputs,
  speakers: { kind: 'flag', help: 'with the name, e-mail address and side of who speaks; in lines, a sentence each' },
} as const satisfies Inputs

export const getTranscripts = defineQuery({
  ...derived,
  operations: [gong.get, calls.details],
  inputs,
  fields: ['callId', 'title', 'started', 'transcript'],
  fieldsFor: ({ speakers }) => ['callId', ...(speakers === true ? ['title', 'started'] : []), 'transcript'],
  columns: ({ speakers }) =>
    speakers === true
      ? ['callId', millisecondsColumn('start'), 'speaker', 'affiliation', wrappedColumn('text')]
      : COLUMNS,
  flat: ({ speakers }) => (speakers === true ? { fields: SENTENCE_FIELDS, rows: sentenceRows } : undefined),
  cautions: [
    ...(derived.cautions ?? []),
    'On a terminal it reads as a conversation; -f table has lines, and a pipe gets JSON.',
    'Who speaks follows from the details of the call: a speaker whom they do not have keeps a number.',
  ],
  reading: () => async (options) =>
    (await import('../../src/transcripts/conversation-printer.ts')).conversationPrinter(options),
  check(input, { globals }) {
    if (input.speakers && globals.format === 'raw')
      throw new Failure('usage', 'raw has what Gong sent, without --speakers', { hint: 'use --format json' })
  },
  async *rows({ speakers, ...input }, job) {
    const pages = pull(gong.get, input, job, typedBody(gong.get, input))
    const isRead = isForReading(job.globals, job.context.stdout)
    if (!speakers && !isRead) return yield* pages
    for await (const page of pages) {
      const details = await detailsFor(page.rows, job, isRead)
      const joined = page.rows.map((row) => {
        const call = details.get(String(row.callId)) ?? {}
        return isRead ? { ...call, ...row } : withSpeakers(row, call)
      })
      yield { ...page, rows: joined, raw: undefined }
    }
  },
})

/** Milliseconds, shown as `0:42`. */
function millisecondsColumn(path: string): Column {
  return { path, show: (value) => (typeof value === 'number' ? formatDuration(Math.floor(value / 1000)) : '') }
}

/** Where names are not asked for, a key that may not read them still shows what was said. */
async function detailsFor(rows: readonly Row[], job: QueryJob, isRead: boolean): Promise<ReadonlyMap<string, Row>> {
  try {
    return await fetchDetails(
      rows.map(({ callId }) => String(callId)),
      job.read,
    )
  } catch (error) {
    if (!isRead || !(error instanceof Failure) || error.kind !== 'auth') throw error
    await job.say(`without names, which come with the details of a call: ${error.message}`)
    return new Map()
  }
}
