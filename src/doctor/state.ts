import { basename, dirname } from 'node:path'
import { quoted } from '../credentials/file-permissions.ts'
import { receiptsKeyPath, stateFolder } from '../credentials/folders.ts'
import { counted } from '../lib/spelling.ts'
import { oneLine } from '../output/sanitize.ts'
import type { Context } from '../platform/ports.ts'
import { openReceiptBook } from '../privacy/receipts/book.ts'
import { keyFile } from '../privacy/receipts/key.ts'
import { isUnverified } from '../privacy/receipts/receipt.ts'
import { exportsIn } from '../state/exports-list.ts'
import { readJournal } from '../state/resume/journal.ts'
import { ago, type Check, type Finding, failure, guarded, ok, warning } from './finding.ts'

const JOURNAL = '.gong-journal'

/** Locks beside files of --out and in folders of exports: of a run that goes on, or of one that was killed. */
export const locks: Check = async ({ context }) => {
  const names = (await placesOf(context)).map((folder) => namesAt(context, folder, LOCK))
  const found = (await Promise.all(names)).flat()
  if (found.length === 0) return [ok('locks', 'no output is locked')]
  return (await Promise.all(found.map((path) => guarded('locks', () => lock(context, path))))).flat()
}

const LOCK = '.gong-lock'

async function lock({ files }: Context, path: string): Promise<Finding[]> {
  const bytes = await files.own(path)
  if (bytes === undefined) return []
  const [pid = '', host = ''] = Buffer.from(bytes).toString().split(' ')
  const who = /^\d+$/.test(pid) ? `process ${pid} on ${oneLine(host)}` : 'a process'
  return [
    warning(
      'locks',
      `${who} is writing here, or was killed while it did: ${path}`,
      `the next run on it takes over from a process that is gone; where that is of another machine: rm ${quoted(path)}`,
    ),
  ]
}

/** The working folder, and every folder in or beside which gong has written files. */
async function placesOf({ files, env }: Context): Promise<readonly string[]> {
  const written = await exportsIn(files, stateFolder(env))
  const here = files.absolute('.')
  const folders = written.flatMap((path) => [path, dirname(path)]).filter((path) => path !== here)
  return ['.', ...new Set(folders)]
}

/** Runs that were cut short: those to stdout lie in the state folder, those of --out beside their file. */
export const journals: Check = async ({ context }) => {
  const folder = `${stateFolder(context.env)}/resume`
  const names = await namesIn(context, folder, '.json')
  const beside = await Promise.all((await placesOf(context)).map((place) => namesAt(context, place, JOURNAL)))
  const left = [
    ...names.map((path) => ({
      path,
      next: `the line that began it with --resume ${basename(path, '.json')} goes on; rm ${quoted(path)} forgets it`,
    })),
    ...beside.flat().map((path) => ({
      path,
      next: `the same line with -o ${quoted(path.replace(JOURNAL, ''))} goes on, and with --restart begins anew`,
    })),
  ]
  if (left.length === 0) return [ok('journals', 'no run was cut short')]
  return (await Promise.all(left.map((one) => guarded('journals', () => journal(context, one))))).flat()
}

async function journal({ files, clock }: Context, { path, next }: { path: string; next: string }): Promise<Finding[]> {
  const left = await readJournal(files, path)
  if (left === undefined) return []
  const found = `a run of ${ago(clock.now() - left.began)} was cut short after ${counted(left.rows, 'row')}`
  return [warning('journals', `${found}: ${path}`, next)]
}

/** Erasures that nobody has seen through, and books of receipts that were altered. */
export const receipts: Check = async ({ context }) => {
  const { files, clock, env } = context
  const keys = keyFile(context, receiptsKeyPath(env))
  const folder = `${stateFolder(env)}/receipts`
  const names = await namesIn(context, folder, '.jsonl')
  const books = await Promise.all(names.map((name) => openReceiptBook(files, clock, name, keys).read()))
  const broken = books.flatMap(({ wrong: [fault] }, index) =>
    fault === undefined ? [] : [failure('receipts', `${names[index]}: ${fault}`, 'gong privacy receipts --check')],
  )
  const open = books.flatMap((book) => book.receipts).filter(isUnverified).length
  if (open === 0) return broken.length > 0 ? broken : [ok('receipts', 'no erasure is open')]
  const many = open === 1 ? '1 erasure is' : `${open} erasures are`
  return [...broken, warning('receipts', `${many} not known to be done`, 'gong privacy verify --all')]
}

/** The same of a path that may be a file. */
async function namesAt(context: Context, path: string, ending: string): Promise<readonly string[]> {
  return await namesIn(context, path, ending).catch(() => [])
}

/** Paths of files in a folder; none where it is missing. */
async function namesIn({ files }: Context, folder: string, ending: string): Promise<readonly string[]> {
  return ((await files.list(folder)) ?? [])
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
}
