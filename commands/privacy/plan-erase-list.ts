import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { checkMaxChanges, claimFailed } from '../../src/bulk/bulk-plan.ts'
import type { TableInput } from '../../src/bulk/inputs.ts'
import { tableFlags } from '../../src/bulk/table-flags.ts'
import { type Company, describeCompany } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import { checkMaxCalls } from '../../src/privacy/blast-radius.ts'
import { findPerson } from '../../src/privacy/findings.ts'
import type { Person } from '../../src/privacy/person.ts'
import { type ListedPerson, mergePersons } from '../../src/privacy/person-merge.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { lastErasure } from '../../src/privacy/receipts/repeats.ts'
import { describeCopies } from './copies-of-person.ts'
import { DEFAULT_MAX_CALLS } from './erase-inputs.ts'
import { eraseListSteps } from './erase-list-steps.ts'
import {
  countCalls,
  countToErase,
  describeList,
  describeSize,
  describeToErase,
  type ListedValue,
  type ListSize,
  verifyLine,
} from './erase-list-summary.ts'
import { callsOf, ignoresEarlier } from './erasure-context.ts'
import { readPersonList } from './read-person-list.ts'
import { bookOf, warnUnfinished } from './receipt-books.ts'
import { checkCountConfirmed, retypeCount, wordToType } from './retype-to-erase.ts'

interface EraseListInput extends Omit<TableInput, 'tz'> {
  readonly list?: string
  readonly failed?: string
  readonly maxChanges?: number
  readonly maxCalls?: number
  readonly confirm?: number
  readonly ticket?: string
  readonly received?: string
  readonly again: boolean
}

/** Looks everybody up, and shows what goes. */
export async function planEraseList(input: EraseListInput, job: ChangeJob): Promise<Plan<'erase'>> {
  const { confirm, again, failed, maxChanges, maxCalls = DEFAULT_MAX_CALLS } = input
  const path = input.fromFile ?? input.list ?? '-'
  const list = await readPersonList(path, input, job)
  if (failed !== undefined) await claimFailed(failed, list.table, job)
  const { listed, repeats } = mergePersons(list.lines)
  for (const note of [...shortened(repeats), ...list.notes]) await job.warn(note)
  const size = { values: listed.flatMap(({ values }) => values).length, people: listed.length }
  const early = retypeCount(size, { argv: job.argv, confirm }, '', '')
  checkCountConfirmed(size, confirm, early.hint)
  const company = await job.company()
  const book = await bookOf(job)
  const values = await lookUpAll(listed, book, again, company, job)
  const calls = countCalls(values)
  const flags = tableFlags(input, job.globals)
  const verify = (person: Person) => verifyLine(path, person, flags)
  const word = wordToType(job.context.random)
  return {
    warnings: [
      `In ${describeCompany(company)}:`,
      ...describeList(values, size, calls, verify),
      ...(await describeCopies(job)),
    ],
    checkBounds() {
      checkMaxChanges(countToErase(values), maxChanges)
      checkMaxCalls(calls, maxCalls, '--dry-run')
    },
    challenge:
      countToErase(values) === 0
        ? { unasked: 'nobody is to be erased' }
        : retypeCount(size, { argv: job.argv, confirm }, word, questionFor(values, size, calls, company)),
    endsItself: true,
    steps: eraseListSteps(values, { book, verify, list, again, company, failed }, job),
  }
}

/** Notes that are listed; the rest is counted. */
const MOST_NOTES = 20

function shortened(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_NOTES
  return [
    ...sentences.slice(0, MOST_NOTES),
    ...(more > 0 ? [`and ${more} more lines about people of earlier ones`] : []),
  ]
}

function questionFor(values: readonly ListedValue[], size: ListSize, calls: number, company: Company): string {
  const goes = counted(calls, 'call goes', 'calls go')
  const list = `The list has ${describeSize(size)}; ${describeToErase(values)}, ${goes} whole.`
  return `${list} To erase them in ${describeCompany(company)}, type: `
}

/** Everybody is looked up before anybody is erased, except those that an earlier run has erased. In the order of the lines. */
async function lookUpAll(
  listed: readonly ListedPerson[],
  book: ReceiptBook,
  again: boolean,
  company: Company,
  job: ChangeJob,
): Promise<readonly ListedValue[]> {
  const content = await book.read()
  await warnUnfinished(content.receipts, job)
  const ignores = ignoresEarlier(again, job)
  const all: ListedValue[] = []
  for (const of of listed)
    for (const { person, line } of of.values) {
      const earlier = ignores ? undefined : lastErasure(content, person, company)
      const result = earlier === undefined ? await lookUp(person, job) : { earlier }
      all.push({ person, line, of, ...result })
    }
  return all.sort((one, other) => one.line - other.line)
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
