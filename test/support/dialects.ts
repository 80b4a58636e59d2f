import { madeWorkbook } from './made-workbook.ts'

/** A table as some program writes it. */
export interface Dialect {
  readonly name: string
  readonly content: string | Uint8Array
  readonly encoding?: string
  readonly sheet?: string
}

/**
 * The same cells in every form that a table may have. A heading and lines; signs, quotes and line ends may be in the cells.
 * Where all must be in windows-1252, so must they be.
 */
export function dialectsOf(cells: readonly (readonly string[])[]): readonly Dialect[] {
  const separated = (separator: string, end = '\n') =>
    cells.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator) + end).join('')
  const [header = [], ...lines] = cells
  // As objects, without empty cells.
  const objects = lines.map((line) =>
    Object.fromEntries(line.flatMap((cell, at) => (cell === '' ? [] : [[header[at] ?? '', cell]]))),
  )
  const all: readonly (readonly [string, string | Uint8Array, string?])[] = [
    ['commas', separated(',')],
    ['semicolons', separated(';')],
    ['tabs', separated('\t')],
    ['bars', separated('|')],
    ['a first line that names the separator', `sep=;\n${separated(';')}`],
    ['a first line that names an odd separator', `sep=^\r\n${separated('^', '\r\n')}`],
    ['a byte order mark', `\ufeff${separated(',')}`],
    ['a byte order mark and a separator', `\ufeffsep=|\n${separated('|')}`],
    ['UTF-16, little-endian', utf16le(`\ufeff${separated('\t')}`)],
    ['UTF-16, big-endian', utf16le(`\ufeff${separated(';')}`).swap16()],
    ['UTF-16 without a mark', utf16le(separated(';')), 'utf-16le'],
    ['windows-1252', Buffer.from(separated(';'), 'latin1'), 'windows-1252'],
    ['Windows line ends', separated(',', '\r\n')],
    ['line ends of an old Macintosh', separated(',', '\r')],
    ['blank lines at the end', `${separated(',')}\n\n,,\n  \n`],
    ['no line end at the end', separated(',').trimEnd()],
    ['blanks before its quotes', separated(', ')],
    ['JSON, a list', JSON.stringify(objects)],
    ['JSON, a list with line ends', `\ufeff${JSON.stringify(objects, null, 2)}`],
    ['JSON in an object', JSON.stringify({ requestId: '1', errors: [], people: objects })],
    ['JSON in an object with line ends', JSON.stringify({ people: objects, total: 2 }, null, 2)],
    ['JSON, an object a line', `${objects.map((row) => JSON.stringify(row)).join('\n\n')}\n`],
    ['JSON in UTF-16', utf16le(`\ufeff${JSON.stringify(objects)}`)],
  ]
  return [
    ...all.map(([name, content, encoding]) => ({ name, content, ...(encoding !== undefined && { encoding }) })),
    { name: 'a workbook, on its second sheet', content: workbook(cells), sheet: '2' },
  ]
}

/** On its second sheet, with an empty row behind each and a column in front that is empty. */
export function workbook(cells: readonly (readonly string[])[]): Buffer {
  const rows = cells.map((line, row) => {
    const number = row * 2 + 3
    const inside = line.map(
      (cell, at) =>
        `<c r="${columnName(at + 1)}${number}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    )
    return `<row r="${number}">${inside.join('')}</row>`
  })
  return madeWorkbook({ sheets: { Empty: '', People: rows.join('') } })
}

function columnName(at: number): string {
  return String.fromCharCode(65 + at)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}
