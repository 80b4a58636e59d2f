import type { Context } from '../context.ts'
import { readJournal } from '../output/journal.ts'
import { openBook } from '../privacy/receipts/book.ts'
import { keyFile } from '../privacy/receipts/key.ts'
import { isOpen } from '../privacy/receipts/receipt.ts'
import { receiptsKeyPath, stateFolder } from '../profiles/folders.ts'
import { quoted } from '../profiles/private.ts'
import { ago, type Check, type Finding, failure, guarded, ok, warning } from './finding.ts'

const JOURNAL = '.gong-journal'

/** Runs that were cut short: those to stdout lie in the state folder, those of --out beside their file. */
export const journals: Check = async ({ context }) => {
  const folder = `${stateFolder(context.env)}/resume`
  const names = await namesIn(context, folder, '.json')
  const here = await namesIn(context, '.', JOURNAL)
  const left = [
    ...names.map((name) => ({
      path: `${folder}/${name}`,
      next: `the line that began it with --resume ${name.replace('.json', '')} goes on; rm ${quoted(`${folder}/${name}`)} forgets it`,
    })),
    ...here.map((name) => ({
      path: name,
      next: `the same line with -o ${quoted(name.replace(JOURNAL, ''))} goes on, and with --restart begins anew`,
    })),
  ]
  if (left.length === 0) return [ok('journals', 'no run was cut short')]
  return (await Promise.all(left.map((one) => guarded('journals', () => journal(context, one))))).flat()
}

async function journal({ files, clock }: Context, { path, next }: { path: string; next: string }): Promise<Finding[]> {
  const left = await readJournal(files, path)
  if (left === undefined) return []
  const found = `a run of ${ago(clock.now() - left.began)} was cut short after ${left.rows.toLocaleString('en')} rows`
  return [warning('journals', `${found}: ${path}`, next)]
}

/** Erasures that nobody has seen through, and books of receipts that were altered. */
export const receipts: Check = async ({ context }) => {
  const { files, clock, env, random } = context
  const keys = keyFile(files, random, receiptsKeyPath(env))
  const folder = `${stateFolder(env)}/receipts`
  const names = await namesIn(context, folder, '.jsonl')
  const books = await Promise.all(names.map((name) => openBook(files, clock, `${folder}/${name}`, keys).read()))
  const broken = books.flatMap(({ wrong: [fault] }, index) =>
    fault === undefined
      ? []
      : [failure('receipts', `${folder}/${names[index]}: ${fault}`, 'gong privacy receipts --check')],
  )
  const open = books.flatMap((book) => book.receipts).filter(isOpen).length
  if (open === 0) return broken.length > 0 ? broken : [ok('receipts', 'no erasure is open')]
  const many = open === 1 ? '1 erasure is' : `${open} erasures are`
  return [...broken, warning('receipts', `${many} not known to be done`, 'gong privacy verify --all')]
}

async function namesIn({ files }: Context, folder: string, ending: string): Promise<readonly string[]> {
  return ((await files.list(folder)) ?? []).filter((name) => name.endsWith(ending)).sort()
}
