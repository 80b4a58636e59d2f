import type { Gong } from '../../src/api/client.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { readText } from '../../src/app/read-text.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { type Company, companyWords } from '../../src/company/company.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import { quoted } from '../../src/lib/shell-quote.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { checkMaxCalls } from '../../src/privacy/blast-radius.ts'
import { erasePerson } from '../../src/privacy/erase.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import { type ListedPerson, parsePersonList } from '../../src/privacy/person-list.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'
import { lastErasure } from '../../src/privacy/receipts/repeats.ts'
import { bookOf, seenBy, tellLost, tellTraces } from './desk.ts'
import { AGAIN, erasingOf, MOST_CALLS, placeOf, TICKET, unagreed } from './erase.ts'
import { type Case, count, fresh, inWords, radius, type Size, sizeWords, toErase, verifying } from './list-words.ts'

const FIELDS = [
  'value',
  'outcome',
  'receipt',
  'calls',
  'requestId',
  'why',
  'line',
  'ticket',
  'company',
  'profile',
  'host',
]
const COLUMNS = ['outcome', 'value', 'receipt', 'calls', 'line', 'ticket', wrappedColumn('why'), 'requestId']
/** What has to be typed with the number, so that no habit answers. */
const WORDS = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'iris',
  'juniper',
  'kelp',
  'larch',
]

export const erasingList: OldCommand = {
  name: 'erase-list',
  summary: 'Erase everything that Gong holds about each person of a list',
  // Guarded by a gate of its own, as `privacy erase` is.
  effect: 'write',
  operations: [gong.findEmail, gong.findPhone, calls.details, gong.eraseEmail, gong.erasePhone],
  inputs: {
    list: {
      kind: 'file',
      required: true,
      help: 'text with one a line, or a table with columns email, phone or value, and ticket; - is stdin',
    },
    maxCalls: { kind: 'count', help: `decline when more calls than this would be deleted in all (${MOST_CALLS})` },
    confirm: {
      kind: 'count',
      hint: 'number',
      help: 'off a terminal, together with --yes: how many different values the list has',
    },
    ticket: TICKET,
    again: AGAIN,
  },
  arguments: ['list'],
  fields: FIELDS,
  columns: COLUMNS,
  examples: ['gong privacy erase-list people.csv --dry-run', 'gong privacy erase-list people.txt --yes --confirm 12'],
  cautions: [
    'One line that is wrong, and nothing is sent. Who stands there twice is erased once; all of one line are one person.',
    'Whole calls are deleted, with everything that the other people in them said; it cannot be undone and takes hours.',
    'Each outcome is in the book of receipts at once: the same command goes on where it stopped, and erases nobody twice.',
  ],
  run: eraseList,
}

async function* eraseList(input: Typed, job: Job): Pages {
  const { listed, notes } = await parsePersonList(await readText(String(input.list), job), (value) =>
    toContact('<value>', value),
  )
  for (const note of notes) await job.warn(note)
  const size = { values: listed.flatMap(({ values }) => values).length, people: listed.length }
  const { dryRun } = job.globals
  if (!dryRun) checkAgreement(size, input, job)
  const company = await job.company()
  const cases = await lookedUp(listed, input, company, job)
  const whole = radius(cases)
  await job.warn(`In ${companyWords(company)}:`)
  for (const sentence of inWords(cases, size, whole, String(input.list))) await job.warn(sentence)
  if (!dryRun) {
    checkMaxCalls(whole, Number(input.maxCalls ?? MOST_CALLS), '--dry-run')
    if (job.context.prompts.available && fresh(cases) > 0) await typed(size, cases, whole, company, job)
  }
  for (const one of cases) yield await ended(one, input, company, job)
  if (!dryRun) await tellTraces(cases, job)
}

