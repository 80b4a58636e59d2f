import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { emptyFolder } from './temporary-folder.ts'

/** Whether LibreOffice is here. */
export function hasSpreadsheet(): boolean {
  return spawnSync('soffice', ['--version']).error === undefined
}

/** Commas, double quotes, UTF-8, from the first line, cells as they are shown, text quoted, every sheet (-1). */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

/** What LibreOffice shows in each cell of a sheet. */
export async function shownCells(workbook: string, sheet: string): Promise<readonly (readonly string[])[]> {
  const folder = emptyFolder()
  await converted(workbook, CSV, folder)
  const text = readFileSync(join(folder, `${basename(workbook, '.xlsx')}-${sheet}.csv`), 'utf8')
  const rows: string[][] = parse(text, { relax_column_count: true })
  return rows
}

/** A document as LibreOffice saves it as a workbook. */
export async function savedAsWorkbook(path: string): Promise<Buffer> {
  const folder = emptyFolder()
  await converted(path, 'xlsx', folder)
  return readFileSync(join(folder, `${basename(path, extname(path))}.xlsx`))
}

async function converted(path: string, filter: string, folder: string): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, path], {
    timeout: 90_000,
    env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' },
  })
}
