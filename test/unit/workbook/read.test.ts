import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { stripControls } from '../../../src/output/spreadsheet-text.ts'
import { xlsxPrinter } from '../../../src/output/xlsx/xlsx.ts'
import { type Cell, isRounded } from '../../../src/workbook/cell.ts'
import { openWorkbook } from '../../../src/workbook/open-workbook.ts'
import { anyText } from '../../support/any-text.ts'
import { fileOf, type MadeWorkbook, madeWorkbook } from '../../support/made-workbook.ts'
import { look } from '../../support/output-sample.ts'
import { workbookTexts } from '../../support/workbook-texts.ts'

const read = (made: MadeWorkbook) => workbookTexts(fileOf(madeWorkbook(made)))

/** Formats in the order of the styles of cells. */
const FORMATS = [
  'General',
  'yyyy\\-mm\\-dd',
  'dd/mm/yyyy hh:mm',
  '[$-407]d. mmmm yyyy;@',
  'hh:mm AM/PM',
  '[h]:mm:ss',
  '0.00" days"',
  '[Red]0;[Blue]-0',
  'mmm',
  '#,##0.00\\ [$€-407]',
] as const
const STYLES = `<numFmts>${FORMATS.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs>${FORMATS.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="49"/></cellXfs>`

async function oneCell(xml: string, made: Partial<MadeWorkbook> = {}): Promise<Cell | undefined> {
  const bytes = madeWorkbook({ sheets: { a: `<row r="1">${xml}</row>` }, styles: STYLES, ...made })
  const workbook = await openWorkbook(fileOf(bytes), 'people.xlsx')
  for (const sheet of workbook.sheets) for await (const [row] of workbook.rows(sheet)) return row?.cells[0]
  return undefined
}

