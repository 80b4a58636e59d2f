import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { checkWaiting } from '../../src/app/model/poll.ts'
import { TABLE_INPUTS } from '../../src/bulk/inputs.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { gongMessage } from '../../src/privacy/findings.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { isUnverified, type Receipt, type Verdict } from '../../src/privacy/receipts/receipt.ts'
import { maskPerson } from '../../src/privacy/receipts/value.ts'
import {
  type CallsCheck,
  checkCallsOf,
  type Verification,
  verificationEvent,
  verifyByCalls,
  verifyByLookup,
} from '../../src/privacy/verify.ts'
import { bookOf } from './receipt-books.ts'
import { typedSubjects } from './typed-subjects.ts'
import { allCases, type NeverErased, typedCases, type VerifyCase } from './verify-cases.ts'

const FIELDS = ['receipt', 'value', 'ticket', 'at', 'outcome', 'verdict', 'left', 'by', 'why', 'copies']
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
      hint: 'receipt, ticket, value or list',
      help: 'of an erasure; a list is the file that erase-list took, or - for stdin',
    },
    all: { kind: 'flag', help: 'every erasure of the book; with a list, those of its people by their values' },
    ...TABLE_INPUTS,
    fromFile: { ...TABLE_INPUTS.fromFile, help: 'each person of this list: CSV, TSV, JSON, JSONL, xlsx; - is stdin' },
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
    'gong privacy verify --all --from-file people.csv',
    'gong privacy verify thandiwe.jovanovic@nettlecombefoods.example',
  ],
  cautions: [
    'pending: less than a day has passed and something is there yet; still there, or re-imported (found again after it was clean): erase it again, after the CRM and the mailboxes.',
    'A receipt does not hold the value, so by a receipt only the calls are looked for: calls gone means that the rest needs the value, or the list that erase-list took.',
    'It looks into the local copies that this machine knows, too: copies names those that still hold the person.',
    'Ends with 8 while anything is open, for cron.',
  ],
  check({ which, all, fromFile, wait, waitFor }) {
    if (all ? which !== undefined : which === undefined && fromFile === undefined)
      throw new Failure('usage', 'say which erasures to verify: receipts, values, a list, or --all', {
        hint: 'gong privacy verify --all',
      })
    checkWaiting({ wait, ...(waitFor !== undefined && { waitFor }) })
  },
  async *rows(input, job) {
    const { all, wait, waitFor = DEFAULT_WAIT_S } = input
    const book = await bookOf(job)
    const { clock, interrupted } = job.context
    const endMs = clock.now() + waitFor * 1000
    const content = await book.read()
    const { receipts } = content
    const typed = await typedCases(
      await typedSubjects(
        input,
        receipts.map(({ ticket }) => ticket),
        job,
      ),
      content,
      job,
    )
    let cases = all ? [...typed, ...(await allCases(receipts, typed, job))] : typed
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
      const inGong = await verifyAll(cases, book, job)
      const open = inGong.filter(({ verdict }) => verdict !== 'clean')
      // What can only be asked for by the value does not change by waiting.
      const isPending = open.some(({ left }) => Number(left) > 0)
      if (!isPending || !wait || clock.now() + pauseMs > endMs) {
        await sayReimported(open, job)
        const { withCopies } = await import('./verify-copies.ts')
        const rows = await withCopies(inGong, cases, job)
        const left = rows.filter(({ verdict, copies }) => verdict !== 'clean' || copies !== null)
        return yield { rows, failed: left.length, waiting: describeWaiting(left) }
      }
      await job.say(
        `${open.length} of ${inGong.length} still open; asking again in ${Math.round(pauseMs / 60_000)} min`,
      )
      await clock.sleep(pauseMs, interrupted)
      cases = await withNewVerdicts(cases, book)
    }
  },
})

/** What a look has found out counts for the next one. */
async function withNewVerdicts(cases: readonly VerifyCase[], book: ReceiptBook): Promise<VerifyCase[]> {
  const { receipts } = await book.read()
  const now = new Map(receipts.map((one) => [one.id, one]))
  return cases.map((one) => ({ ...one, receipts: one.receipts.map((receipt) => now.get(receipt.id) ?? receipt) }))
}

