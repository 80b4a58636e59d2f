import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan, Step } from '../../src/app/model/plan.ts'
import { type Company, describeCompany } from '../../src/company/company.ts'
import { type Contact, toContact } from '../../src/lib/contact.ts'
import { blastRadius, checkMaxCalls } from '../../src/privacy/blast-radius.ts'
import { type Erasure, prepareErasure } from '../../src/privacy/erase-step.ts'
import { type Findings, findPerson, isNothingFound } from '../../src/privacy/findings.ts'
import { addressOf } from '../../src/privacy/person.ts'
import type { ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { checkNotErasedBefore, openErasure } from '../../src/privacy/receipts/repeats.ts'
import { describeCopies, eraseInCopies } from './copies-of-person.ts'
import { DEFAULT_MAX_CALLS } from './erase-inputs.ts'
import { callsOf, companyColumns, erasureContext, ignoresEarlier, reportTraces } from './erasure-context.ts'
import { bookOf, warnUnfinished } from './receipt-books.ts'
import { checkPersonConfirmed, retypePerson } from './retype-to-erase.ts'

interface EraseInput {
  readonly value: string
  readonly confirm?: string
  readonly maxCalls?: number
  readonly ticket?: string
  readonly received?: string
  readonly receipt?: string
  readonly again: boolean
}

/** Looks the person up, and shows what goes. */
export async function planErasure(input: EraseInput, job: ChangeJob): Promise<Plan<'erase'>> {
  const person = await toContact('<value>', input.value)
  await checkPersonConfirmed(person, input.confirm)
  const book = await bookOf(job)
  const checkEarlier = await earlierCheck(person, book, input.again, job)
  // A dry run looks all the same, and says what it would come to.
  if (!job.globals.dryRun) checkEarlier()
  const company = await job.company()
  const found = await findPerson(job.read, person)
  const seen = await callsOf(found, job)
  const erasure = prepareErasure(person, found, seen, await erasureContext({ ...input, book }, job))
  return {
    warnings: [`In ${describeCompany(company)}:`, ...blastRadius(found, seen), ...(await describeCopies(job))],
    checkBounds() {
      checkEarlier()
      checkMaxCalls(found.counts.calls, input.maxCalls ?? DEFAULT_MAX_CALLS, `gong privacy find ${found.value}`)
    },
    challenge: retypePerson(person, input, questionFor(person, found, company)),
    steps: [eraseStep(person, found, erasure, company, job)],
  }
}

function eraseStep(
  person: Contact,
  found: Findings,
  { receipt, call: request, record, resultOf }: Erasure,
  company: Company,
  job: ChangeJob,
): Step<'erase'> {
  const sayReceipt = () => job.say(`the receipt is ${receipt}; in some hours: gong privacy verify ${receipt}`)
  return {
    request,
    record,
    async report(answer) {
      await sayReceipt()
      await reportTraces([{ person, found }], job)
      const failed = await eraseInCopies([person], job)
      const { outcome, requestId } = resultOf(answer)
      const { value, counts } = found
      return { rows: [{ value, receipt, counts, outcome, requestId, ...companyColumns(company) }], failed }
    },
    async refused(failure) {
      await sayReceipt()
      const explained = resultOf(failure).failure ?? failure
      if (explained.kind === 'interrupted') await job.say(explained.message)
      throw explained
    },
  }
}

/** Refuses who was erased before; the book is asked again when the receipt is written. */
async function earlierCheck(person: Contact, book: ReceiptBook, again: boolean, job: ChangeJob): Promise<() => void> {
  const content = await book.read()
  const { receipts } = content
  // The company costs a request, so it is asked for only where receipts have to be told apart.
  if (ignoresEarlier(again, job) || receipts.length === 0) {
    await warnUnfinished(receipts, job)
    return () => undefined
  }
  const company = await job.company()
  // That of this person is what the refusal says.
  const open = openErasure(content, person, company)
  await warnUnfinished(
    receipts.filter((receipt) => receipt !== open),
    job,
  )
  return () => checkNotErasedBefore(content, person, company)
}

function questionFor(person: Contact, { counts }: Findings, company: Company): string {
  const goes = counts.calls === 1 ? '1 call goes whole.' : `${counts.calls} calls go whole.`
  const loss = isNothingFound(counts) ? 'Gong holds nothing of that. Is the spelling right?' : goes
  return `${loss} To erase ${addressOf(person)} in ${describeCompany(company)}, type it again:`
}