describe('the cells of a workbook', () => {
  it('are where their addresses say, on each sheet', async () => {
    expect(
      await read({
        sheets: {
          first:
            '<row r="2"><c r="C2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="4"><c><v>3</v></c><c><v>4</v></c></row>',
          second: '<row><c><v>5</v></c></row><row/>',
        },
      }),
    ).toEqual({
      first: [[], ['', '', '1', ...Array(23).fill(''), '2'], [], ['3', '4']],
      second: [['5'], []],
    })
  })

  it('share texts, also with runs of their own look and a reading aloud', async () => {
    const strings =
      '<si><t>plain &amp; &lt;b&gt;</t></si><si><r><t xml:space="preserve">two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh><t>ルビ</t></rPh></si><si><t>a_x000D_b _x005F_x0041_</t></si><si><t/></si>'
    const cells = [0, 1, 2, 3].map((at) => `<c t="s"><v>${at}</v></c>`).join('')
    expect(await read({ sheets: { a: `<row>${cells}</row>` }, strings })).toEqual({
      a: [['plain & <b>', 'two runs', 'a\rb _x0041_', '']],
    })
  })

  it.each([
    ['<c t="inlineStr"><is><t>in</t></is></c>', 'in'],
    ['<c t="inlineStr"><is><r><t>i</t></r><r><t>n</t></r></is></c>', 'in'],
    ['<c t="str"><f>A1&amp;B1</f><v>both</v></c>', 'both'],
    ['<c><f>1+1</f><v>2</v></c>', '2'],
    ['<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['<c t="b"><v>1</v></c>', 'true'],
    ['<c t="b"><v>0</v></c>', 'false'],
    ['<c t="d"><v>2026-05-01</v></c>', '2026-05-01'],
    ['<c t="d"><v>2026-05-01T09:30:00</v></c>', '2026-05-01T09:30:00'],
    ['<c><v>1.5E-3</v></c>', '0.0015'],
    ['<c><v>1.6888E+17</v></c>', '168880000000000000'],
    ['<c><v><![CDATA[7]]></v></c>', '7'],
    ['<c s="1"/>', ''],
    ['<c s="1"><v>46143</v></c>', '2026-05-01'],
    ['<c s="2"><v>46143.395833333336</v></c>', '2026-05-01T09:30:00'],
    ['<c s="3"><v>46143</v></c>', '2026-05-01'],
    ['<c s="4"><v>0.3958333333333333</v></c>', '09:30:00'],
    ['<c s="5"><v>1.5</v></c>', '36:00:00'],
    ['<c s="6"><v>46143</v></c>', '46143'],
    ['<c s="7"><v>46143</v></c>', '46143'],
    ['<c s="8"><v>46143</v></c>', '2026-05-01'],
    ['<c s="9"><v>46143</v></c>', '46143'],
    ['<c s="10"><v>46143</v></c>', '2026-05-01'],
    ['<c s="11"><v>46143.5</v></c>', '2026-05-01T12:00:00'],
    ['<c s="12"><v>46143</v></c>', '46143'],
    ['<c s="99"><v>46143</v></c>', '46143'],
    ['<c s="1"><v>1</v></c>', '1900-01-01'],
    ['<c s="1"><v>59</v></c>', '1900-02-28'],
    ['<c s="1"><v>61</v></c>', '1900-03-01'],
    // The day that never was, and what no day has.
    ['<c s="1"><v>60</v></c>', '60'],
    ['<c s="1"><v>0</v></c>', '0'],
    ['<c s="1"><v>-5</v></c>', '-5'],
    ['<c s="1"><v>2958465</v></c>', '9999-12-31'],
    ['<c s="1"><v>2958466</v></c>', '2958466'],
  ])('reads %s as %j', async (xml, text) => {
    expect(await read({ sheets: { a: `<row>${xml}</row>` }, styles: STYLES })).toEqual({ a: [[text]] })
  })

  it('counts days from 1904 where the workbook does', async () => {
    const rows = '<row><c s="1"><v>0</v></c><c s="2"><v>44681.5</v></c><c s="4"><v>0.25</v></c></row>'
    const properties = '<workbookPr date1904="1"/>'
    expect(await read({ sheets: { a: rows }, styles: STYLES, properties })).toEqual({
      a: [['1904-01-01', '2026-05-01T12:00:00', '06:00:00']],
    })
  })

  it('tells a formula, also one that was never reckoned, and an id that was typed as a number', async () => {
    expect(await oneCell('<c><f>A1</f></c>')).toEqual({
      column: 0,
      style: 0,
      hasFormula: true,
      value: { kind: 'empty' },
    })
    expect((await oneCell('<c t="b"><f>TRUE()</f><v>1</v></c>'))?.hasFormula).toBe(false)
    const [long, short] = [await oneCell('<c><v>1.6888E+17</v></c>'), await oneCell('<c><v>999999999999999</v></c>')]
    expect([long, short].map((cell) => cell && isRounded(cell.value))).toEqual([true, false])
  })

  it('says what else is on a sheet', async () => {
    const after = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells><drawing r:id="x"/>'
    const workbook = await openWorkbook(fileOf(madeWorkbook({ sheets: { a: '' }, after })), 'people.xlsx')
    const found: string[] = []
    for (const sheet of workbook.sheets)
      for await (const _ of workbook.rows(sheet, (name, { ref = '' }) => found.push(`${name} ${ref}`.trim())));
    expect(found).toEqual(['worksheet', 'mergeCells', 'mergeCell A1:C1', 'drawing'])
  })

  it('reads names of elements with a prefix', async () => {
    const prefixed =
      '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const sheets = { a: '' }
    expect(await read({ sheets, parts: { 'xl/worksheets/sheet1.xml': prefixed } })).toEqual({ a: [['5']] })
  })

  it('gives back what this tool writes', async () => {
    const text = anyText({ minLength: 1, maxLength: 40 })
    const value = fc.oneof(text, fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ title: value, n: value }), { minLength: 1 }), async (rows: Row[]) => {
        const print = xlsxPrinter({ ...look, pick: ['title', 'n'], fields: undefined, columns: [] })
        const bytes = Buffer.concat([print.page({ rows }), print.end()])
        const { rows: [heading, ...cells] = [] } = await workbookTexts(fileOf(bytes))
        expect(heading).toEqual(['title', 'n'])
        const shown = (one: Row[string] | undefined) =>
          typeof one === 'string'
            ? stripControls(one).replace(/[\ufffe\uffff]/g, '\ufffd')
            : String(one === 0 ? 0 : one)
        expect(cells.map((row) => [row[0] ?? '', row[1] ?? ''])).toEqual(
          rows.map(({ title, n }) => [shown(title), shown(n)]),
        )
      }),
      { numRuns: 60 },
    )
  })
})
