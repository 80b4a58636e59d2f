import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import type { Command, Job, Typed } from '../../src/cli/command.ts'
import { toContact } from '../../src/cli/contact.ts'
import { readText } from '../../src/cli/text.ts'
import { type Company, companyWords } from '../../src/company/company.ts'
import { Failure } from '../../src/errors.ts'
import type { Gong } from '../../src/gong/client.ts'
import type { Appearance } from '../../src/privacy/calls.ts'
import { erase } from '../../src/privacy/erase.ts'
import { addressOf, type Found, find, isNothing, type Person } from '../../src/privacy/find.ts'
import { type Listed, peopleIn } from '../../src/privacy/list.ts'
import { checkRadius, othersIn } from '../../src/privacy/radius.ts'
import { lastOf } from '../../src/privacy/receipts/once.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'
import { type Pages, type Row, rowsIn } from '../../src/rows.ts'
import { bookOf, seenBy, tellLost, tellTraces } from './desk.ts'
import { AGAIN, erasingOf, MOST_CALLS, placeOf, TICKET } from './erase.ts'

const FIELDS = [
  'value',
  'outcome',
  'receipt',
  'calls',
  'requestId',
  'said',
  'line',
  'ticket',
  'company',
  'profile',
  'host',
]
const COLUMNS = ['line', 'value', 'outcome', 'receipt', 'calls', 'requestId', 'said']
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

