import type { ChangeJob } from '../../src/app/model/job.ts'
import { type Settled, type Step, settled } from '../../src/app/model/plan.ts'
import type { Company } from '../../src/company/company.ts'
import type { Row } from '../../src/lib/rows.ts'
import { prepareErasure } from '../../src/privacy/erase-step.ts'
import { addressOf } from '../../src/privacy/person.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'
import { type ListedValue, verifyLine } from './erase-list-summary.ts'
import { companyColumns, erasureContext, reportTraces } from './erasure-context.ts'

interface ListErasure {
  /** Of the list. */
  readonly path: string
  readonly again: boolean
  readonly company: Company
}

/** A step for each value that is to be erased, and a row for each that is left out, in the order of the list. */
export async function* eraseListSteps(
  values: readonly ListedValue[],
  list: ListErasure,
  job: ChangeJob,
): AsyncIterable<Step<'erase'> | Settled> {
  for (const value of values) yield await stepFor(value, list, job)
  yield {
    async *settle() {
      await reportTraces(values, job)
      yield { rows: [] }
    },
  }
}

async function stepFor(
  value: ListedValue,
  { path, again, company }: ListErasure,
  job: ChangeJob,
): Promise<Step<'erase'> | Settled> {
  const { person, earlier, found, calls = [], refused, ticket } = value
  const row = rowFor(value, company)
  if (earlier !== undefined) return settled(earlierPage(earlier, row, verifyLine(path, person)))
  if (refused !== undefined || found === undefined)
    return settled({ rows: [row({ outcome: 'refused', why: refused?.message ?? null })], failed: 1 })
  const erasure = prepareErasure(person, found, calls, await erasureContext({ again, ticket }, job))
  const { receipt, call: request, record, resultOf } = erasure
  return {
    request,
    record,
    report(answer) {
      const { outcome, requestId } = resultOf(answer)
      return { rows: [row({ outcome, receipt, requestId, why: null })] }
    },
    /** Trouble with one value does not keep the others from being erased. */
    refused(answer) {
      const { outcome, requestId, failure = answer } = resultOf(answer)
      if (failure.kind === 'interrupted' || failure.kind === 'auth' || failure.kind === 'limited') throw failure
      return { rows: [row({ outcome, receipt, requestId, why: failure.message })], failed: 1 }
    },
  }
}

type MakeRow = (rest: Row) => Row

function rowFor({ person, line, ticket, found }: ListedValue, company: Company): MakeRow {
  return (rest) => ({
    value: addressOf(person),
    receipt: null,
    calls: found?.counts.calls ?? null,
    requestId: null,
    why: null,
    ...rest,
    line,
    ticket: ticket ?? null,
    ...companyColumns(company),
  })
}

/** Who was erased before is left out, which is a failure only where nobody knows the outcome. */
function earlierPage({ id, at, outcome, verdict }: Receipt, row: MakeRow, next: string) {
  const day = at.slice(0, 10)
  if (verdict === 'clean')
    return { rows: [row({ outcome: 'done', receipt: id, why: `erased on ${day}, and verified; --again repeats it` })] }
  const isAccepted = outcome === 'accepted'
  const why = isAccepted ? `accepted on ${day}, and not verified yet: ${next}` : `nobody knows since ${day}: ${next}`
  return { rows: [row({ outcome, receipt: id, why })], failed: isAccepted ? 0 : 1 }
}
