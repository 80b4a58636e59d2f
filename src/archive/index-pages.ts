import { formatZonedTime } from '../lib/local-time.ts'
import { isRow, type Row } from '../lib/rows.ts'
import { formatCount } from '../lib/spelling.ts'
import type { ReportDocument, ReportTable } from '../report/document.ts'
import { toHtmlReport } from '../report/html-page.ts'
import type { ArchiveState } from './archive-state.ts'
import { type MonthSummary, summaryPath } from './browse.ts'
import type { ArchiveContext } from './context.ts'
import { missingParts, NEVER_THERE, unaskedParts } from './missing-parts.ts'

/** Lines on one page of accounts or people. */
const NAMES_ON_A_PAGE = 2000

/** What an index says about the archive. */
export interface IndexFacts {
  readonly company: string
  readonly from: string
  readonly to: string
  readonly zone: string
  readonly version: string
  /** Those that were asked for. */
  readonly subjects: readonly string[]
}

/** The page to begin with, and those of accounts and people, by path. */
export function indexPages(
  summaries: readonly MonthSummary[],
  state: ArchiveState,
  facts: IndexFacts,
): readonly (readonly [path: string, text: string])[] {
  const accounts = namePages('accounts', 'Accounts', summaries, facts.zone)
  const people = namePages('people', 'People', summaries, facts.zone)
  const index: ReportDocument = {
    heading: `Archive of ${facts.company}`,
    facts: [
      ['Calls', `${formatZonedTime(facts.zone, facts.from)} to ${formatZonedTime(facts.zone, facts.to)}`],
      ['Files', formatCount(state.files - state.pages.size)],
      ['Made with', `gong ${facts.version}`],
    ],
    remarks: missingParts(state).every(({ isSettled }) => isSettled)
      ? []
      : ['Gong refused a part of it: see "What is not here" below.'],
    zone: facts.zone,
    sections: [
      { heading: 'Calls by month', table: monthTable(summaries) },
      { heading: 'By account', table: pageTable(accounts) },
      { heading: 'By person', table: pageTable(people) },
      { heading: 'Records', table: recordTable(state), explanation: RECORDS },
      { heading: 'What is not here', table: missingTable(state, facts.subjects) },
    ],
  }
  return [...accounts, ...people]
    .map(({ path, text }) => [path, text] as const)
    .concat([['index.html', toHtmlReport(index)]])
}

const RECORDS =
  'Everything as Gong gave it, as JSON lines: one record a line, ids as texts, digit by digit. manifest.jsonl has the SHA-256 of each file; README.md says what is where.'

/** Reads the summaries of all months that have one, the newest first. */
export async function readSummaries({
  folder,
  manifest,
}: Pick<ArchiveContext, 'folder' | 'manifest'>): Promise<readonly MonthSummary[]> {
  const months = [...manifest.state.units.keys()].flatMap(
    (unit) => /^calls\/(\d{4}-\d\d)\/details$/.exec(unit)?.[1] ?? [],
  )
  const summaries: MonthSummary[] = []
  for (const month of months.sort().reverse())
    for (const row of await folder.records(summaryPath(month)).catch(() => [])) summaries.push(summaryOf(month, row))
  return summaries.filter(({ calls }) => calls > 0)
}

function summaryOf(month: string, { calls, seconds, recordings, pages, accounts, people }: Row): MonthSummary {
  return {
    ...{ month, calls: Number(calls), seconds: Number(seconds), recordings: Number(recordings), pages: Number(pages) },
    ...{ accounts: countsIn(accounts), people: countsIn(people) },
  }
}

function countsIn(value: unknown): Record<string, number> {
  return Object.fromEntries(Object.entries(isRow(value) ? value : {}).map(([name, count]) => [name, Number(count)]))
}