/** Off a terminal both --yes and the number are needed; a --confirm that is another number is refused everywhere. */
function checkAgreement(size: Size, { list, confirm }: Typed, { context, globals }: Job): void {
  const erasing = `gong privacy erase-list ${quoted([String(list)])}`
  const hint = `${erasing} --dry-run, and when that is right: ${erasing} --yes --confirm ${size.values}`
  if (confirm !== undefined && confirm !== size.values)
    throw new Failure('declined', `--confirm ${confirm}: the list has ${sizeWords(size)}; nothing was sent`, { hint })
  const missing = [...(globals.yes ? [] : ['--yes']), ...(confirm === undefined ? ['--confirm'] : [])]
  if (!context.prompts.available && missing.length > 0) throw unagreed(missing, hint)
}

/** Everybody is looked up before anybody is erased, but for those that an earlier run has done. */
async function lookedUp(
  listed: readonly ListedPerson[],
  { again, ticket }: Typed,
  company: Company,
  job: Job,
): Promise<readonly Case[]> {
  const book = await bookOf(job)
  await tellLost(book, job)
  const receipts = again === true || job.globals.sandbox ? [] : (await book.read()).receipts
  const looking = await job.looking()
  const cases: Case[] = []
  for (const { values, ticket: own = typeof ticket === 'string' ? ticket : undefined } of listed)
    for (const { person, line } of values) {
      const earlier = lastErasure(receipts, person, company)
      const known = earlier === undefined ? await foundOf(person, looking, job) : { earlier }
      cases.push({ person, line, ticket: own, ...known })
    }
  return cases
}

async function foundOf(person: Person, looking: Gong, job: Job): Promise<Pick<Case, 'found' | 'seen' | 'refused'>> {
  try {
    const found = await findPerson(looking, person)
    return { found, seen: await seenBy(looking, found, job) }
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected') return { refused: error }
    throw error
  }
}

async function typed(size: Size, cases: readonly Case[], whole: number, company: Company, { context }: Job) {
  const word = WORDS[(context.random(1)[0] ?? 0) % WORDS.length] ?? 'amber'
  const expected = `${size.values} ${word}`
  const goes = `The list has ${sizeWords(size)}; ${toErase(cases)}, ${count(whole, 'call goes', 'calls go')} whole.`
  const answer = await context.prompts.text(`${goes} To erase them in ${companyWords(company)}, type: ${expected}`)
  if (answer.trim().toLowerCase() !== expected)
    throw new Failure('declined', 'what was typed is not that; nothing was erased')
}

/** The row of one value, once that is settled. Trouble with one does not keep the others from being erased. */
async function ended(one: Case, input: Typed, company: Company, job: Job) {
  const { person, line, ticket, earlier, found, seen = [], refused } = one
  const row = (rest: Row) => ({
    value: addressOf(person),
    receipt: null,
    calls: found?.counts.calls ?? null,
    requestId: null,
    why: null,
    ...rest,
    line,
    ticket: ticket ?? null,
    ...placeOf(company),
  })
  if (earlier !== undefined) return before(earlier, row, verifying(String(input.list), person))
  if (refused !== undefined) return { rows: [row({ outcome: 'refused', why: refused.message })], failed: 1 }
  if (job.globals.dryRun || found === undefined) return { rows: [row({ outcome: 'to be erased' })] }
  const erasing = { ...(await erasingOf(input, job)), ticket }
  const { failure, receipt, outcome, requestId } = await erasePerson(person, found, seen, erasing)
  if (failure?.kind === 'interrupted' || failure?.kind === 'auth' || failure?.kind === 'limited') throw failure
  return { rows: [row({ outcome, receipt, requestId, why: failure?.message ?? null })], failed: failure ? 1 : 0 }
}

/** Who was erased before is left out, which is a failure only where nobody knows what became of it. */
function before({ id, at, outcome, verdict }: Receipt, row: (rest: Row) => Row, next: string) {
  const day = at.slice(0, 10)
  if (verdict === 'clean')
    return { rows: [row({ outcome: 'done', receipt: id, why: `erased on ${day}, and verified; --again repeats it` })] }
  const taken = outcome === 'accepted'
  const why = taken ? `accepted on ${day}, and not verified yet: ${next}` : `nobody knows since ${day}: ${next}`
  return { rows: [row({ outcome, receipt: id, why })], failed: taken ? 0 : 1 }
}
