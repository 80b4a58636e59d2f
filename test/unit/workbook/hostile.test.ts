import { describe, expect, it } from 'vitest'
import { fileOf, type MadeWorkbook, madeWorkbook, zipped } from '../../support/made-workbook.ts'
import { workbookTexts } from '../../support/workbook-texts.ts'

const good: MadeWorkbook = { sheets: { a: '<row r="1"><c r="A1"><v>1</v></c></row>' } }
const whole = madeWorkbook(good)
const sheet = (xml: string): MadeWorkbook => ({ ...good, parts: { 'xl/worksheets/sheet1.xml': xml } })
const rows = (xml: string): MadeWorkbook => ({ sheets: { a: xml } })

async function problem(bytes: Uint8Array): Promise<string> {
  try {
    await workbookTexts(fileOf(bytes))
  } catch (error) {
    if (error instanceof Error && error.name === 'Failure')
      return error.message.replace('people.xlsx cannot be read as a workbook: ', '')
    throw error
  }
  return 'none'
}

describe('a file that is no workbook', () => {
  it.each([
    ['an empty file', '', 'it is empty'],
    ['text', 'id,name\n1,x\n', 'it is no .xlsx'],
    [
      'a workbook with a password',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      'it is protected by a password, or an .xls of Excel 97',
    ],
    ['the beginning of one', whole.subarray(0, 300), 'it is damaged or not whole'],
    ['two letters', 'PK', 'it is damaged or not whole'],
    ['an archive of other things', zipped({ 'a.txt': 'a' }), 'there is no workbook in the archive'],
    ['an OpenDocument', zipped({ mimetype: 'application/vnd.oasis' }), 'it is an .ods or the like'],
    [
      'a binary workbook',
      madeWorkbook({ ...good, parts: { '_rels/.rels': relations('xl/workbook.bin'), 'xl/workbook.bin': '' } }),
      'it is an .xlsb',
    ],
    [
      'a document',
      zipped({ '_rels/.rels': relations('word/document.xml'), 'word/document.xml': '<a/>' }),
      'there is no workbook in the archive',
    ],
    ['a workbook without sheets', madeWorkbook({ sheets: {} }), 'it has no sheet'],
  ])('is told from one: %s', async (_, content, expected) => {
    expect(await problem(typeof content === 'string' ? Buffer.from(content, 'latin1') : content)).toBe(expected)
  })

  function relations(target: string): string {
    return `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="${target}"/></Relationships>`
  }
})

describe('a workbook that was made to do harm', () => {
  it.each([
    [
      'entities',
      sheet('<!DOCTYPE a [<!ENTITY b "bbb">]><worksheet>&b;</worksheet>'),
      'xl/worksheets/sheet1.xml in it declares a document type',
    ],
    ['an unknown entity', rows('<row><c><v>&b;</v></c></row>'), 'xl/worksheets/sheet1.xml in it is damaged'],
    ['no XML', sheet('<worksheet><sheetData></worksheet>'), 'xl/worksheets/sheet1.xml in it is damaged'],
    ['a half sheet', sheet('<worksheet><sheetData><row>'), 'xl/worksheets/sheet1.xml in it is damaged'],
    ['depth', rows('<a>'.repeat(1000) + '</a>'.repeat(1000)), 'xl/worksheets/sheet1.xml in it is nested too deeply'],
    [
      'an endless text',
      rows(`<row><c t="str"><v>${'ab'.repeat(3e6)}</v></c></row>`),
      'xl/worksheets/sheet1.xml in it has a text without an end',
    ],
    ['an endless name', sheet(`<${'ab'.repeat(3e6)}/>`), 'xl/worksheets/sheet1.xml in it has a text without an end'],
    [
      'a part of nothing but zeros',
      rows(`<row/>${' '.repeat(30e6)}`),
      'xl/worksheets/sheet1.xml in it would unpack to 30 MB',
    ],
    ['a row that is none', rows('<row r="1048577"/>'), 'row 1048577 does not follow row 0'],
    ['rows in another order', rows('<row r="2"/><row r="1"/>'), 'row 1 does not follow row 2'],
    ['a column that is none', rows('<row><c r="XFE1"/></row>'), 'cell XFE1 of row 1 is not where it should be'],
    ['cells in another order', rows('<row><c r="B1"/><c r="A1"/></row>'), 'cell A1 of row 1 is not where it should be'],
    ['an address of nothing', rows('<row><c r="=1+1"/></row>'), 'cell =1+1 of row 1 is not where it should be'],
    ['a number that is none', rows('<row><c r="A1"><v>x</v></c></row>'), 'cell A1 is damaged'],
    ['a text that is not there', rows('<row><c r="A1" t="s"><v>7</v></c></row>'), 'cell A1 is damaged'],
    ['a type that is none', rows('<row><c r="A1" t="constructor"><v>7</v></c></row>'), 'cell A1 is damaged'],
  ])('is refused with a sentence: %s', async (_, made, expected) => {
    expect(await problem(madeWorkbook(made))).toBe(expected)
  })

  it('is refused where a part has other bytes than the archive says', async () => {
    const bytes = Buffer.from(whole)
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 5
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    expect(await problem(bytes)).toBe('xl/worksheets/sheet1.xml in it is damaged')
  })

  it('is refused where a part is there twice', async () => {
    const two = madeWorkbook({ sheets: { a: '', b: '' } })
      .toString('latin1')
      .replaceAll('sheet2.xml', 'sheet1.xml')
    expect(await problem(Buffer.from(two, 'latin1'))).toBe('xl/worksheets/sheet1.xml is in it twice')
  })

  it('never crashes, whichever byte of it is another one', async () => {
    for (let at = 0; at < whole.length; at += 23) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      await problem(bytes)
    }
  })
})
