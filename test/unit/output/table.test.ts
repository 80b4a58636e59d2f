import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import {
  durationColumn,
  importantColumn,
  OTHER_FIELDS,
  OUTCOME_COLUMN,
  wrappedColumn,
} from '../../../src/output/columns.ts'
import { openPrinter } from '../../../src/output/open-printer.ts'
import { look, printed } from '../../support/output-sample.ts'

const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom(...'\x1b[31m]8;;\x07\x9b\r\n\t\u202e\u200b\ud83d👩‍👧é会'), fc.string()),
})

it('never lets a control character into a table, nor a value onto a second row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (titles) => {
      const text = await printed(
        'table',
        { columns: ['title'] },
        titles.map((title) => ({ title })),
      )
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      expect(text.split('\n').length).toBe(titles.length + 3)
    }),
  )
})

it('never lets a control character into a card', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(hostile, fc.oneof(hostile, fc.array(hostile))), async (row) => {
      const text = await printed('table', { single: true }, [row])
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

it.each([80, 100, 160])('fits a terminal of %i columns, wide characters counted', async (width) => {
  const rows: readonly Row[] = [
    { id: '7782342274025937895', title: '会議'.repeat(100), owner: 'é'.repeat(90) },
    { id: '1', title: 'x '.repeat(99) },
  ]
  const lines = (await printed('table', { width, columns: ['id', 'title', 'owner'] }, rows)).split('\n')
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
  expect(lines[2]).toContain('7782342274025937895')
})

it('cuts at characters as they are seen, not inside a family of emoji', async () => {
  const text = await printed('table', { width: 10, columns: ['title'] }, [{ title: `12345678👩‍👩‍👧‍👦90` }])
  expect(text).toContain('\n12345678…\n')
})

it('leaves out the last columns of a narrow terminal before it cuts an id, and says so', async () => {
  const row = { id: '7782342274025937895', title: 'A long title of a call', userId: '5483920274025937895' }
  const [heading, , cells] = (await printed('table', { width: 40, columns: Object.keys(row) }, [row])).split('\n')
  expect(heading).toMatch(/^id +title +…$/)
  expect(cells).toMatch(/^7782342274025937895 {2}A long t/)
})

it('shows every picked column however narrow the terminal', async () => {
  const row = { id: '7782342274025937895', userId: '5483920274025937895' }
  const [heading] = (await printed('table', { width: 30, pick: ['id', 'userId'] }, [row])).split('\n')
  expect(heading).toMatch(/^id +userId$/)
})

it('prints the heading once and keeps the widths of the first page', async () => {
  const print = await openPrinter('table', { ...look, columns: ['title', 'id'] })
  print.page({ rows: [{ title: 'short', id: '1' }] })
  expect(print.page({ rows: [{ title: 'much longer', id: '2' }] })).toBe('much…  2\n')
})

it('keeps a longer id of a later page whole', async () => {
  const text = await printed(
    'table',
    { columns: ['id', 'title'] },
    [{ id: '1', title: 'a' }],
    [{ id: '7782342274025937895' }],
  )
  expect(text).toContain('7782342274025937895')
})

it.each<[string, Json, string]>([
  ['a list of words', ['a', 'b'], 'a, b'],
  ['a list of things', [{ a: 1 }, { a: 2 }], '[2]'],
  ['a thing', { a: 1 }, '{"a":1}'],
  ['a yes or no', false, 'false'],
  ['nothing', null, ''],
  ['an instant in winter', '2026-11-19T06:05:00-07:00', '2026-11-19 14:05'],
  ['an instant in summer', '2026-07-01T23:30:00.5Z', '2026-07-02 01:30'],
  ['a day that does not exist', '2026-13-45T00:00:00Z', '2026-13-45T00:00:00Z'],
])('shows %s in a cell', async (_, value, shown) => {
  const lines = (await printed('table', { columns: ['started'] }, [{ started: value }])).split('\n')
  expect(lines[2]).toBe(shown)
})

it('leaves a title that looks like an instant what it is', async () => {
  const title = '2026-11-19T06:05:00-07:00'
  expect((await printed('table', { columns: ['title'] }, [{ title }])).split('\n')[2]).toBe(title)
})

it.each([
  [0, '0:00'],
  [62, '1:02'],
  [1834, '30:34'],
  [3723.4, '1:02:03'],
  [-5, '-0:05'],
])('shows %d seconds as %s', async (seconds, shown) => {
  const lines = (await printed('table', { columns: [durationColumn('it')] }, [{ it: seconds }])).split('\n')
  expect(lines[2]?.trim()).toBe(shown)
})

it('puts numbers to the right', async () => {
  const text = await printed('table', { columns: ['n'] }, [{ n: 5 }, { n: 1234 }])
  expect(text).toBe('   n\n────\n   5\n1234\n')
})

it('colours only where colour is wanted', async () => {
  expect(await printed('table', {}, [{ id: '1' }])).not.toContain('\x1b')
  expect(await printed('table', { colour: true }, [{ id: '1' }])).toContain('\x1b[1m')
})

it('wraps the text of a card and cuts nothing', async () => {
  const brief = 'They asked for a lower price and a longer pilot, and will answer on Monday.'
  const lines = (await printed('table', { single: true, width: 40 }, [{ brief }])).split('\n')
  expect(
    lines
      .map((line) => line.slice(7))
      .join(' ')
      .trim(),
  ).toBe(brief)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40)
})

it('cuts nothing where there is no terminal, also on later pages and however long', async () => {
  const long = 'word '.repeat(1000).trim()
  const wide = { width: Number.POSITIVE_INFINITY, columns: ['title', wrappedColumn('text'), 'id'] }
  const text = await printed(
    'table',
    wide,
    [{ title: 'a', text: 'b', id: '1' }],
    [{ title: long, text: long, id: '2' }],
  )
  expect(text.split('\n').at(3)).toBe(`${long}  ${long}  2`)
})

const PIPE = Number.POSITIVE_INFINITY

it('puts a longer value of a later page on its line whole in a pipe, and the cells behind it where the others are', async () => {
  const columns = ['title', 'topic', 'id']
  const pages = [[{ title: 'ab', topic: 'a long topic', id: '1' }], [{ title: 'abcdefgh', topic: 'short', id: '2' }]]
  const lines = (await printed('table', { width: PIPE, columns }, ...pages)).split('\n')
  expect(lines.slice(2, 4)).toEqual(['ab     a long topic  1', 'abcdefgh  short      2'])
})

it('pads no cell of a pipe to the width of one long text', async () => {
  const rows = [
    { title: 'a'.repeat(300), id: '1' },
    { title: 'b', id: '2' },
  ]
  const lines = (await printed('table', { width: PIPE, columns: ['title', 'id'] }, rows)).split('\n')
  expect(lines.slice(2, 4)).toEqual([`${'a'.repeat(300)}  1`, `${'b'.padEnd(80)}  2`])
})

it('is laid out by what is known of rows that are to come', async () => {
  const print = await openPrinter('table', { ...look, columns: ['title', 'id'] })
  print.page({ rows: [{ title: 'short', id: '1' }], expected: [{ title: 'much longer', id: '' }] })
  expect(print.page({ rows: [{ title: 'much longer', id: '2' }] })).toBe('much longer  2\n')
})

it('draws what is there to be read as soon as it has text, also where others give way, with the widths there were', async () => {
  const columns = ['id', 'title', 'userId', wrappedColumn('why')]
  const row = { id: '7782342274025937895', title: 'Talk of prices', userId: '5483920274025937895' }
  const failed = { ...row, id: '71', why: 'the call was not found' }
  const text = await printed('table', { width: 45, columns }, [row], [failed], [failed])
  const headings = text.split('\n').filter((line) => line.startsWith('id'))
  expect(headings.map((line) => line.split(/ +/))).toEqual([
    ['id', 'title', '…'],
    ['id', 'why', '…'],
  ])
  expect(text).toContain(`${'71'.padEnd(19)}  the call was not\n`)
})

it('leaves out columns without any text where room is short, so that the others are whole', async () => {
  const columns = ['value', 'receipt', 'calls', 'requestId', 'outcome', 'why']
  const row = { value: 'ana@acme.example', outcome: 'failed', why: 'the key lacks the scope' }
  const lines = (await printed('table', { width: 60, columns }, [row])).split('\n')
  expect(lines[0]).toMatch(/^value +outcome +why$/)
  expect(lines[2]).toBe('ana@acme.example  failed   the key lacks the scope')
})

it('draws a column that was left out as soon as a row has a text for it, under a new heading', async () => {
  const columns = ['value', 'receipt', 'calls', 'outcome', wrappedColumn('why')]
  const done = { value: 'ana@acme.example', outcome: 'accepted' }
  const text = await printed('table', { width: 40, columns }, [done], [{ ...done, why: 'no scope' }], [done])
  const headings = text.split('\n').filter((line) => line.startsWith('value'))
  expect(headings.map((line) => line.split(/ +/))).toEqual([
    ['value', 'outcome'],
    ['value', 'outcome', 'why'],
  ])
  expect(text).toContain('no scope')
})

it('keeps columns without text where there is room for them', async () => {
  const [heading] = (await printed('table', { width: 80, columns: ['id', 'title'] }, [{ id: '1' }])).split('\n')
  expect(heading).toBe('id  title')
})

it('gives the room that is left to the column that is there to be read', async () => {
  const why = 'a sentence of a later page that is longer'
  const pages = [[{ id: '1', status: 'ok' }], [{ id: '2', status: why }]]
  const text = await printed('table', { width: 60, columns: ['id', wrappedColumn('status')] }, ...pages)
  expect(text).toContain(`2   ${why}\n`)
})

it('prints no heading anew for a column that the sign for more stands for', async () => {
  const columns = ['id', 'title', 'userId', 'workspaceId']
  const row = { id: '7782342274025937895', title: 'A long title of a call', userId: '5483920274025937895' }
  const text = await printed('table', { width: 40, columns }, [row], [{ ...row, workspaceId: '1' }], [row])
  expect(text.match(/^id +title +…$/gm)).toHaveLength(1)
})

it('keeps what is there to be read on a narrow terminal, and leaves out what is said about it', async () => {
  const columns = ['callId', durationColumn('at'), 'speaker', wrappedColumn('text')]
  const row = {
    callId: '7782342274025937895',
    at: 2160,
    speaker: 'Speaker 1',
    text: 'Read the mail, put a row in a table.',
  }
  const lines = (await printed('table', { width: 40, columns }, [row])).split('\n')
  expect(lines[0]).toMatch(/^callId +text +…$/)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40)
  expect(lines.slice(2).join(' ').replace(/\s+/g, ' ')).toContain('Read the mail, put a')
})

