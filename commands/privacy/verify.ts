import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { checkWaiting } from '../../src/app/poll.ts'
import { readText } from '../../src/app/read-text.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { quoted } from '../../src/lib/shell-quote.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import type { Person } from '../../src/privacy/person.ts'
import { personKey } from '../../src/privacy/person.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { isUnverified, mayBeOf, type Receipt, receiptsAbout } from '../../src/privacy/receipts/receipt.ts'
import { maskPerson } from '../../src/privacy/receipts/value.ts'
import { describeUnusedColumns, parseValueColumns } from '../../src/privacy/value-columns.ts'
import { type Verification, verificationEvent, verifyByCalls, verifyByLookup } from '../../src/privacy/verify.ts'
import { bookOf } from './desk.ts'

const FIELDS = ['receipt', 'value', 'ticket', 'at', 'outcome', 'verdict', 'left', 'by', 'why']
/** Of 12 hexadecimal digits, as `privacy erase` gives them; a number would begin with +. */
const RECEIPT = /^[0-9a-f]{12}$/
/** Milliseconds between two looks: the first pause, the longest, and the growth. */
const [FIRST, LONGEST, GROWTH] = [60_000, 1_800_000, 1.5]
const USUAL_WAIT = 24 * 3600

export const verifying: OldCommand = {
  name: 'verify',
  summary: 'Ask again whether what was to be erased is gone',
  effect: 'read',
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
  check: ({ which, all, ...waiting }) => {
    if ((which === undefined) === (all !== true))
      throw new Failure('usage', 'say which erasures to verify: receipts, values, or --all', {
        hint: 'gong privacy verify --all',
      })
    checkWaiting(waiting)
  },
  run: verify,
}

/** That somebody was never erased, and what would do it. */
interface Never {
  readonly why: string
  readonly next: string
}

/** How a word is taken: what makes a person of it, and what would erase somebody who never was. */
interface Taken {
  readonly read: (value: string) => Promise<Person>
  readonly next: string
}

/** One thing to look at: a person, with the open receipts about them (the last one first), or a receipt alone. */
interface Case {
  readonly person?: Person
  readonly receipts: readonly Receipt[]
  /** Where there is no receipt about the person. */
  readonly never?: Never
}

async function* verify(input: Typed, job: Job): Pages {
  const book = await bookOf(job)
  const { clock, interrupted } = job.context
  const end = clock.now() + Number(input.waitFor ?? USUAL_WAIT) * 1000
  const cases = await casesOf(input, (await book.read()).receipts, job)
  for (let pause = FIRST; ; pause = Math.min(LONGEST, pause * GROWTH)) {
    const rows = await lookAt(cases, book, job)
    const open = rows.filter(({ verdict }) => verdict !== 'clean')
    // What only the value tells does not change by waiting.
    const isGoing = open.some(({ left }) => Number(left) > 0)
    if (!isGoing || input.wait !== true || clock.now() + pause > end)
      return yield { rows, failed: open.length, waiting: stillWaiting(open) }
    await job.say(`${open.length} of ${rows.length} still open; asking again in ${Math.round(pause / 60_000)} min`)
    await clock.sleep(pause, interrupted)
  }
}

/** That an erasure takes hours, or that a receipt does not tell all, is no error. */
function stillWaiting(open: readonly Row[]): string | undefined {
  const pending = open.filter(({ verdict }) => verdict === 'pending').length
  const unsure = open.filter(({ left }) => Number(left ?? 0) === 0).length
  if (pending + unsure < open.length || open.length === 0) return undefined
  return [
    ...(pending > 0 ? [`${pending} still under way: ask again in some hours`] : []),
    ...(unsure > 0 ? [`of ${unsure} only the value, or the list that erase-list took, tells whether all is gone`] : []),
  ].join('; ')
}

async function casesOf({ which, all }: Typed, receipts: readonly Receipt[], job: Job): Promise<readonly Case[]> {
  if (all !== true) {
    const typed = await Promise.all(textsIn(which).map((text) => casesIn(text, receipts, job)))
    return [...new Map(typed.flat().map((one) => [markOf(one), one])).values()]
  }
  const open = receipts.filter(isUnverified)
  if (open.length === 0) return []
  const company = await job.company()
  const ours = open.filter((receipt) => mayBeOf(company, receipt))
  const others = open.length - ours.length
  if (others > 0) await job.say(`${others} open in other companies on this host; verify them with their own profile`)
  return ours.map((receipt) => ({ receipts: [receipt] }))
}

