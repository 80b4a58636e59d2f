import { describe, expect, it } from 'vitest'
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
  ])('of %s is read as it was meant', async (_, content, encoding) => {
    const table = await tableOf(content, encoding === undefined ? {} : { encoding })
    expect(await cellsOf(table)).toEqual(CELLS)
  })
})