async function sayReimported(open: readonly Row[], job: QueryJob): Promise<void> {
  const back = open.filter(({ verdict }) => verdict === 're-imported').length
  if (back === 0) return
  const what = back === 1 ? '1 of them is there again after it was' : `${back} of them are there again after they were`
  await job.warn(`${what} clean: Gong has imported it anew, most often from the CRM or a mailbox`)
}

/** An erasure takes hours, and a receipt does not hold the value: neither is an error. */
function describeWaiting(open: readonly Row[]): string | undefined {
  const pending = open.filter(({ verdict }) => verdict === 'pending').length
  const unsure = open.filter(
    ({ left, receipt, copies }) => receipt !== null && copies === null && Number(left ?? 0) === 0,
  ).length
  if (pending + unsure < open.length || open.length === 0) return undefined
  return [
    ...(pending > 0 ? [`${pending} still under way: ask again in some hours`] : []),
    ...(unsure > 0 ? [`of ${unsure} only the value, or the list that erase-list took, tells whether all is gone`] : []),
  ].join('; ')
}

/** One after the other: the pace is the same for all. */
async function verifyAll(cases: readonly VerifyCase[], book: ReceiptBook, job: QueryJob): Promise<Row[]> {
  const byCalls = cases.flatMap(({ person, receipts }) => (person === undefined ? receipts.slice(0, 1) : []))
  const calls = checkCallsOf(job.read, byCalls, job.context.clock.now())
  const rows: Row[] = []
  for (const one of cases) rows.push(await verifyCase(one, { calls, isAlone: cases.length === 1 }, book, job))
  return rows
}

/** What the cases of one round share. */
interface Look {
  readonly calls: CallsCheck
  /** Whether there is one case alone, whose failure is that of the run. */
  readonly isAlone: boolean
}

/** One of many whom Gong refuses to look up does not keep the others from being verified. */
function refusedLookup(isAlone: boolean): (error: unknown) => Verification {
  return (error) => {
    if (!isAlone && error instanceof Failure && error.kind === 'rejected') return { why: gongMessage(error) }
    throw error
  }
}

/** A lookup by the value holds for every erasure of the person, not for the last one alone. */
async function verifyCase(one: VerifyCase, look: Look, book: ReceiptBook, job: QueryJob): Promise<Row> {
  const { receipts, person, never } = one
  const [receipt] = receipts
  const verification = await verify(one, look, job)
  for (const about of receipts)
    if (isNews(about, verification) && (about === receipt || isUnverified(about)))
      await book.write(() => verificationEvent(about, verification))
  const value = receipt?.value.masked ?? (person && maskPerson(person)) ?? null
  const { id = null, at = null, ticket = one.ticket ?? null, outcome = null } = receipt ?? {}
  const {
    verdict = cleanBefore(receipt),
    left = null,
    by = null,
    why = describeNever(never, verification),
  } = verification
  return { receipt: id, value, ticket, at, outcome, verdict, left, by, why }
}

/** Calls that are still gone say less than the lookup that found everything gone. */
function isNews(receipt: Receipt, { verdict, by }: Verification): boolean {
  return verdict !== undefined && !(verdict === 'clean' && by === 'calls' && receipt.verdict === 'clean')
}

/** What was clean and cannot be asked for any more is not open. */
function cleanBefore(receipt: Receipt | undefined): Verdict | null {
  return receipt?.verdict === 'clean' ? 'clean' : null
}

function describeNever(never: NeverErased | undefined, { verdict }: Verification): string | null {
  if (never === undefined) return null
  return verdict === 'clean' ? `${never.why}, and Gong holds nothing` : `${never.why}: ${never.next}`
}

async function verify(
  { person, receipts: [receipt] }: VerifyCase,
  { calls, isAlone }: Look,
  job: QueryJob,
): Promise<Verification> {
  const now = job.context.clock.now()
  if (person !== undefined) return await verifyByLookup(job.read, person, receipt, now).catch(refusedLookup(isAlone))
  if (receipt === undefined) return {}
  return await verifyByCalls(calls, receipt, job.company, now)
}
