import type { Job } from '../../src/cli/command.ts'
import { type Book, openBook } from '../../src/privacy/receipts/book.ts'
import { lost } from '../../src/privacy/receipts/once.ts'
import { receiptsIn } from '../../src/privacy/receipts/receipt.ts'
import { stateFolder } from '../../src/profiles/folders.ts'

/** Where the books of receipts lie, one for each company. */
export function bookFolder({ context }: Job): string {
  return `${stateFolder(context.env)}/receipts`
}

/** The book of the company that is asked. */
export async function bookOf(job: Job): Promise<Book> {
  const { host } = new URL((await job.chosen()).baseUrl)
  return openBook(job.context.files, job.context.clock, `${bookFolder(job)}/${encodeURIComponent(host)}.jsonl`)
}

/** Tells of erasures that died between their receipt and Gong's answer. */
export async function tellLost(book: Book, job: Job): Promise<void> {
  for (const sentence of lost(receiptsIn((await book.read()).lines))) await job.say(sentence)
}
