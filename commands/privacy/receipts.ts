import type { Command, Job, Typed } from '../../src/cli/command.ts'
import { openBook } from '../../src/privacy/receipts/book.ts'
import { callsOf, type Receipt, receiptsIn } from '../../src/privacy/receipts/receipt.ts'
import type { Pages, Row } from '../../src/rows.ts'
import { bookFolder } from './desk.ts'

export const receipts: Command = {
  name: 'receipts',
  summary: 'Show the receipts of erasures, and check that none was altered or removed',
  effect: 'read',
  operations: [],
  inputs: {
    check: { kind: 'flag', help: 'check the chain of hashes instead, book by book; ends with 8 if one is broken' },
  },
  arguments: [],
  columns: ['receipt', 'at', 'value', 'outcome', 'verdict', 'calls', 'requestId'],
  examples: ['gong privacy receipts', 'gong privacy receipts --check'],
  cautions: [
    'A receipt keeps the value as a salted SHA-256 and masked, what was found by ids and counts, and what Gong said.',
    'What is cut off at the end of a book shows only against a copy: keep those of --receipt elsewhere.',
  ],
  run: (input, job) => (input.check === true ? checked(job) : shown(input, job)),
}

/** The books of all companies. */
async function books({ context }: Job, folder: string) {
  const names = (await context.files.list(folder)) ?? []
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => openBook(context.files, context.clock, `${folder}/${name}`))
}

async function* shown(_: Typed, job: Job): Pages {
  for (const book of await books(job, bookFolder(job))) {
    const { lines, wrong } = await book.read()
    for (const fault of wrong) await job.say(`${book.path}: ${fault}; gong privacy receipts --check`)
    yield { rows: receiptsIn(lines).map(rowOf) }
  }
}

function rowOf(receipt: Receipt): Row {
  const { id, at, host, profile, value, outcome, verdict = null, looked = null, requestId, said } = receipt
  const calls = callsOf(receipt).length
  return {
    receipt: id,
    at,
    host,
    profile,
    value: value.masked ?? null,
    outcome,
    verdict,
    looked,
    calls,
    requestId,
    said,
  }
}

async function* checked(job: Job): Pages {
  for (const book of await books(job, bookFolder(job))) {
    const { lines, wrong } = await book.read()
    const last = lines.at(-1)?.hash ?? null
    yield {
      rows: [{ book: book.path, lines: lines.length, whole: wrong.length === 0, wrong, last }],
      failed: wrong.length > 0 ? 1 : 0,
    }
  }
}
