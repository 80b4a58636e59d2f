import type { Row } from '../lib/rows.ts'
import { durationColumn, wrappedColumn } from '../output/columns.ts'
import type { ReportDocument } from '../report/document.ts'
import { toHtmlReport } from '../report/html-page.ts'
import { detailedCall } from '../stats/detailed-call.ts'
import { cleanText } from '../transcripts/speakers.ts'
import type { ManifestLine } from './archive-state.ts'
import { callPath } from './call-pages.ts'
import { detailsUnit } from './calls.ts'
import type { ArchiveContext } from './context.ts'

/** A browser shows so many without effort. */
const CALLS_ON_A_PAGE = 1000

/** What the pages above those of a month are made of. */
export interface MonthSummary {
  readonly month: string
  readonly calls: number
  readonly seconds: number
  readonly recordings: number
  readonly pages: number
  /** Calls by name. */
  readonly accounts: Readonly<Record<string, number>>
  readonly people: Readonly<Record<string, number>>
}

/** A call on the page of its month. */
type Line = Row & { readonly started: string }

const browsePath = (month: string, page: number) => `browse/${month}-${page}.html`
/** The path of the summary of a month. */
export const summaryPath = (month: string) => `browse/${month}.json`

/** Makes the pages of a month, and its summary, which the manifest has last. */
export async function writeMonth(
  month: string,
  zone: string,
  context: Pick<ArchiveContext, 'folder' | 'manifest'>,
): Promise<void> {
  const { lines, summary } = await readMonth(month, context)
  const count = Math.max(1, Math.ceil(lines.length / CALLS_ON_A_PAGE))
  const texts = Array.from({ length: count }, (_, at) => {
    const own = lines.slice(at * CALLS_ON_A_PAGE, (at + 1) * CALLS_ON_A_PAGE)
    return [browsePath(month, at + 1), monthPage(month, at + 1, count, own, zone)] as const
  })
  const json = JSON.stringify({ ...summary, pages: count })
  await replaceFiles([...texts, [summaryPath(month), `${json}\n`]], context)
}

/** Writes files that may be there: struck from the manifest, written, claimed again. */
export async function replaceFiles(
  texts: readonly (readonly [path: string, text: string])[],
  { folder, manifest }: Pick<ArchiveContext, 'folder' | 'manifest'>,
): Promise<void> {
  const there = texts.filter(([path]) => manifest.state.pages.has(path))
  if (there.length > 0) await manifest.append(there.map(([removed]) => ({ removed })))
  const lines: ManifestLine[] = []
  for (const [path, text] of texts) lines.push({ ...(await folder.write(path, text)), what: 'a page to browse' })
  await manifest.append(lines)
}

async function readMonth(
  month: string,
  { folder, manifest }: Pick<ArchiveContext, 'folder' | 'manifest'>,
): Promise<{ readonly lines: readonly Line[]; readonly summary: Omit<MonthSummary, 'pages'> }> {
  const lines: Line[] = []
  const [accounts, people] = [new Map<string, number>(), new Map<string, number>()]
  let [seconds, recordings] = [0, 0]
  for (const { path = '' } of manifest.state.unit(detailsUnit(month)).files)
    for (const record of await folder.records(path)) {
      const call = detailedCall(record)
      const names = call.accounts.map(({ id, name }) => cleanText(name) || id)
      const parties = call.parties.map(personIn).filter(Boolean)
      for (const name of new Set(names)) accounts.set(name, (accounts.get(name) ?? 0) + 1)
      for (const name of new Set(parties)) people.set(name, (people.get(name) ?? 0) + 1)
      const recording =
        manifest.state.recordings.get(`${call.id}.video`) ?? manifest.state.recordings.get(`${call.id}.audio`)
      seconds += call.durationSeconds
      recordings += recording === undefined ? 0 : 1
      lines.push({
        ...{ started: call.started, title: cleanText(call.title) || 'Untitled call', duration: call.durationSeconds },
        ...{ page: `../${callPath('calls', record, month)}.html`, accounts: names.join(', ') },
        ...{ people: parties.join(', '), recording: recording === undefined ? null : `../${recording}` },
        medium: recording === undefined ? null : recording.slice(recording.lastIndexOf('.') + 1),
      })
    }
  lines.sort((one, other) => Date.parse(one.started) - Date.parse(other.started))
  const summary = { month, calls: lines.length, seconds, recordings }
  return { lines, summary: { ...summary, accounts: Object.fromEntries(accounts), people: Object.fromEntries(people) } }
}

function personIn({ name, emailAddress, phoneNumber }: Row): string {
  return [name, emailAddress, phoneNumber].map(cleanText).find((text) => text !== '') ?? ''
}

function monthPage(month: string, page: number, pages: number, rows: readonly Line[], zone: string): string {
  const document: ReportDocument = {
    heading: pages === 1 ? `Calls of ${month}` : `Calls of ${month}, page ${page} of ${pages}`,
    ...{ facts: [['Calls', String(rows.length)]], remarks: [], zone },
    sections: [
      {
        heading: 'Calls',
        table: {
          columns: [
            { heading: 'Started', column: 'started', width: '9em' },
            { heading: 'Call', column: wrappedColumn('title'), file: 'page' },
            { heading: 'Length', column: durationColumn('duration'), width: '5em' },
            { heading: 'Accounts', column: wrappedColumn('accounts') },
            { heading: 'People', column: wrappedColumn('people') },
            { heading: 'Recording', column: 'medium', file: 'recording', width: '7em' },
          ],
          rows,
          emptyText: 'There are none.',
          isWide: true,
        },
      },
    ],
  }
  return toHtmlReport(document)
}
