import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { shortCompanyName } from '../../src/company/company.ts'
import { isRow, type Pages, type Row } from '../../src/lib/rows.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { callIdsOf, type Receipt } from '../../src/privacy/receipts/receipt.ts'
import { allBooks } from './receipt-books.ts'

export const listReceipts = defineQuery({
  name: 'receipts',
  summary: 'Show the receipts of erasures, and check that none was altered or removed',
  operations: [],
  inputs: {
    check: { kind: 'flag', help: 'check the chain of lines instead, book by book; ends with 8 if one is broken' },
  },
  arguments: [],
  columns: [
    'receipt',
    importantColumn('outcome'),
    importantColumn('verdict'),
    'value',
    'at',
    'ticket',
    { path: 'company', show: shortCompanyName },
    'calls',
    'requestId',
  ],
  examples: ['gong privacy receipts', 'gong privacy receipts --check'],
  cautions: [
    'A receipt keeps the value masked and as an HMAC under a key of this machine, what was found by ids and counts, and what Gong said.',
    'What is cut off at the end of a book shows only against a copy: keep those of --receipt elsewhere.',
  ],
  rows: ({ check }, job) => (check ? checkBooks(job) : showReceipts(job)),
})

async function* showReceipts(job: QueryJob): Pages {
  for (const book of await allBooks(job)) {
    const { receipts, wrong } = await book.read()
    for (const fault of wrong) await job.warn(`${book.path}: ${fault}; gong privacy receipts --check`)
    yield { rows: receipts.map(rowOf) }
  }
}

function rowOf(receipt: Receipt): Row {
  const { id, at, host, profile, company, ticket, value, outcome, verdict = null, verifiedAt: looked = null } = receipt
  const { requestId, gongMessage, isUnkeyed: older } = receipt
  return {
    receipt: id,
    at,
    company: isRow(company) ? (company.name ?? null) : null,
    host,
    profile,
    ticket,
    value: value.masked ?? null,
    outcome,
    verdict,
    looked,
    calls: callIdsOf(receipt).length,
    requestId,
    said: gongMessage,
    kind: older ? 'older' : 'keyed',
  }
}

async function* checkBooks(job: QueryJob): Pages {
  for (const book of await allBooks(job)) {
    const { lines, receipts, wrong, unkeyedLines: older } = await book.read()
    const isIntact = wrong.length === 0
    for (const fault of wrong) await job.warn(`${book.path}: ${fault}`)
    if (isIntact) await job.say(`whole: ${count(receipts.length, 'receipt')} in ${book.path}`)
    if (older > 0)
      await job.warn(`${book.path}: ${count(older, 'line')} of the older kind, which needs no key to be made anew`)
    const last = lines.at(-1)?.hash ?? null
    yield {
      rows: [{ book: book.path, receipts: receipts.length, lines: lines.length, whole: isIntact, wrong, older, last }],
      failed: isIntact ? 0 : 1,
    }
  }
}

function count(number: number, one: string): string {
  return `${formatCount(number)} ${one}${number === 1 ? '' : 's'}`
}
