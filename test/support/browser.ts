import { execFile, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { once } from '../../src/lib/once.ts'
import { emptyFolder } from './temporary-folder.ts'

const CHROMIUM = '/usr/bin/chromium'

/** What is missing here to open a page and read what it prints; empty where nothing is. */
export const missing = once((): string => {
  const programs = [existsSync(CHROMIUM) ? '' : 'chromium', spawnSync('pdftotext', ['-v']).error ? 'pdftotext' : '']
  return programs.filter(Boolean).join(' and ')
})

/** A browser that speaks to nobody of its own accord, with a profile that was never used. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function chromium(html: string, folder: string, ...flags: readonly string[]): Promise<string> {
  const path = join(folder, 'page.html')
  writeFileSync(path, html)
  const profile = `--user-data-dir=${join(folder, 'profile')}`
  const { stdout } = await promisify(execFile)(CHROMIUM, [...QUIET, profile, ...flags, pathToFileURL(path).href], {
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  })
  return stdout
}

/**
 * What a page has become once everything in it ran that could, as HTML.
 *
 * @param budgetMs how long it may go on after it was loaded, by a clock that jumps where nothing is left to be done
 */
export async function rendered(html: string, budgetMs = 0): Promise<string> {
  const budget = budgetMs === 0 ? [] : [`--virtual-time-budget=${budgetMs}`]
  return await chromium(html, emptyFolder(), ...budget, '--dump-dom')
}

/** The text of each sheet that a page is printed on. */
export async function printed(html: string): Promise<readonly string[]> {
  const folder = emptyFolder()
  const pdf = join(folder, 'page.pdf')
  await chromium(html, folder, '--no-pdf-header-footer', `--print-to-pdf=${pdf}`)
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', pdf, '-'])
  return stdout.split('\f').slice(0, -1)
}

/** A server that a page must never ask for anything, and what it was asked for all the same. */
export async function bait(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(String(request.url))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const at = server.address()
  return { url: `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`, asked }
}