it('leaves out the last of the fields that are data before it cuts the first, which a person knows a row by', async () => {
  const columns = [OTHER_FIELDS, importantColumn('outcome'), wrappedColumn('why')]
  const row = {
    call: '7782342274025937895',
    user: 'k.nakamura@tallyhouse.example',
    note: 'from the list of May, as it was sent',
    outcome: 'refused',
    why: 'Call ID 7782342274025937895 was not found among the calls',
    id: null,
    userName: 'Kalani Nakamura-Reyes',
  }
  const lines = (await printed('table', { width: 100, columns }, [row])).split('\n')
  expect(lines[0]).toMatch(/^call +user +outcome +why +…$/)
  expect(lines[2]).toContain('7782342274025937895  k.nakamura@tallyhouse.example  refused  Call ID')
  expect(lines.slice(2).join(' ').replace(/\s+/g, ' ')).toContain('was not found among the calls')
})

/** Cells of any kind, of any length, on any page. */
const anything = fc.oneof(
  hostile,
  fc.bigInt({ min: 0n, max: 10n ** 45n }).map(String),
  fc.integer(),
  fc.lorem(),
  fc.constant(null),
)

it('has no row that is wider than the terminal, whatever page it comes in', async () => {
  const paths = ['id', 'title', 'userId', 'n', 'status', 'text']
  const shown = ['id', 'title', 'userId', 'n', importantColumn('status'), wrappedColumn('text')]
  const row = fc.record(Object.fromEntries(paths.map((path) => [path, anything])))
  const pages = fc.array(fc.array(row, { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(pages, fc.integer({ min: 20, max: 120 }), fc.boolean(), async (rows, width, isPicked) => {
      const text = await printed('table', { width, columns: shown, pick: isPicked ? paths : undefined }, ...rows)
      const widths = text.split('\n').map((line) => stringWidth(line))
      expect(Math.max(...widths)).toBeLessThanOrEqual(width)
    }),
  )
})

it('takes the room for a longer id of a later page from the text beside it', async () => {
  const columns = ['callId', wrappedColumn('status')]
  const status = 'there already, and written by the run before this one'
  const pages = [[{ callId: '71', status }], [{ callId: '7782342274025937895', status }]]
  const lines = (await printed('table', { width: 60, columns }, ...pages)).split('\n')
  expect(lines.join('\n')).toMatch(/^7782342274025937895 {2}there already/m)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
})

it('puts the cells behind a longer id of a later page where those of other rows are', async () => {
  const columns = ['id', 'title', 'status']
  const pages = [
    [{ id: '17', title: 'a title that is long', status: 'ok' }],
    [{ id: '7782342', title: 'b', status: 'ok' }],
  ]
  const lines = (await printed('table', { width: 60, columns }, ...pages)).split('\n')
  expect(lines.slice(2, 4)).toEqual(['17  a title that is long  ok', '7782342  b                ok'])
})

it('gives what became of something no more room than it needs', async () => {
  const columns = ['id', OUTCOME_COLUMN, 'title']
  const lines = (await printed('table', { width: 80, columns }, [{ id: '1', outcome: 'done', title: 't' }])).split('\n')
  expect(lines[0]).toBe('id  outcome  title')
})

it('wraps what became of something rather than cut it', async () => {
  const rows = [{ note: 'n'.repeat(40), outcome: 'already in the flow', why: 'so it was before' }]
  const columns = ['note', OUTCOME_COLUMN, wrappedColumn('why')]
  const text = await printed('table', { width: 40, columns }, rows)
  expect(text.replace(/\s+/g, ' ')).toMatch(/already in .*the flow/)
})

it('lets what was asked for give way last, and names once what is hidden', async () => {
  const columns = ['id', 'started', 'title', 'scope', importantColumn('topics'), importantColumn('parties')]
  const row = {
    id: '7782342274025937895',
    started: '2026-11-19T06:05:00Z',
    title: 'Weekly',
    topics: 'Price',
    parties: 'Ana',
  }
  const print = await openPrinter('table', { ...look, width: 46, columns })
  const page = { rows: [{ ...row, scope: null }] }
  expect(print.page(page)).toMatch(/^id +topics +parties +…\n/)
  print.page({ rows: [{ ...row, scope: 'Internal' }] })
  print.page(page)
  expect(print.hiddenColumns?.()).toEqual(['started', 'title', 'scope'])
})
