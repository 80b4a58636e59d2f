import { stateFolder } from '../platform/folders.ts'
import { openReceiptBook } from '../privacy/receipts/book.ts'
import { keyFile, receiptsKeyPath } from '../privacy/receipts/key.ts'
import { isUnverified } from '../privacy/receipts/receipt.ts'
import { type Check, failure, ok, warning } from './finding.ts'
import { filesIn } from './output-folders.ts'

/** By a receipt alone only its calls can be asked for, so `--all` would leave most of them open. */
const NEXT =
  'gong privacy requests names them; then gong privacy verify with the list that erase-list took, or with the value'

/** Erasures whose outcome is not known, and books of receipts that were altered. */
export const checkReceipts: Check = async ({ context }) => {
  const { files, clock, env } = context
  const keys = keyFile(context, receiptsKeyPath(env))
  const paths = await filesIn(context, `${stateFolder(env)}/receipts`, '.jsonl')
  const books = await Promise.all(paths.map((path) => openReceiptBook(files, clock, path, keys).read()))
  const broken = books.flatMap(({ wrong: [fault] }, index) =>
    fault === undefined ? [] : [failure('receipts', `${paths[index]}: ${fault}`, 'gong privacy receipts --check')],
  )
  const open = books.flatMap((book) => book.receipts).filter(isUnverified).length
  if (open === 0) return broken.length > 0 ? broken : [ok('receipts', 'no erasure is open')]
  const many = open === 1 ? '1 erasure is' : `${open} erasures are`
  return [...broken, warning('receipts', `${many} not known to be done`, NEXT)]
}
