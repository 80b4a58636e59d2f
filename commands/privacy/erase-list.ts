import { defineChange } from '../../src/app/model/command.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { calls } from '../../src/catalogue/calls.ts'
import { privacy as gong } from '../../src/catalogue/privacy.ts'
import { type Company, describeCompany } from '../../src/company/company.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { wrappedColumn } from '../../src/output/columns.ts'
import { checkMaxCalls } from '../../src/privacy/blast-radius.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import type { Person } from '../../src/privacy/person.ts'
import { type ListedPerson, parsePersonList } from '../../src/privacy/person-list.ts'
import { lastErasure } from '../../src/privacy/receipts/repeats.ts'
import { eraseListSteps } from './erase-list-steps.ts'
import {
  countCalls,
  countOf,
  countToErase,
  describeList,
  describeSize,
  describeToErase,
  type ListedValue,
  type ListSize,
} from './erase-list-summary.ts'
import { AGAIN_INPUTS, callsOf, DEFAULT_MAX_CALLS, ignoresEarlier, TICKET } from './erasure-context.ts'
import { bookOf, warnUnfinished } from './receipt-books.ts'
import { checkCountConfirmed, retypeCount, wordToType } from './retype-to-erase.ts'

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
export const erasePersonList = defineChange({
  name: 'erase-list',
  summary: 'Erase everything that Gong holds about each person of a list',
  effect: 'erase',
  operations: [gong.findEmail, gong.findPhone, calls.details, gong.eraseEmail, gong.erasePhone],
  inputs: {
    list: {
      kind: 'file',
      required: true,
      help: 'text with one a line, or a table with columns email, phone or value, and ticket; - is stdin',
    },
    maxCalls: {
      kind: 'count',
      help: `decline when more calls than this would be deleted in all (${DEFAULT_MAX_CALLS})`,
    },
    confirm: {
      kind: 'count',
      hint: 'number',
      help: 'off a terminal, together with --yes: how many different values the list has',
    },
    ticket: TICKET,
    again: AGAIN_INPUTS,
  },
  arguments: ['list'],
  fields: FIELDS,
  columns: COLUMNS,
  examples: ['gong privacy erase-list people.csv --dry-run', 'gong privacy erase-list people.txt --yes --confirm 12'],
  asks: 'It erases: it has the number of values typed, and away from a terminal it needs --yes and --confirm.',
  cautions: [
    'One line that is wrong, and nothing is sent. Who stands there twice is erased once; all of one line are one person.',
    'Whole calls are deleted, with everything that the other people in them said; it cannot be undone and takes hours.',
    'Each outcome is in the book of receipts at once: the same command goes on where it stopped, and erases nobody twice.',
  ],
  async plan(input, job) {
    const { list: path, confirm, again, maxCalls = DEFAULT_MAX_CALLS } = input
    const { listed, notes } = await parsePersonList(await readText(path, job), (value) => toContact('<value>', value))
    for (const note of notes) await job.warn(note)
    const size = { values: listed.flatMap(({ values }) => values).length, people: listed.length }
    const early = retypeCount(size, { path, confirm }, '', '')
    checkCountConfirmed(size, confirm, early.hint)
    job.checkAgreement(early)
    const company = await job.company()
    const values = await lookUpAll(listed, input, company, job)
    const calls = countCalls(values)
    const word = wordToType(job.context.random)
    return {
      warnings: [`In ${describeCompany(company)}:`, ...describeList(values, size, calls, path)],
      checkBounds: () => checkMaxCalls(calls, maxCalls, '--dry-run'),
      challenge:
        countToErase(values) === 0
          ? { unasked: 'nobody is to be erased' }
          : retypeCount(size, { path, confirm }, word, questionFor(values, size, calls, company)),
      steps: eraseListSteps(values, { path, again, company }, job),
    }
  },
})

function questionFor(values: readonly ListedValue[], size: ListSize, calls: number, company: Company): string {
  const goes = countOf(calls, 'call goes', 'calls go')
  const list = `The list has ${describeSize(size)}; ${describeToErase(values)}, ${goes} whole.`
  return `${list} To erase them in ${describeCompany(company)}, type: `
}

interface LookUp {
  readonly again: boolean
  /** For those without a ticket of their own. */
  readonly ticket?: string
}

/** Everybody is looked up before anybody is erased, except those that an earlier run has erased. */
async function lookUpAll(
  listed: readonly ListedPerson[],
  { again, ticket: common }: LookUp,
  company: Company,
  job: ChangeJob,
): Promise<readonly ListedValue[]> {
  const book = await bookOf(job)
  await warnUnfinished(book, job)
  const receipts = ignoresEarlier(again, job) ? [] : (await book.read()).receipts
  const all: ListedValue[] = []
  for (const { values, ticket = common } of listed)
    for (const { person, line } of values) {
      const earlier = lastErasure(receipts, person, company)
      const result = earlier === undefined ? await lookUp(person, job) : { earlier }
      all.push({ person, line, ticket, ...result })
    }
  return all
}

async function lookUp(person: Person, job: ChangeJob): Promise<Pick<ListedValue, 'found' | 'calls' | 'refused'>> {
  try {
    const found = await findPerson(job.read, person)
    return { found, calls: await callsOf(found, job) }
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected') return { refused: error }
    throw error
  }
}
