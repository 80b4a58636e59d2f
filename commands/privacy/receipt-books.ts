import type { Job } from '../../src/app/model/job.ts'
import { stateFolder } from '../../src/platform/folders.ts'
import { openReceiptBook, type ReceiptBook } from '../../src/privacy/receipts/book.ts'
import { keyFile, receiptsKeyPath } from '../../src/privacy/receipts/key.ts'
import type { Receipt } from '../../src/privacy/receipts/receipt.ts'
import { describeUnfinished } from '../../src/privacy/receipts/repeats.ts'

/** The folder of the books of receipts, one for each host. */
function bookFolder({ context }: Pick<Job, 'context'>): string {
  return `${stateFolder(context.env)}/receipts`
}

/** The book of the host that is asked; its receipts tell the company. */
export async function bookOf(job: Job): Promise<ReceiptBook> {
  const { host } = new URL((await job.chosen()).baseUrl)
  return bookAt(`${bookFolder(job)}/${encodeURIComponent(host)}.jsonl`, job)
}

/** A book, with the key that all share. */
function bookAt(path: string, { context }: Pick<Job, 'context'>): ReceiptBook {
  return openReceiptBook(context.files, context.clock, path, keyFile(context, receiptsKeyPath(context.env)))
}

/** The books of all hosts. */
export async function allBooks({ context }: Pick<Job, 'context'>): Promise<readonly ReceiptBook[]> {
  const folder = bookFolder({ context })
  const names = (await context.files.list(folder)) ?? []
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => bookAt(`${folder}/${name}`, { context }))
}

/** Warns of erasures that were interrupted between their receipt and Gong's answer. */
export async function warnUnfinished(receipts: readonly Receipt[], job: Job): Promise<void> {
  for (const sentence of describeUnfinished(receipts)) await job.warn(sentence)
}
