import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import type { Command, Job, Typed } from '../../src/cli/command.ts'
import { toContact } from '../../src/cli/contact.ts'
import { Failure } from '../../src/errors.ts'
import type { Person } from '../../src/privacy/find.ts'
import type { Book } from '../../src/privacy/receipts/book.ts'
import { isOpen, type Receipt, receiptsIn, receiptsOf } from '../../src/privacy/receipts/receipt.ts'
import { masked } from '../../src/privacy/receipts/value.ts'
import { type Looked, lookAgain, lookForCalls, verdictLine } from '../../src/privacy/verify.ts'
import { type Pages, type Row, textsIn } from '../../src/rows.ts'
import { bookOf } from './desk.ts'

const FIELDS = ['receipt', 'value', 'at', 'outcome', 'verdict', 'left', 'by', 'why']
/** Of 12 hexadecimal digits, as `privacy erase` gives them; a number would begin with +. */
const RECEIPT = /^[0-9a-f]{12}$/
/** Milliseconds between two looks: the first pause, the longest, and the growth. */
const [FIRST, LONGEST, GROWTH] = [60_000, 1_800_000, 1.5]
const USUAL_WAIT = 24 * 3600

export const verifying: Command = {
  name: 'verify',
  summary: 'Ask again whether what was to be erased is gone',
  effect: 'read',
  operations: [gong.findEmail, gong.findPhone, calls.details, calls.list],
  inputs: {
    which: { kind: 'text', many: true, hint: 'receipt or value', help: 'of an erasure; also @file or - with a list' },
    all: { kind: 'flag', help: 'every erasure that is still open' },
    wait: { kind: 'flag', help: 'ask again, at growing intervals, until all is gone' },
    for: { kind: 'duration', help: 'with --wait: at most this long, such as 6h (24h)' },
  },
  arguments: ['which'],
  fields: FIELDS,
  columns: ['receipt', 'value', 'at', 'outcome', 'verdict', 'left', 'why'],
  examples: ['gong privacy verify --all', 'gong privacy verify --all --wait --for 6h'],
  cautions: [
    'pending: less than a day has passed and something is there yet; still there: erase it again, after the CRM and the mailboxes.',
    'A receipt does not hold the value, so by a receipt the calls are looked for; by the value, everything.',
    'Ends with 8 while anything is open, for cron.',
  ],
  check: ({ which, all, wait, for: most }) => {
    if ((which === undefined) === (all !== true))
      throw new Failure('usage', 'say which erasures to verify: receipts, values, or --all', {
        hint: 'gong privacy verify --all',
      })
    if (most !== undefined && wait !== true) throw new Failure('usage', '--for goes with --wait')
  },
  run: verify,
}

/** One thing to look at: a person, with the receipt of the last erasure where there is one, or a receipt alone. */
type Case =
  | { readonly person: Person; readonly receipt?: Receipt | undefined }
  | { readonly person?: undefined; readonly receipt: Receipt }

async function* verify(input: Typed, job: Job): Pages {
  const book = await bookOf(job)
  const { clock, interrupted } = job.context
  const end = clock.now() + Number(input.for ?? USUAL_WAIT) * 1000
  const cases = await casesOf(input, receiptsIn((await book.read()).lines))
  for (let pause = FIRST; ; pause = Math.min(LONGEST, pause * GROWTH)) {
    const rows = await lookAt(cases, book, job)
    const open = rows.filter(({ verdict }) => verdict !== 'clean').length
    if (open === 0 || input.wait !== true || clock.now() + pause > end) return yield { rows, failed: open }
    await job.say(`${open} of ${rows.length} still open; asking again in ${Math.round(pause / 60_000)} min`)
    await clock.sleep(pause, interrupted)
  }
}

async function casesOf({ which, all }: Typed, receipts: readonly Receipt[]): Promise<readonly Case[]> {
  if (all === true) return receipts.filter(isOpen).map((receipt) => ({ receipt }))
  return await Promise.all(textsIn(which).map((text) => caseOf(text, receipts)))
}

/** @throws Failure `not-found` for a receipt that the book does not have */
async function caseOf(text: string, receipts: readonly Receipt[]): Promise<Case> {
  if (!RECEIPT.test(text)) {
    const person = await toContact('<which>', text)
    return { person, receipt: receiptsOf(receipts, person).at(-1) }
  }
  const [receipt] = receiptsOf(receipts, text)
  if (receipt === undefined)
    throw new Failure('not-found', `there is no receipt ${text} in the book of this company`, {
      hint: 'gong privacy receipts',
    })
  return { receipt }
}

/** One after the other: the pace is the same for all. */
async function lookAt(cases: readonly Case[], book: Book, job: Job): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of cases) rows.push(await look(one, book, job))
  return rows
}

async function look({ receipt, person }: Case, book: Book, job: Job): Promise<Row> {
  const client = await job.gong()
  const now = job.context.clock.now()
  const looked: Looked =
    person === undefined ? await lookForCalls(client, receipt, now) : await lookAgain(client, person, receipt?.at, now)
  if (receipt !== undefined && looked.verdict !== undefined) await book.write(verdictLine(receipt, looked))
  const value = receipt?.value.masked ?? (person && masked(person)) ?? null
  const { id = null, at = null, outcome = null } = receipt ?? {}
  const { verdict = null, left = null, by = null, why = null } = looked
  return { receipt: id, value, at, outcome, verdict, left, by, why }
}