function monthTable(summaries: readonly MonthSummary[]): ReportTable {
  const rows = summaries.flatMap(({ month, calls, seconds, recordings, pages }) =>
    Array.from({ length: pages }, (_, at) => ({
      month: pages === 1 ? month : `${month}, page ${at + 1}`,
      page: `browse/${month}-${at + 1}.html`,
      calls: formatCount(calls),
      hours: formatCount(Math.round(seconds / 3600)),
      recordings: formatCount(recordings),
    })),
  )
  return {
    columns: [
      { heading: 'Month', column: 'month', file: 'page' },
      { heading: 'Calls', column: 'calls' },
      { heading: 'Hours', column: 'hours' },
      { heading: 'Recordings', column: 'recordings' },
    ],
    rows,
    emptyText: 'There are no calls yet.',
  }
}

interface NamePage {
  readonly path: string
  readonly text: string
  readonly range: string
}

/** A line for each name and month, in the order of the names, cut into pages. */
function namePages(
  kind: 'accounts' | 'people',
  heading: string,
  summaries: readonly MonthSummary[],
  zone: string,
): readonly NamePage[] {
  const rows = summaries
    .flatMap(({ month, pages, [kind]: counts }) =>
      Object.entries(counts).map(([name, calls]) => ({ name, month, calls, pages })),
    )
    .sort((one, other) => compare(one.name, other.name) || compare(one.month, other.month))
    .map(({ name, month, calls }) => ({ name, month, page: `${month}-1.html`, calls: formatCount(calls) }))
  return Array.from({ length: Math.ceil(rows.length / NAMES_ON_A_PAGE) }, (_, at) => {
    const own = rows.slice(at * NAMES_ON_A_PAGE, (at + 1) * NAMES_ON_A_PAGE)
    const range = `${own[0]?.name} … ${own.at(-1)?.name}`
    const table: ReportTable = {
      columns: [
        { heading: 'Name', column: 'name' },
        { heading: 'Month', column: 'month', file: 'page' },
        { heading: 'Calls', column: 'calls' },
      ],
      ...{ rows: own, emptyText: 'There are none.' },
    }
    const text = toHtmlReport({ heading, facts: [['Names', range]], remarks: [], zone, sections: [{ heading, table }] })
    return { path: `browse/${kind}-${at + 1}.html`, text, range }
  })
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function pageTable(pages: readonly NamePage[]): ReportTable {
  return {
    columns: [{ heading: 'Names', column: 'range', file: 'path' }],
    rows: pages.map(({ path, range }) => ({ path, range })),
    emptyText: 'There are none.',
  }
}

/** What there is besides calls: the records by what they are. */
function recordTable({ units }: ArchiveState): ReportTable {
  const kinds = new Map<string, { what: string; folder: string; files: number; rows: number; page: string }>()
  for (const [unit, { files }] of units)
    for (const { path = '', what = '', rows = 0 } of files) {
      const folder = unit
        .split('/')
        .slice(0, 2)
        .join('/')
        .replace(/^calls\/.*/, 'calls')
      const kind = kinds.get(`${folder} ${what}`) ?? { what, folder, files: 0, rows: 0, page: path }
      kinds.set(`${folder} ${what}`, { ...kind, files: kind.files + 1, rows: kind.rows + rows })
    }
  return {
    columns: [
      { heading: 'What', column: 'what' },
      { heading: 'Where', column: 'folder', file: 'page' },
      { heading: 'Files', column: 'files' },
      { heading: 'Records', column: 'rows' },
    ],
    rows: [...kinds.values()],
    emptyText: 'There are none yet.',
  }
}

function missingTable(state: ArchiveState, subjects: readonly string[]): ReportTable {
  return {
    columns: [
      { heading: 'What', column: 'what' },
      { heading: 'Why', column: 'why' },
      { heading: 'Scope', column: 'scope' },
    ],
    rows: [...missingParts(state), ...unaskedParts(subjects), ...NEVER_THERE].map((part) => ({ ...part })),
    emptyText: 'Nothing.',
  }
}