export const erasingList: Command = {
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
      help: 'off a terminal, together with --yes: how many different addresses and numbers the list has',
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

/** One address or number of the list, and what is known of it. */
interface Case {
  readonly person: Person
  readonly line: number
  readonly ticket?: string | undefined
  /** An earlier erasure in this company. */
  readonly earlier?: Receipt | undefined
  readonly found?: Found | undefined
  readonly seen?: readonly Appearance[]
  /** Gong's refusal to look the person up. */
  readonly refused?: Failure | undefined
}

async function* eraseList(input: Typed, job: Job): Pages {
  const listed = await peopleIn(await readText(String(input.list), job), (value) => toContact('<value>', value))
  const values = listed.flatMap(({ people }) => people).length
  const { dryRun } = job.globals
  if (!dryRun) checkAgreement(values, listed.length, input, job)
  const company = await job.company()
  const cases = await lookedUp(listed, input, company, job)
  const whole = radius(cases)
  await job.warn(`In ${companyWords(company)}:`)
  for (const sentence of inWords(cases, whole)) await job.warn(sentence)
  if (!dryRun) {
    checkRadius(whole, Number(input.maxCalls ?? MOST_CALLS), '--dry-run')
    if (job.context.ask.possible) await typed(values, sizeOf(values, listed.length), whole, company, job)
  }
  for (const one of cases) yield await ended(one, input, company, job)
  if (!dryRun) await tellTraces(cases, job)
}

/** `3 people`, or `4 addresses and numbers of 3 people` where somebody has several. */
function sizeOf(values: number, people: number): string {
  const persons = count(people, 'person', 'people')
  return values === people ? persons : `${count(values, 'address or number', 'addresses and numbers')} of ${persons}`
}

/** Off a terminal both --yes and the number are needed; a --confirm that is another number is refused everywhere. */
function checkAgreement(values: number, people: number, { confirm }: Typed, { context, globals }: Job): void {
  if (confirm !== undefined && confirm !== values) {
    const has = values === people ? `${values} different people` : `${values} different addresses and numbers`
    throw new Failure('declined', `--confirm ${confirm}: the list has ${has}; nothing was sent`)
  }
  const missing = [...(globals.yes ? [] : ['--yes']), ...(confirm === undefined ? ['--confirm'] : [])]
  if (context.ask.possible || missing.length === 0) return
  throw new Failure('declined', `nobody is here to agree, and ${missing.join(' and ')} missing; nothing was sent`, {
    hint: 'look with --dry-run, then add --yes and --confirm with the number of different people',
  })
}

/** Everybody is looked up before anybody is erased, but for those that an earlier run has done. */
async function lookedUp(
  listed: readonly Listed[],
  { again, ticket }: Typed,
  company: Company,
  job: Job,
): Promise<readonly Case[]> {
  const book = await bookOf(job)
  await tellLost(book, job)
  const receipts = again === true || job.globals.sandbox ? [] : (await book.read()).receipts
  const looking = await job.looking()
  const cases: Case[] = []
  for (const { people, line, ticket: own = typeof ticket === 'string' ? ticket : undefined } of listed)
    for (const person of people) {
      const earlier = lastOf(receipts, person, company)
      const known = earlier === undefined ? await foundOf(person, looking, job) : { earlier }
      cases.push({ person, line, ticket: own, ...known })
    }
  return cases
}

async function foundOf(person: Person, looking: Gong, job: Job): Promise<Pick<Case, 'found' | 'seen' | 'refused'>> {
  try {
    const found = await find(looking, person)
    return { found, seen: await seenBy(looking, found, job) }
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected') return { refused: error }
    throw error
  }
}

/** The calls that would go, each once however many of the people are in it. */
function radius(cases: readonly Case[]): number {
  return new Set(cases.flatMap(({ found }) => rowsIn(found?.held.calls).map(({ id }) => String(id)))).size
}

function inWords(cases: readonly Case[], whole: number): string[] {
  const number = (is: (one: Case) => boolean) => cases.filter(is).length
  const [fresh, earlier, refused] = [
    number(({ found }) => found !== undefined),
    number((one) => one.earlier !== undefined),
    number((one) => one.refused !== undefined),
  ]
  return [
    `${count(fresh, 'person', 'people')} to erase: ${count(whole, 'call is', 'calls are')} deleted WHOLE, with everything that the other people in them said.`,
    ...(earlier > 0 ? [`${count(earlier, 'person was', 'people were')} erased before, and are left out.`] : []),
    ...(refused > 0 ? [`${count(refused, 'person is', 'people are')} refused by Gong, and left out.`] : []),
    ...unknown(cases),
    ...othersIn(cases.flatMap(({ seen = [] }) => seen)),
    'Clean the CRM and the mailboxes first, or Gong imports the data again. It cannot be undone and takes hours.',
  ]
}

/** Values that a person still reads; the rest is a number. */
const MOST_NAMED = 20

/** Whom Gong holds nothing about: most often that is a slip of the pen. */
function unknown(cases: readonly Case[]): string[] {
  const values = cases.flatMap(({ person, found }) => (found && isNothing(found.counts) ? [addressOf(person)] : []))
  const more = values.length > MOST_NAMED ? ` and ${values.length - MOST_NAMED} more` : ''
  if (values.length === 0) return []
  return [`Gong holds nothing about ${values.slice(0, MOST_NAMED).join(', ')}${more}: is the spelling right?`]
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

async function typed(values: number, size: string, whole: number, company: Company, { context }: Job): Promise<void> {
  const word = WORDS[(context.random(1)[0] ?? 0) % WORDS.length] ?? 'amber'
  const goes = count(whole, 'call goes', 'calls go')
  const answer = await context.ask.text(
    `${size}, ${goes} whole. To erase them in ${companyWords(company)}, type: ${values} ${word}`,
  )
  if (answer.trim().toLowerCase() !== `${values} ${word}`)
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
    said: null,
    ...rest,
    line,
    ticket: ticket ?? null,
    ...placeOf(company),
  })
  if (earlier !== undefined) return before(earlier, row, addressOf(person))
  if (refused !== undefined) return { rows: [row({ outcome: 'refused', said: refused.message })], failed: 1 }
  if (job.globals.dryRun || found === undefined) return { rows: [row({ outcome: 'to be erased' })] }
  const erasing = { ...(await erasingOf(input, job)), ticket }
  const { failure, receipt, outcome, requestId } = await erase(person, found, seen, erasing)
  if (failure?.kind === 'interrupted' || failure?.kind === 'auth' || failure?.kind === 'limited') throw failure
  return { rows: [row({ outcome, receipt, requestId, said: failure?.message ?? null })], failed: failure ? 1 : 0 }
}

/** Who was erased before is left out, which is a failure only where nobody knows what became of it. */
function before({ id, at, outcome, verdict }: Receipt, row: (rest: Row) => Row, value: string) {
  if (outcome !== 'accepted' && verdict !== 'clean')
    return {
      rows: [row({ outcome, receipt: id, said: `unsure since before: gong privacy verify ${value}` })],
      failed: 1,
    }
  const said = `erased before, on ${at.slice(0, 10)}${verdict === 'clean' ? ', and verified' : ''}; --again repeats it`
  return { rows: [row({ outcome: 'done', receipt: id, said })], failed: 0 }
}
