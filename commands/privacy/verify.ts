import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { checkWaiting } from '../../src/app/model/poll.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { isUnverified } from '../../src/privacy/receipts/receipt.ts'
import { maskPerson } from '../../src/privacy/receipts/value.ts'
import { type Verification, verificationEvent, verifyByCalls, verifyByLookup } from '../../src/privacy/verify.ts'
import { bookOf } from './receipt-books.ts'
import { type NeverErased, openCases, typedCases, type VerifyCase } from './verify-cases.ts'

const FIELDS = ['receipt', 'value', 'ticket', 'at', 'outcome', 'verdict', 'left', 'by', 'why']
/** Between two verifications with --wait. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS, PAUSE_GROWTH] = [60_000, 1_800_000, 1.5]
const DEFAULT_WAIT_S = 24 * 3600

export const verifyErasures = defineQuery({
  name: 'verify',
  summary: 'Ask again whether what was to be erased is gone',
  operations: [gong.findEmail, gong.findPhone, calls.details, calls.list],
  inputs: {
    which: {
      kind: 'text',
      repeat: true,
      hint: 'receipt, value or list',
      help: 'of an erasure; a list is the file that erase-list took, or - for stdin',
    },
    all: { kind: 'flag', help: 'every erasure that is still open' },
    wait: { kind: 'flag', help: 'ask again, at growing intervals, until all is gone' },
    waitFor: { kind: 'duration', help: 'with --wait: at most this long, such as 6h (24h)' },
  },
  arguments: ['which'],
  fields: FIELDS,
  columns: [
    'receipt',
    importantColumn('verdict'),
    importantColumn('outcome'),
    'value',
    'left',
    'at',
    wrappedColumn('why'),
  ],
  examples: [
    'gong privacy verify --all',
    'gong privacy verify --all --wait --wait-for 6h',
    'gong privacy verify thandiwe.jovanovic@nettlecombefoods.example',
  ],
  cautions: [
    'pending: less than a day has passed and something is there yet; still there: erase it again, after the CRM and the mailboxes.',
    'A receipt does not hold the value, so by a receipt only the calls are looked for: calls gone means that the rest needs the value, or the list that erase-list took.',
    'Ends with 8 while anything is open, for cron.',
  ],
  check({ which, all, wait, waitFor }) {
    if ((which === undefined) === !all)
      throw new Failure('usage', 'say which erasures to verify: receipts, values, or --all', {
        hint: 'gong privacy verify --all',
      })
    checkWaiting({ wait, ...(waitFor !== undefined && { waitFor }) })
  },
  async *rows({ which = [], all, wait, waitFor = DEFAULT_WAIT_S }, job) {
    const book = await bookOf(job)
    const { clock, interrupted } = job.context
    const endMs = clock.now() + waitFor * 1000
    const { receipts } = await book.read()
    const cases = all ? await openCases(receipts, job) : await typedCases(which, receipts, job)
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
      const rows = await verifyAll(cases, book, job)
      const open = rows.filter(({ verdict }) => verdict !== 'clean')
      // What can only be asked for by the value does not change by waiting.
      const isPending = open.some(({ left }) => Number(left) > 0)
      if (!isPending || !wait || clock.now() + pauseMs > endMs)
        return yield { rows, failed: open.length, waiting: describeWaiting(open) }
      await job.say(`${open.length} of ${rows.length} still open; asking again in ${Math.round(pauseMs / 60_000)} min`)
      await clock.sleep(pauseMs, interrupted)
    }
  },
})

/** An erasure takes hours, and a receipt does not hold the value: neither is an error. */
function describeWaiting(open: readonly Row[]): string | undefined {
  const pending = open.filter(({ verdict }) => verdict === 'pending').length
  const unsure = open.filter(({ left }) => Number(left ?? 0) === 0).length
  if (pending + unsure < open.length || open.length === 0) return undefined
  return [
    ...(pending > 0 ? [`${pending} still under way: ask again in some hours`] : []),
    ...(unsure > 0 ? [`of ${unsure} only the value, or the list that erase-list took, tells whether all is gone`] : []),
  ].join('; ')
}

/** One after the other: the pace is the same for all. */
async function verifyAll(cases: readonly VerifyCase[], book: ReceiptBook, job: QueryJob): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of cases) rows.push(await verifyCase(one, book, job))
  return rows
}

/** A lookup by the value holds for every erasure of the person, not for the last one alone. */
async function verifyCase({ receipts, person, never }: VerifyCase, book: ReceiptBook, job: QueryJob): Promise<Row> {
  const [receipt] = receipts
  const verification = await verify({ receipts, ...(person && { person }) }, job)
  for (const one of receipts)
    if (verification.verdict !== undefined && (one === receipt || isUnverified(one)))
      await book.write(() => verificationEvent(one, verification))
  const value = receipt?.value.masked ?? (person && maskPerson(person)) ?? null
  const { id = null, at = null, ticket = null, outcome = null } = receipt ?? {}
  const { verdict = null, left = null, by = null, why = describeNever(never, verification) } = verification
  return { receipt: id, value, ticket, at, outcome, verdict, left, by, why }
}

function describeNever(never: NeverErased | undefined, { verdict }: Verification): string | null {
  if (never === undefined) return null
  return verdict === 'clean' ? `${never.why}, and Gong holds nothing` : `${never.why}: ${never.next}`
}

async function verify({ person, receipts: [receipt] }: VerifyCase, job: QueryJob): Promise<Verification> {
  const now = job.context.clock.now()
  if (person !== undefined) return await verifyByLookup(job.read, person, receipt?.at, now)
  if (receipt === undefined) return {}
  return await verifyByCalls(job.read, receipt, job.company, now)
}
