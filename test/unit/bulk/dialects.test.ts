import { describe, expect, it } from 'vitest'
import { madeWorkbook } from '../../support/made-workbook.ts'
import { cellsOf, tableOf } from '../../support/tables.ts'

const CELLS = [
  ['email', 'name', 'note'],
  ['jo@example.com', 'Doe, Jo; |x|', 'two\nlines'],
  ['bo@example.com', 'Bø "B" Ström', ''],
]

/** Every cell in quotes. */
function separated(separator: string, end = '\n'): string {
  return CELLS.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator) + end).join('')
}

/** As objects, without empty cells. */
const OBJECTS = CELLS.slice(1).map((line) =>
  Object.fromEntries(line.flatMap((cell, at) => (cell === '' ? [] : [[CELLS[0]?.[at], cell]]))),
)

/** A workbook whose second sheet has the cells, with an empty row among them. */
function workbook(): Buffer {
  const rows = CELLS.map((line, row) => {
    const cells = line.map((cell, at) => `<c r="${'BCD'[at]}${row * 2 + 3}" t="inlineStr"><is><t>${cell}</t></is></c>`)
    return `<row r="${row * 2 + 3}">${cells.join('')}</row>`
  })
  return madeWorkbook({ sheets: { Empty: '', People: rows.join('') } })
}

const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('a table', () => {
  it.each<[string, string | Uint8Array, string?]>([
    ['commas', separated(',')],
    ['semicolons', separated(';')],
    ['tabs', separated('\t')],
    ['bars', separated('|')],
    ['a first line that names the separator', `sep=;\n${separated(';')}`],
    ['a first line that names an odd separator', `sep=^\r\n${separated('^', '\r\n')}`],
    ['a byte order mark', `\ufeff${separated(',')}`],
    ['a byte order mark and a separator', `\ufeffsep=|\n${separated('|')}`],
    ['UTF-16, little-endian', utf16le(`\ufeff${separated('\t')}`)],
    ['UTF-16, big-endian', utf16be(`\ufeff${separated(';')}`)],
    ['UTF-16 without a mark', utf16le(separated(';')), 'utf-16le'],
    ['windows-1252', Buffer.from(separated(';'), 'latin1'), 'windows-1252'],
    ['Windows line ends', separated(',', '\r\n')],
    ['line ends of an old Macintosh', separated(',', '\r')],
    ['blank lines at the end', `${separated(',')}\n\n,,\n  \n`],
    ['no line end at the end', separated(',').trimEnd()],
    ['blanks before its quotes', separated(', ')],
    ['JSON, a list', JSON.stringify(OBJECTS)],
    ['JSON, a list with line ends', `\ufeff${JSON.stringify(OBJECTS, null, 2)}`],
    ['JSON in an object', JSON.stringify({ requestId: '1', errors: [], people: OBJECTS })],
    ['JSON in an object with line ends', JSON.stringify({ people: OBJECTS, total: 2 }, null, 2)],
    ['JSON, an object a line', `${OBJECTS.map((row) => JSON.stringify(row)).join('\n\n')}\n`],
    ['JSON in UTF-16', utf16le(`\ufeff${JSON.stringify(OBJECTS)}`)],
  ])('of %s is read as it was meant', async (_, content, encoding) => {
    const table = await tableOf(content, encoding === undefined ? {} : { encoding })
    expect(await cellsOf(table)).toEqual(CELLS)
  })

  it('of a workbook is on its first sheet, or that which is named', async () => {
    const withColumn = CELLS.map((line) => ['', ...line])
    for (const sheet of ['people', '2']) {
      const lines = await cellsOf(await tableOf(workbook(), { sheet }))
      expect(lines).toEqual(withColumn)
    }
    await expect(tableOf(workbook())).rejects.toThrow('the sheet "Empty" is empty')
    await expect(tableOf(workbook(), { sheet: 'peple' })).rejects.toThrow('did you mean "People"')
  })
})
