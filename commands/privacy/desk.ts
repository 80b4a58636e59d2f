import type { Gong } from '../../src/api/client.ts'
import type { Job } from '../../src/app/command.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import type { Findings } from '../../src/privacy/findings.ts'
import { removeLocalTraces } from '../../src/privacy/local-traces.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { PersonCall } from '../../src/privacy/person-call.ts'
import { fetchPersonCalls } from '../../src/privacy/person-calls.ts'
import { openReceiptBook, type ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { keyFile, receiptsKeyPath } from '../../src/privacy/receipts/key.ts'
import { describeUnfinished } from '../../src/privacy/receipts/repeats.ts'

/** Where the books of receipts lie, one for each company. */
export function bookFolder({ context }: Pick<Job, 'context'>): string {
  return `${stateFolder(context.env)}/receipts`
}

/** The book of the host that is asked; its receipts tell the company. */
export async function bookOf(job: Job): Promise<ReceiptBook> {
  const { host } = new URL((await job.chosen()).baseUrl)
  return bookAt(`${bookFolder(job)}/${encodeURIComponent(host)}.jsonl`, job)
}

/** A book, with the key that all share. */
export function bookAt(path: string, { context }: Pick<Job, 'context'>): ReceiptBook {
  return openReceiptBook(context.files, context.clock, path, keyFile(context, receiptsKeyPath(context.env)))
}

/** Tells of erasures that died between their receipt and Gong's answer. */
export async function tellLost(book: ReceiptBook, job: Job): Promise<void> {
  for (const sentence of describeUnfinished((await book.read()).receipts)) await job.warn(sentence)
}

/** The calls of a lookup with whatever the key may see of them; what it may not is said. */
export async function seenBy(looking: Gong, found: Findings, job: Job): Promise<readonly PersonCall[]> {
  const { calls, lacking } = await fetchPersonCalls(looking, found)
  if (lacking !== undefined) await job.warn(lacking)
  return calls
}

/** What of these people is on this machine: what gong keeps for itself goes, and files that it wrote are named. */
export async function tellTraces(erased: readonly Erased[], job: Job): Promise<void> {
  const { removedRuns: removed, remainingFiles: holding } = await removeLocalTraces(
    job.context.files,
    stateFolder(job.context.env),
    erased.flatMap(wordsOf),
  )
  if (removed > 0) await job.say(`${removed} interrupted ${removed === 1 ? 'run' : 'runs'} that named them forgotten`)
  for (const path of holding)
    await job.warn(`${path} was written by gong and still holds their data; it is yours to delete`)
}

interface Erased {
  readonly person: Person
  readonly found?: Findings
}

/** By what a person would be known in a file: the value, and the calls. */
function wordsOf({ person, found }: Erased): string[] {
  return [addressOf(person), ...rowsIn(found?.answer.calls).map(({ id }) => String(id))]
}
