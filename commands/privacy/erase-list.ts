import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import type { Command, Job, Typed } from '../../src/cli/command.ts'
import { toContact } from '../../src/cli/contact.ts'
import { Failure } from '../../src/errors.ts'
import type { Gong } from '../../src/gong/client.ts'
import type { Appearance } from '../../src/privacy/calls.ts'
import { erase } from '../../src/privacy/erase.ts'
import { addressOf, type Found, find, type Person } from '../../src/privacy/find.ts'
import { peopleIn } from '../../src/privacy/list.ts'
import { checkRadius, othersIn } from '../../src/privacy/radius.ts'
import { openOf } from '../../src/privacy/receipts/once.ts'
import { receiptsIn } from '../../src/privacy/receipts/receipt.ts'
import { type Pages, type Row, rowsIn } from '../../src/rows.ts'
import { bookOf, seenBy, tellLost, tellTraces } from './desk.ts'
import { AGAIN, erasingOf, MOST_CALLS } from './erase.ts'

const FIELDS = ['value', 'outcome', 'receipt', 'calls', 'requestId', 'said']
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
    list: { kind: 'file', required: true, help: 'text with one a line, or CSV with a column email, phone or value' },
    maxCalls: { kind: 'count', help: `decline when more calls than this would be deleted in all (${MOST_CALLS})` },
    confirm: {
      kind: 'count',
      hint: 'number',
      help: 'off a terminal, together with --yes: how many different people the list has',
    },
    again: AGAIN,
  },
  arguments: ['list'],
  fields: FIELDS,
  columns: FIELDS,
  examples: ['gong privacy erase-list people.csv --dry-run', 'gong privacy erase-list people.txt --yes --confirm 12'],
  cautions: [
    'One line that is wrong, and nothing is sent. Who stands there twice is erased once.',
    'Whole calls are deleted, with everything that the other people in them said; it cannot be undone and takes hours.',
    'Each outcome is in the book of receipts at once: the same command goes on where it stopped, and erases nobody twice.',
  ],
  run: eraseList,
}

/** Whom the list is about, and what is known of each. */
interface Case {
  readonly person: Person
  /** An earlier erasure of the person that may still be under way. */
  readonly earlier?: { readonly id: string; readonly outcome: string } | undefined
  readonly found?: Found | undefined
  readonly seen?: readonly Appearance[]
  /** Gong's refusal to look the person up. */
  readonly refused?: Failure | undefined
}

async function* eraseList(input: Typed, job: Job): Pages {
  const people = await peopleIn(await textOf(String(input.list), job), (value) => toContact('<value>', value))
  const { dryRun } = job.globals
  if (!dryRun) checkAgreement(people.length, input, job)
  const cases = await lookedUp(people, input, job)
  const whole = radius(cases)
  for (const sentence of inWords(cases, whole)) await job.say(sentence)
  if (!dryRun) {
    checkRadius(whole, Number(input.maxCalls ?? MOST_CALLS), '--dry-run')
    if (job.context.ask.possible) await typed(people.length, whole, job)
  }
  for (const one of cases) yield await ended(one, input, job)
  if (!dryRun) await tellTraces(cases, job)
}

async function textOf(path: string, { context }: Job): Promise<string> {
  const bytes = path === '-' ? undefined : await context.files.read(path)
  if (path === '-') return await context.stdin.text()
  if (bytes === undefined) throw new Failure('usage', `there is no file ${path}`)
  return new TextDecoder().decode(bytes)
}

/** Off a terminal both --yes and the number are needed; a --confirm that is another number is refused everywhere. */
function checkAgreement(people: number, { confirm }: Typed, { context, globals }: Job): void {
  if (confirm !== undefined && confirm !== people)
    throw new Failure('declined', `--confirm ${confirm}: the list has ${people} different people; nothing was sent`)
  const missing = [...(globals.yes ? [] : ['--yes']), ...(confirm === undefined ? ['--confirm'] : [])]
  if (context.ask.possible || missing.length === 0) return
  throw new Failure('declined', `nobody is here to agree, and ${missing.join(' and ')} missing; nothing was sent`, {
    hint: 'look with --dry-run, then add --yes and --confirm with the number of different people',
  })
}

/** Everybody is looked up before anybody is erased, but for those that an earlier run has done. */
async function lookedUp(people: readonly Person[], { again }: Typed, job: Job): Promise<readonly Case[]> {
  const book = await bookOf(job)
  await tellLost(book, job)
  const receipts = again === true || job.globals.sandbox ? [] : receiptsIn((await book.read()).lines)
  const looking = await job.looking()
  const cases: Case[] = []
  for (const person of people) {
    const earlier = openOf(receipts, person)
    cases.push(earlier === undefined ? { person, ...(await foundOf(person, looking, job)) } : { person, earlier })
  }
  return cases
}

async function foundOf(person: Person, looking: Gong, job: Job): Promise<Omit<Case, 'person'>> {
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
    ...othersIn(cases.flatMap(({ seen = [] }) => seen)),
    'Clean the CRM and the mailboxes first, or Gong imports the data again. It cannot be undone and takes hours.',
  ]
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

async function typed(people: number, whole: number, { context }: Job): Promise<void> {
  const word = WORDS[(context.random(1)[0] ?? 0) % WORDS.length] ?? 'amber'
  const answer = await context.ask.text(
    `${count(people, 'person', 'people')}, ${count(whole, 'call goes', 'calls go')} whole. To erase them, type: ${people} ${word}`,
  )
  if (answer.trim().toLowerCase() !== `${people} ${word}`)
    throw new Failure('declined', 'what was typed is not that; nothing was erased')
}

/** The row of one person, once that is settled. Trouble with one does not keep the others from being erased. */
async function ended({ person, earlier, found, seen = [], refused }: Case, input: Typed, job: Job) {
  const value = addressOf(person)
  const row = (rest: Row) => ({
    value,
    receipt: null,
    calls: found?.counts.calls ?? null,
    requestId: null,
    said: null,
    ...rest,
  })
  if (earlier !== undefined) {
    const isOver = earlier.outcome === 'accepted'
    const said = isOver ? 'erased before' : `unsure since before: gong privacy verify ${value}`
    return {
      rows: [row({ outcome: isOver ? 'done' : earlier.outcome, receipt: earlier.id, said })],
      failed: isOver ? 0 : 1,
    }
  }
  if (refused !== undefined) return { rows: [row({ outcome: 'refused', said: refused.message })], failed: 1 }
  if (job.globals.dryRun || found === undefined) return { rows: [row({ outcome: 'to be erased' })] }
  const { failure, receipt, outcome, requestId } = await erase(person, found, seen, await erasingOf(input, job))
  if (failure?.kind === 'interrupted' || failure?.kind === 'auth' || failure?.kind === 'limited') throw failure
  return { rows: [row({ outcome, receipt, requestId, said: failure?.message ?? null })], failed: failure ? 1 : 0 }
}
