import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { PrinterOptions } from '../../../src/output/printer.ts'
import { stripControls } from '../../../src/output/spreadsheet-text.ts'
import { xlsxPrinter } from '../../../src/output/xlsx/xlsx.ts'
import { run } from '../../run.ts'
import { anyText } from '../../support/any-text.ts'
import { look, oddCalls } from '../../support/output-sample.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'
import { sheetRows, unzip } from '../../support/workbook.ts'

const bare: PrinterOptions = { ...look, fields: undefined, columns: [] }

function workbook(options: PrinterOptions, ...pages: (readonly Row[])[]): Buffer {
  const print = xlsxPrinter(options)
  return Buffer.concat([...pages.map((rows) => print.page({ rows })), print.end()])
}

describe('a workbook', () => {
  it('has ids as text, times in the zone, numbers as numbers and nothing for what is missing', () => {
    const [heading, first, second, third] = sheetRows(workbook(look, oddCalls))
    expect(heading).toEqual(look.fields)
    expect(first?.slice(0, 5)).toEqual([
      '7782342274025937895',
      { date: '2026-11-19 14:05:00' },
      1834,
      'Weekly sync with Acme about the pilot, the "price" and the date',
      '5483920274025937895',
    ])
    expect(second?.[5]).toBe(true)
    expect(third?.[1]).toBeUndefined()
    expect(third?.[6]).toBe('=HYPERLINK("http://evil.example")')
  })

  it.each([
    ['=1+1', '=1+1'],
    ['@x', '@x'],
    ['+1', '+1'],
    ['0042', '0042'],
    ['+49 170 1234567', '+49 170 1234567'],
    ['12345678901234567', '12345678901234567'],
    [12, 12],
    [-0.25, -0.25],
    [1e300, '1e+300'],
    [1_234_567_890_123_456, '1234567890123456'],
    ['2026-05-01', { date: '2026-05-01' }],
    ['2026-02-30', '2026-02-30'],
    ['1899-01-01', '1899-01-01'],
    ['2026-03-29T00:59:59Z', { date: '2026-03-29 01:59:59' }],
    ['2026-03-29T01:00:00Z', { date: '2026-03-29 03:00:00' }],
    ['2026-10-25T01:30:00+01:00', { date: '2026-10-25 02:30:00' }],
    ['a\r\nb\tc', 'a\nb\tc'],
    ['_x0041_ & <b> "c"', '_x0041_ & <b> "c"'],
    [' spaces ', ' spaces '],
    [['a', 1], '["a",1]'],
    [{ a: { b: '<' } }, '{"a":{"b":"<"}}'],
    ['👩‍👩‍👧 שָׁלוֹם', '👩‍👩‍👧 שָׁלוֹם'],
    ['\ud800x\u0007\uffff', 'x\ufffd'],
    ['', undefined],
    [null, undefined],
  ])('holds %j as %j', (value, cell) => {
    expect(sheetRows(workbook({ ...bare, pick: ['started', 'end'] }, [{ started: value, end: 1 }]))[1]?.[0]).toEqual(
      cell,
    )
  })

  it.each(['2026-05-18', '2026-05-18T12:25:55.387Z', '00123', '1e5', '+12025550178'])(
    'holds %s as text where it is no field of times',
    (text) => {
      const rows = [{ title: text, 'metaData.title': text, jobTitle: text, customData: text }]
      const cells = sheetRows(workbook({ ...bare, pick: Object.keys(rows[0] ?? {}) }, rows))[1]
      expect(cells).toEqual([text, text, text, text])
    },
  )

  it('refuses more columns than a sheet has', () => {
    const wide = Object.fromEntries(Array.from({ length: 16_385 }, (_, at) => [`c${at}`, at]))
    expect(() => workbook(bare, [wide])).toThrow('a sheet of xlsx ends at 16,384 columns, and these rows have 16,385')
  })

  it('gives back any text', () => {
    const text = anyText({ minLength: 1 })
    fc.assert(
      fc.property(text, (title) => {
        const read = sheetRows(workbook({ ...bare, pick: ['title'] }, [{ title }]))[1]?.[0] ?? ''
        expect(read).toBe(stripControls(title).replace(/[\ufffe\uffff]/g, '\ufffd'))
      }),
    )
  })

  it('goes on in another process as if it had never stopped', () => {
    const first = xlsxPrinter(look)
    const bytes = first.page({ rows: oddCalls.slice(0, 2) })
    const state = JSON.parse(JSON.stringify(first.resumeState?.()))
    const second = xlsxPrinter({ ...look, resumeState: state })
    const rest = [second.page({ rows: oddCalls.slice(2) }), second.end()]
    const whole = workbook(look, oddCalls.slice(0, 2), oddCalls.slice(2))
    expect(Buffer.concat([bytes, ...rest]).equals(whole)).toBe(true)
  })

  it('goes on with another sheet where one is full', () => {
    const print = xlsxPrinter(bare, 3)
    const rows = [1, 2, 3, 4, 5].map((n) => ({ n }))
    const bytes = Buffer.concat([
      print.page({ rows: rows.slice(0, 1) }),
      print.page({ rows: rows.slice(1) }),
      print.end(),
    ])
    expect([1, 2, 3].map((number) => sheetRows(bytes, number))).toEqual([
      [['n'], [1], [2]],
      [['n'], [3], [4]],
      [['n'], [5]],
    ])
    expect(print.remarks?.()).toEqual(['the rows are on 3 sheets, since one ends at 3 rows'])
    expect(unzip(bytes).get('xl/workbook.xml')).toMatch(/name="rows".*name="rows 2".*name="rows 3"/)
  })

  it('says how many texts were longer than a cell', () => {
    const print = xlsxPrinter(bare)
    const bytes = Buffer.concat([print.page({ rows: [{ t: 'x'.repeat(40_000) }, { t: 'y' }] }), print.end()])
    expect(String(sheetRows(bytes)[1]?.[0])).toMatch(/^x{32766}…$/)
    expect(print.remarks?.()).toEqual(['1 text was cut at the 32,767 characters of a cell; -f csv keeps it whole'])
  })

  it('has its headings in bold and in view, a filter, and columns as wide as their texts', () => {
    const xml = unzip(workbook(look, oddCalls)).get('xl/worksheets/sheet1.xml') ?? ''
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<c r="A1" s="1"')
    expect(xml).toContain('<autoFilter ref="A1:H6"/>')
    expect(xml).toContain('<col min="1" max="1" width="20" customWidth="1"/>')
  })
})

