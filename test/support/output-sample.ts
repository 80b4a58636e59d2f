import type { Row } from '../../src/lib/rows.ts'
import { durationColumn } from '../../src/output/columns.ts'
import { openPrinter } from '../../src/output/open-printer.ts'
import type { Format, PrinterOptions } from '../../src/output/printer.ts'

/** Five calls such as a hostile or merely careless company may hold. */
export const oddCalls: readonly Row[] = [
  {
    id: '7782342274025937895',
    started: '2026-11-19T06:05:00-07:00',
    duration: 1834,
    title: 'Weekly sync with Acme about the pilot, the "price" and the date',
    primaryUserId: '5483920274025937895',
    isPrivate: false,
    parties: [{ name: 'Ana', emailAddress: 'ana@acme.example' }, { name: 'Bo' }],
  },
  {
    id: '177823422740259370',
    started: '2026-11-18T23:59:59.123456Z',
    duration: 62,
    title: '会議：第三四半期の見直し 👩‍👩‍👧‍👦 と価格',
    primaryUserId: '548392027402593',
    isPrivate: true,
    context: { deal: { id: 'D-1', stage: null }, tags: ['a', 'b'] },
  },
  {
    id: '7782342274025937897',
    started: null,
    duration: 4000,
    title: '\x1b[31mred\x1b[0m \u202egnp.exe\r\nsecond line\ttab\x07\x9b2J',
    primaryUserId: null,
    purpose: '=HYPERLINK("http://evil.example")',
  },
  { id: '7782342274025937898', duration: -5, title: '+49 170 1234567', purpose: ' -1+1', topics: ['price', 'pilot'] },
  { id: '7782342274025937899', started: '2026-11-01T10:00:00Z', title: 'हिन्दी — שָׁלוֹם', purpose: '@SUM(A1)' },
]

export const look: PrinterOptions = {
  single: false,
  columns: ['id', 'started', durationColumn('duration'), 'title', 'primaryUserId'],
  fields: ['id', 'started', 'duration', 'title', 'primaryUserId', 'isPrivate', 'purpose', 'context.deal.id'],
  width: 100,
  colour: false,
  zone: 'Europe/Berlin',
  pretty: false,
}

/** The whole output of some pages. */
export async function printed(
  format: Exclude<Format, 'html'>,
  change: Partial<PrinterOptions>,
  ...pages: (readonly Row[])[]
): Promise<string> {
  const print = await openPrinter(format, { ...look, ...change })
  return [...pages.map((rows) => print.page({ rows })), print.end()].join('')
}
