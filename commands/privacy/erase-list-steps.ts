import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Settled, Step } from '../../src/app/model/plan.ts'
import { writeFailed } from '../../src/bulk/run/write-failed.ts'
import type { Company } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page } from '../../src/lib/rows.ts'
import { prepareErasure } from '../../src/privacy/erase-step.ts'
import type { Person } from '../../src/privacy/person.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'
import { eraseInCopies } from './copies-of-person.ts'
import { enterRequests } from './enter-requests.ts'
import { type EraseListRows, eraseListRows, type ValueOutcome } from './erase-list-rows.ts'
import type { ListedValue } from './erase-list-summary.ts'
import { erasureContext, reportTraces } from './erasure-context.ts'
import type { PersonList } from './read-person-list.ts'

interface ListErasure {
  readonly book: ReceiptBook
  /** The line that verifies a person of the list. */
  readonly verify: (person: Person) => string
  readonly list: PersonList
  readonly again: boolean
  readonly company: Company
  /** Of --failed. */
  readonly failed: string | undefined
}

/** A step for each value that is to be erased, and a row for each line, in the order of the list. */
export async function* eraseListSteps(
  values: readonly ListedValue[],
  erasure: ListErasure,
  job: ChangeJob,
): AsyncGenerator<Step<'erase'> | Settled, void> {
  const { book, list, company, failed, verify } = erasure
  const rows = eraseListRows(list, values, company)
  const requests = new Map<ListedValue['of'], string>()
  let isBegun = false
  const settle = (page: () => Promise<Page>): Settled => ({
    async *settle() {
      isBegun = true
      yield await page()
    },
  })
  try {
    yield settle(async () => {
      for (const [of, id] of await enterRequests(values, book, company, job)) requests.set(of, id)
      for (const value of values) {
        const known = knownOutcome(value, verify(value.person))
        if (known !== undefined) rows.decide(value, known)
      }
      return rows.page()
    })
    for (const value of values) {
      if (value.found === undefined) continue
      if (job.context.interrupted.aborted)
        yield settle(() => ending(rows, new Failure('interrupted', 'interrupted'), job))
      yield await stepFor(value, requests.get(value.of), rows, erasure, job)
    }
    yield settle(async () => {
      await reportTraces(values, job)
      const missed = await eraseInCopies(
        values.flatMap(({ person, found }) => (found === undefined ? [] : [person])),
        job,
      )
      const page = rows.page()
      return { ...page, failed: (page.failed ?? 0) + missed }
    })
  } finally {
    if (isBegun)
      await writeFailed({
        change: { failed, source: { ...list, ...list.table, lines: list.lines } },
        job,
        results: rows.results,
      })
  }
}

async function stepFor(
  value: ListedValue,
  request: string | undefined,
  rows: EraseListRows,
  { book, again }: Pick<ListErasure, 'book' | 'again'>,
  job: ChangeJob,
): Promise<Step<'erase'>> {
  const { person, found, calls = [], of } = value
  if (found === undefined) throw new Error('who was not looked up is not erased')
  const { ticket, received } = of
  const context = await erasureContext({ book, again, ticket, request, received }, job)
  const { receipt, call, record, resultOf } = prepareErasure(person, found, calls, context)
  const decided = (outcome: ValueOutcome): Page => {
    rows.decide(value, outcome)
    return rows.page()
  }
  return {
    request: call,
    record,
    report(answer) {
      const { outcome, requestId } = resultOf(answer)
      return decided({ outcome, receipt, requestId: textOf(requestId) })
    },
    /** Trouble with one value does not keep the others from being erased. */
    async refused(answer) {
      const { outcome, requestId, failure = answer } = resultOf(answer)
      const page = decided({ outcome, receipt, requestId: textOf(requestId), why: failure.message, failed: true })
      const isOver = failure.kind === 'interrupted' || failure.kind === 'auth' || failure.kind === 'limited'
      return isOver ? await ending(rows, failure, job, page) : page
    },
  }
}

/** What ends the run leaves a row for each line. */
async function ending(
  rows: EraseListRows,
  failure: Failure,
  job: ChangeJob,
  before: Page = { rows: [] },
): Promise<Page> {
  rows.decideRest({ outcome: 'not sent', why: failure.message, failed: true })
  await job.say('the same line goes on where this ended, and erases nobody twice')
  const page = rows.page()
  const failed = (before.failed ?? 0) + (page.failed ?? 0)
  return { ...page, rows: [...before.rows, ...page.rows], failed, ended: failure }
}

function textOf(requestId: unknown): string | undefined {
  return typeof requestId === 'string' ? requestId : undefined
}

/** Of who is not to be erased now: refused by Gong, or erased before, which is a failure only where nobody knows the outcome. */
function knownOutcome({ earlier, refused, found }: ListedValue, next: string): ValueOutcome | undefined {
  if (earlier !== undefined) return earlierOutcome(earlier, next)
  if (found !== undefined) return undefined
  return { outcome: 'refused', why: refused?.message, failed: true }
}

function earlierOutcome({ id: receipt, at, outcome, verdict }: Receipt, next: string): ValueOutcome {
  const day = at.slice(0, 10)
  if (verdict === 'clean')
    return { outcome: 'done', receipt, why: `erased on ${day}, and verified; --again repeats it` }
  if (outcome === 'accepted') return { outcome, receipt, why: `accepted on ${day}, and not verified yet: ${next}` }
  return { outcome, receipt, why: `nobody knows since ${day}: ${next}`, failed: true }
}