describe('-o calls.xlsx', () => {
  it('has the rows on one sheet, and says on another what was asked for and in which zone times are', async () => {
    const path = join(emptyFolder(), 'calls.xlsx')
    const { exit } = await run(`calls list --during yesterday --tz Asia/Tokyo -o ${path}`)
    expect(exit).toBe(0)
    const bytes = readFileSync(path)
    expect(sheetRows(bytes)[0]?.slice(0, 3)).toEqual(['id', 'url', 'title'])
    expect(sheetRows(bytes)[1]?.[0]).toMatch(/^\d{15,20}$/)
    expect(sheetRows(bytes, 2)).toEqual([
      ['gong calls list'],
      ['Command', 'gong calls list --during yesterday --tz Asia/Tokyo'],
      ['Written', '2026-05-19 21:00 +09:00 (Asia/Tokyo)'],
      ['Period', '2026-05-18T00:00:00+09:00 to 2026-05-19T00:00:00+09:00'],
      ['Times', 'Asia/Tokyo'],
    ])
  })

  it('says which days a report is about, and whose days they are', async () => {
    const folder = emptyFolder()
    const [book, page] = [join(folder, 'reps.xlsx'), join(folder, 'reps.html')]
    await run(`report reps --during last-month --limit 2 -q -o ${book} -o ${page}`)
    const facts = sheetRows(readFileSync(book), 2)
    expect(facts).toContainEqual(['Days', 'America/New_York'])
    expect(facts).toContainEqual(['Period', '2026-04-01 to 2026-04-30'])
    expect(readFileSync(page, 'utf8')).toContain('<dt>Period</dt><dd>2026-04-01 to 2026-04-30</dd>')
  })

  it('does not get its name with more columns than a sheet has', async () => {
    const path = join(emptyFolder(), 'wide.xlsx')
    const { exit, err } = await run([
      ...`calls list --during yesterday --limit 1 -q -o ${path} --jq`.split(' '),
      '[range(16385) | {"c\\(.)": .}] | add',
    ])
    expect({ exit, isThere: existsSync(path) }).toEqual({ exit: 2, isThere: false })
    expect(err).toContain('16,384 columns')
  })

  it('has the headings when there are no rows', async () => {
    const path = join(emptyFolder(), 'calls.xlsx')
    await run(`calls list --from 2019-01-01 --to 2019-01-02 --fields id,title -q -o ${path}`)
    expect(sheetRows(readFileSync(path))).toEqual([['id', 'title']])
  })

  it('is not printed on a terminal', async () => {
    const { exit, err, sent } = await run('calls list --during yesterday -f xlsx', { terminal: true })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('-o rows.xlsx')
  })
})
