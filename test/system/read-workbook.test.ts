import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { fileOf } from '../support/made-workbook.ts'
import { hasSpreadsheet, savedAsWorkbooks } from '../support/spreadsheet.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { workbookTexts } from '../support/workbook-texts.ts'

/** A document of LibreOffice. @param settings what comes before its sheets */
function document(settings = ''): string {
  const text = (content: string) =>
    `<table:table-cell office:value-type="string"><text:p>${content}</text:p></table:table-cell>`
  const cell = (attributes: string, shown: string) =>
    `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`
  const rows = [
    // A heading over two columns.
    `<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>who</text:p></table:table-cell><table:covered-table-cell/>${text('since')}`,
    `${text('0042')}${text('שלום &amp; 会議 <text:span>👩‍👩‍👧</text:span>')}${cell('table:style-name="day" office:value-type="date" office:date-value="2026-05-01"', '1 May 2026')}`,
    `${text('a</text:p><text:p>b')}<table:table-cell/>${cell('table:style-name="moment" office:value-type="date" office:date-value="2026-05-01T09:30:15"', '')}`,
    `${cell('office:value-type="float" office:value="0.1"', '0.1')}${cell('office:value-type="float" office:value="123456789012345"', '')}${cell('table:style-name="truth" office:value-type="boolean" office:boolean-value="true"', 'TRUE')}`,
    `${cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '2')}${cell('table:formula="of:=&quot;a&quot;&amp;&quot;b&quot;" office:value-type="string"', 'ab')}${cell('office:value-type="percentage" office:value="0.5"', '50%')}`,
  ]
  const table = (name: string, content: string) => `<table:table table:name="${name}">${content}</table:table>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="D"><number:day/><number:text>. </number:text><number:month number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="M"><number:year number:style="long"/><number:text>-</number:text><number:month/><number:text>-</number:text><number:day/><number:text> </number:text><number:hours/><number:text>:</number:text><number:minutes/></number:date-style>
<number:boolean-style style:name="B"><number:boolean/></number:boolean-style>
<style:style style:name="truth" style:family="table-cell" style:data-style-name="B"/><style:style style:name="day" style:family="table-cell" style:data-style-name="D"/><style:style style:name="moment" style:family="table-cell" style:data-style-name="M"/>
</office:automatic-styles>
<office:body><office:spreadsheet>${settings}${table('people', rows.map((row) => `<table:table-row>${row}</table:table-row>`).join(''))}${table('other', `<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/>${text('x')}</table:table-row>`)}</office:spreadsheet></office:body></office:document>`
}

const EXPECTED = {
  people: [
    ['who', '', 'since'],
    ['0042', 'שלום & 会議 👩‍👩‍👧', '2026-05-01'],
    ['a\nb', '', '2026-05-01T09:30:15'],
    ['0.1', '123456789012345', 'true'],
    ['2', 'ab', '0.5'],
  ],
  other: [[], [], ['', '', 'x']],
}

describe('a workbook that LibreOffice has saved', () => {
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(!hasSpreadsheet(), 'libreoffice not installed')
    expect(hasSpreadsheet(), 'libreoffice').toBe(true)
  })

  it('is read cell by cell, whether it counts days from 1899 or from 1904', async () => {
    const folder = emptyFolder()
    const early = '<table:null-date table:date-value="1904-01-01"/>'
    const settings = ['', `<table:calculation-settings>${early}</table:calculation-settings>`]
    const paths = settings.map((_, at) => join(folder, `people-${at}.fods`))
    for (const [at, path] of paths.entries()) writeFileSync(path, document(settings[at]))
    const read = (await savedAsWorkbooks(paths)).map((saved) => workbookTexts(fileOf(saved)))
    expect(await Promise.all(read)).toEqual([EXPECTED, EXPECTED])
  })
})
