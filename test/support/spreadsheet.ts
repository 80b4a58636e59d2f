import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { once } from '../../src/lib/once.ts'
import { emptyFolder } from './temporary-folder.ts'

/** Whether LibreOffice is here. */
export const hasSpreadsheet = once((): boolean => spawnSync('soffice', ['--version']).error === undefined)

/** Commas, double quotes, UTF-8, from the first line, cells as they are shown, text quoted, every sheet (-1). */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

/** What is shown in each cell of a sheet. */
type Shown = (sheet: string) => readonly (readonly string[])[]

/** What LibreOffice shows of workbooks, no two of which have one name. It starts once, which takes longer than a workbook. */
export async function shownCells(workbooks: readonly string[]): Promise<readonly Shown[]> {
  const folder = emptyFolder()
  await converted(workbooks, CSV, folder)
  return workbooks.map((path) => (sheet) => {
    const rows: string[][] = parse(readFileSync(join(folder, `${basename(path, '.xlsx')}-${sheet}.csv`), 'utf8'), {
      relax_column_count: true,
    })
    return rows
  })
}

/** Documents as LibreOffice saves them as workbooks; no two have one name. */
export async function savedAsWorkbooks(paths: readonly string[]): Promise<readonly Buffer[]> {
  const folder = emptyFolder()
  await converted(paths, 'xlsx', folder)
  return paths.map((path) => readFileSync(join(folder, `${basename(path, extname(path))}.xlsx`)))
}

async function converted(paths: readonly string[], filter: string, folder: string): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, ...paths], {
    timeout: 90_000,
    env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' },
  })
}
