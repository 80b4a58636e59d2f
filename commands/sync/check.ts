import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls, transcripts } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { Moment } from '../../src/store/ledger/transitions.ts'
import { copyOf, openExistingCopy } from '../../src/store/open-copy.ts'
import { changeOf } from '../../src/store/rows/change-of.ts'
import type { Store } from '../../src/store/store.ts'
import { type CheckedMonth, checkCopy } from '../../src/store/sync/check.ts'
import { checkRecordings } from '../../src/store/sync/check-recordings.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import { type CheckedDifference, readAgain } from '../../src/store/sync/read-again.ts'
import { contextOf } from '../../src/store/sync/sync.ts'
import { recordingFolderOf } from '../../src/store/target.ts'
import { exclusionsOf } from './copy-exclusions.ts'
import { TARGET } from './inputs.ts'
import { keepToCompany } from './keep-to-company.ts'

const FIELDS = [
  'month',
  'gong',
  'copy',
  'awaitDetails',
  'awaitTranscript',
  'excluded',
  'sampled',
  'differences',
  'differs',
] as const
const LARGEST_NAMED = 5
const USUAL_SAMPLE = '5%'

export const checkSync = defineQuery({
  name: 'check',
  summary: 'Ask Gong again whether a copy is whole, and compare a random sample field by field',
  operations: [calls.details, transcripts.get],
  inputs: {
    ...TARGET,
    sample: { kind: 'text', hint: 'percent', help: 'how many of the calls are read again and compared (5%)' },
  },
  arguments: [],
  fields: FIELDS,
  closed: true,
  columns: FIELDS.map((field) => (field === 'differs' ? field : importantColumn(field))),
  examples: ['gong sync check', 'gong sync check --sample 100%'],
  cautions: [
    'A month costs a request, and a hundred calls of the sample two; a month that differs is listed.',
    'The rows of the copy are counted and compared. What differs is marked, and the next gong sync reads it again.',
    'What came to Gong after the last sync differs, too: sync first. It ends with 8 when something differs.',
  ],
  check: ({ sample = USUAL_SAMPLE }) => void rateOf(sample),
  rows: check,
})

async function* check(
  { into, sample = USUAL_SAMPLE }: { readonly into?: string; readonly sample?: string },
  job: QueryJob,
): Pages {
  const { context } = job
  const copy = copyOf(job, into)
  const store = await openExistingCopy(job, copy)
  try {
    await keepToCompany(store, copy, job)
    const random = () => (context.random(1)[0] ?? 0) / 256
    const parts = {
      read: job.read,
      ...(await exclusionsOf(store, job)),
      store,
      rowsOf: changeOf,
      now: context.clock.now,
      random,
      hold: async () => undefined,
    }
    const request = { subjects: [], areNamed: true, overlapMs: 0, giveUpMs: 0, maxRemovals: 0 }
    const folder = recordingFolderOf(copy)
    const recordings = folder === undefined ? undefined : checkRecordings(store, folder, context.files)
    const sync = contextOf(parts, request)
    const all: CheckedMonth[] = []
    for await (const month of checkCopy(sync, rateOf(sample), recordings)) {
      const { differs, ...counts } = month
      // Between rows on a terminal, which say the same, lines are in the way.
      if (!context.stdout.isTTY || job.globals.out !== undefined) await job.say(sentence(month))
      all.push(month)
      yield {
        rows: [{ ...counts, differences: differs.length, differs: differs.map(textOf) }],
        failed: differs.length > 0 ? 1 : 0,
      }
    }
    await job.say(verdict(all))
    const found = all.flatMap(({ differs }) => differs)
    if (found.length > 0) await markDue(found, { store, moment: sync, into, job })
  } finally {
    await store.close()
  }
}

function textOf({ callId, what }: CheckedDifference): string {
  return `${callId} ${what}`
}

interface Marking {
  readonly store: Store
  readonly moment: Moment
  readonly into: string | undefined
  readonly job: QueryJob
}

/** Has the next sync read again what differs; a sync that runs meanwhile keeps the ledger to itself. */
async function markDue(found: readonly CheckedDifference[], { store, moment, into, job }: Marking): Promise<void> {
  const count = await withLease(store, job, () => readAgain(store, found, moment))
  if (count === 0) return
  const media = found.some(({ steps }) => steps.includes('media')) ? ['--media'] : []
  const line = shellQuote(['gong', 'sync', ...media, ...(into === undefined ? [] : ['--into', into])])
  await job.warn(
    `${counted(count, 'call differs', 'calls differ')}: the next ${line} reads ${count === 1 ? 'it' : 'them'} again`,
  )
}

/** `2026-05: 4,812 of 4,812, 3 await transcripts` */
function sentence({ month, gong, copy, awaitDetails, awaitTranscript, excluded, differs }: CheckedMonth): string {
  const some = (count: number, text: string) => (count > 0 ? `, ${formatCount(count)} ${text}` : '')
  const others = `${some(awaitDetails, 'to be read')}${some(awaitTranscript, 'await transcripts')}${some(excluded, 'kept out')}`
  const named = differs.slice(0, LARGEST_NAMED).map(textOf).join('; ')
  const more = differs.length > LARGEST_NAMED ? ` and ${formatCount(differs.length - LARGEST_NAMED)} more` : ''
  return `${month}: ${formatCount(copy)} of ${formatCount(gong)}${others}${differs.length > 0 ? `; differs: ${named}${more}` : ''}`
}

/** `2,608 of 2,608 calls, 120 of them compared: all as in Gong`; `20 of 20 calls, none of them compared: as many as in Gong` */
function verdict(months: readonly CheckedMonth[]): string {
  if (months.length === 0) return 'the copy has no calls yet'
  const sum = (of: 'gong' | 'copy' | 'sampled') => months.reduce((total, month) => total + month[of], 0)
  const compared = sum('sampled')
  const differ = months.reduce((total, { differs }) => total + differs.length, 0)
  const same = compared === 0 ? 'as many as in Gong' : 'all as in Gong'
  const ended = differ === 0 ? same : counted(differ, 'difference')
  const some = compared === 0 ? 'none' : formatCount(compared)
  return `${formatCount(sum('copy'))} of ${formatCount(sum('gong'))} calls, ${some} of them compared: ${ended}`
}

/** From 0 to 1. @throws Failure `usage` for what is no share */
function rateOf(text: string): number {
  const [, digits] = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? []
  const rate = Number(digits) / 100
  if (digits !== undefined && rate <= 1) return rate
  throw new Failure('usage', `--sample: "${text}" is no share from 0% to 100%`, { hint: '--sample 5%' })
}
