import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { calls, transcripts } from '../../src/catalogue/calls.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { copyOf, openExistingCopy } from '../../src/store/open-copy.ts'
import { changeOf } from '../../src/store/rows/change-of.ts'
import { type CheckedMonth, checkCopy } from '../../src/store/sync/check.ts'
import { checkRecordings } from '../../src/store/sync/check-recordings.ts'
import { contextOf } from '../../src/store/sync/sync.ts'
import { recordingFolderOf } from '../../src/store/target.ts'
import { exclusionsOf } from './copy-exclusions.ts'
import { TARGET } from './inputs.ts'
import { keepToCompany } from './keep-to-company.ts'

const FIELDS = ['month', 'gong', 'copy', 'awaitTranscript', 'sampled', 'differences', 'differs'] as const
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
    for await (const month of checkCopy(contextOf(parts, request), rateOf(sample), recordings)) {
      await job.say(sentence(month))
      const { differs } = month
      yield {
        rows: [{ ...month, differences: differs.length, differs: [...differs] }],
        failed: differs.length > 0 ? 1 : 0,
      }
    }
  } finally {
    await store.close()
  }
}

/** `2026-05: 4,812 of 4,812, 3 await transcripts` */
function sentence({ month, gong, copy, awaitTranscript, differs }: CheckedMonth): string {
  const awaited = awaitTranscript > 0 ? `, ${formatCount(awaitTranscript)} await transcripts` : ''
  const named = differs.slice(0, LARGEST_NAMED).join('; ')
  const more = differs.length > LARGEST_NAMED ? ` and ${formatCount(differs.length - LARGEST_NAMED)} more` : ''
  return `${month}: ${formatCount(copy)} of ${formatCount(gong)}${awaited}${differs.length > 0 ? `; differs: ${named}${more}` : ''}`
}

/** From 0 to 1. @throws Failure `usage` for what is no share */
function rateOf(text: string): number {
  const [, digits] = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? []
  const rate = Number(digits) / 100
  if (digits !== undefined && rate <= 1) return rate
  throw new Failure('usage', `--sample: "${text}" is no share from 0% to 100%`, { hint: '--sample 5%' })
}