/** By what two cases are the same: the person, or else the receipt. */
function markOf({ person, receipts }: Case): string {
  return person === undefined ? `${receipts[0]?.id}` : personKey(person)
}

/** What was typed: receipts and values with commas between, or a list of them in a file or on stdin. */
async function casesIn(text: string, receipts: readonly Receipt[], job: Job): Promise<readonly Case[]> {
  const path = text.startsWith('@') ? text.slice(1) : text
  if (text !== '-' && !text.startsWith('@') && !(await isFile(text, job))) {
    const taken = { read: personOf, next: 'gong privacy erase, with the same value' }
    return await Promise.all(text.split(',').map((value) => caseOf(value.trim(), receipts, taken, job)))
  }
  const { lines, unused } = parseValueColumns(await readText(path, job))
  for (const sentence of describeUnusedColumns(unused)) await job.warn(sentence)
  const next = `gong privacy erase-list ${quoted([path])}`
  const cases = lines.flatMap(({ values, line }) => {
    const taken = { read: (value: string) => toContact(`line ${line}`, value), next }
    return values.map((value) => caseOf(value.trim(), receipts, taken, job))
  })
  return await Promise.all(cases)
}

async function isFile(text: string, { context: { files } }: Job): Promise<boolean> {
  return !RECEIPT.test(text) && !text.includes('@') && (await files.open(text).catch(() => undefined)) !== undefined
}

/** @throws Failure `not-found` for a receipt that the book does not have */
async function caseOf(text: string, receipts: readonly Receipt[], { read, next }: Taken, job: Job): Promise<Case> {
  if (!RECEIPT.test(text)) {
    const person = await read(text)
    const about = receiptsAbout(receipts, person)
    const company = about.length === 0 ? undefined : await job.company()
    const ours = about.filter((one) => company !== undefined && mayBeOf(company, one)).toReversed()
    const why = `never erased from here${about.length === 0 ? '' : ' in this company'}`
    return { person, receipts: ours, ...(ours.length === 0 && { never: { why, next } }) }
  }
  const [receipt] = receiptsAbout(receipts, text)
  if (receipt === undefined)
    throw new Failure('not-found', `there is no receipt ${text} in the book of this company`, {
      hint: 'gong privacy receipts',
    })
  return { receipts: [receipt] }
}

/** @throws Failure `usage` for what can only be the name of a file that is not there, or is a wrong address or number */
async function personOf(text: string): Promise<Person> {
  if (text.includes('@') || /^\+?[\d\s()./-]+$/.test(text)) return await toContact('<which>', text)
  throw new Failure('usage', `there is no file ${text}, and it is no receipt, e-mail address or phone number`, {
    hint: 'gong privacy receipts, or gong privacy verify --all',
  })
}

/** One after the other: the pace is the same for all. */
async function lookAt(cases: readonly Case[], book: ReceiptBook, job: Job): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of cases) rows.push(await look(one, book, job))
  return rows
}

/** What a look by the value finds holds for every erasure of the person, not for the last one alone. */
async function look({ receipts, person, never }: Case, book: ReceiptBook, job: Job): Promise<Row> {
  const [receipt] = receipts
  const looked = await ask({ receipts, ...(person && { person }) }, job)
  for (const one of receipts)
    if (looked.verdict !== undefined && (one === receipt || isUnverified(one)))
      await book.write(() => verificationEvent(one, looked))
  const value = receipt?.value.masked ?? (person && maskPerson(person)) ?? null
  const { id = null, at = null, ticket = null, outcome = null } = receipt ?? {}
  const { verdict = null, left = null, by = null, why = whyNever(never, looked) } = looked
  return { receipt: id, value, ticket, at, outcome, verdict, left, by, why }
}

function whyNever(never: Never | undefined, { verdict }: Verification): string | null {
  if (never === undefined) return null
  return verdict === 'clean' ? `${never.why}, and Gong holds nothing` : `${never.why}: ${never.next}`
}

async function ask({ person, receipts: [receipt] }: Case, job: Job): Promise<Verification> {
  const now = job.context.clock.now()
  if (person !== undefined) return await verifyByLookup(await job.gong(), person, receipt?.at, now)
  if (receipt === undefined) return {}
  return await verifyByCalls(await job.gong(), receipt, job.company, now)
}
