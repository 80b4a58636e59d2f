import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTable } from '../../../src/bulk/table/open-table.ts'
import { cellsOf, tableContext, tableOf } from '../../support/tables.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

async function refusal(content: string | Uint8Array): Promise<string> {
  try {
    await cellsOf(await tableOf(content))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'taken'
}

describe('a table that nobody should send', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['is empty', '', 'stdin is empty'],
    ['has a mark alone', '\ufeff', 'stdin is empty'],
    ['has blank lines alone', '\n\r\n ,, \n', 'stdin is empty'],
    ['has a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 'the quote that opens in line 3 is never closed'],
    [
      'has a quote that another closes, lines later',
      'a,b\n1,"2\n3,4\n5,"6"\n',
      'the quote that opens in line 2 is not closed in its line, and the next one is in the midst of a cell',
    ],
    [
      'is an old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      'stdin is a file of an old Excel, or one with a password',
    ],
    ['is compressed', Buffer.from([0x1f, 0x8b, 8, 0]), 'stdin is compressed with gzip'],
    ['is a PDF', '%PDF-1.7', 'stdin is a PDF'],
    ['is an archive of something else', Buffer.from('PK\x03\x04 and so on'), 'stdin'],
    ['is not UTF-8', Buffer.from('email,name\na,J\xf6\n', 'latin1'), 'stdin is not UTF-8; it looks like windows-1252'],
    ['is UTF-16 without a mark', Buffer.from('email,name\n', 'utf16le'), 'it looks like utf-16le'],
    ['is JSON that ends too early', '[{"a":1},{"a":', 'stdin ends within the item or list that opens in line 1'],
    ['is JSON with a word in it', '[{"a":1}, nonsense]', 'stdin: item 2 is not JSON'],
    ['is JSON without objects', '[]', 'stdin has no objects in a list'],
    ['is JSON with lists in its list', '[[1]]', 'stdin: item 1 is not an object'],
    ['is JSON with two lists', '{"a":[{"x":1}],\n"b":[{"x":1}]}', 'stdin has more than one list: "a" and "b"'],
    ['is JSON lines of which one is none', '{"a":1}\n{"a":\n', 'ends within the item or list that opens in line 2'],
  ])('is refused when it %s', async (_, content, message) => {
    expect(await refusal(content)).toContain(message)
  })

  it('has no second reading when somebody changed it meanwhile', async () => {
    const path = join(emptyFolder(), 'people.csv')
    const people = (name: string) => `email\n${`${name}@example.com\n`.repeat(20_000)}`
    writeFileSync(path, people('jo'))
    const table = await openTable(
      path,
      {},
      {
        context: tableContext(''),
        globals: {},
      },
    )
    expect(await cellsOf(table)).toHaveLength(20_001)
    expect(await cellsOf(table)).toHaveLength(20_001)
    writeFileSync(path, `${people('jo').slice(0, -3)}xx\n`)
    await expect(cellsOf(table)).rejects.toThrow(`${path} was changed while it was read`)
    writeFileSync(path, `${people('jo')}more@example.com\n`)
    await expect(cellsOf(table)).rejects.toThrow('was changed while it was read')
    writeFileSync(path, people('jo'))
    expect(await cellsOf(table)).toHaveLength(20_001)
  })
})

describe('a table that is odd', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    [
      'formulas',
      'a,b\n=1+1,"@SUM(A1)"\n',
      [
        ['a', 'b'],
        ['=1+1', '@SUM(A1)'],
      ],
    ],
    [
      'quotes within a cell',
      'a,b\n5" pipe,"Jo" Doe\n',
      [
        ['a', 'b'],
        ['5" pipe', '"Jo" Doe'],
      ],
    ],
    [
      'lone returns',
      'a,b\r1,2\r"3\r4",5',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3\r4', '5'],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\r1,2\n3,4\r\n5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a NUL',
      'a,b\n1\0,2\n',
      [
        ['a', 'b'],
        ['1\0', '2'],
      ],
    ],
    [
      'the same heading twice',
      'a,a\n1,2\n',
      [
        ['a', 'a'],
        ['1', '2'],
      ],
    ],
    ['a heading alone', 'a,b\n', [['a', 'b']]],
    [
      'short lines',
      'a,b,c\n1\n',
      [
        ['a', 'b', 'c'],
        ['1', '', ''],
      ],
    ],
    [
      'long lines',
      'a,b\n1,2,,\n1,2,3\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['1', '2', '3'],
      ],
    ],
    [
      'commas in numbers',
      'a;b\n1,5;2,5\n',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
      ],
    ],
    [
      'headings in brackets',
      '[Email],[Name]\n1,2\n',
      [
        ['[Email]', '[Name]'],
        ['1', '2'],
      ],
    ],
    [
      'nested JSON',
      '[{"a":{"b":1,"c":null},"d":[1,"x"],"e":12345678901234567890}]',
      [
        ['a.b', 'd', 'e'],
        ['1', '[1,"x"]', '12345678901234567890'],
      ],
    ],
    ['a list of values', '["x", "y"]', [['value'], ['x'], ['y']]],
    ['one object', '{"a":1}', [['a'], ['1']]],
  ])('is read with %s', async (_, content, cells) => {
    expect(await cellsOf(await tableOf(content))).toEqual(cells)
  })

  it('is read with a cell of a megabyte, over many chunks', async () => {
    const long = 'x,"\n'.repeat(250_000)
    const lines = await cellsOf(await tableOf(`a,b\n"${long.replaceAll('"', '""')}",2\n3,4\n`))
    expect(lines.map((cells) => cells.map((cell) => cell.length))).toEqual([
      [1, 1],
      [1_000_000, 1],
      [1, 1],
    ])
  })

  it('may have no heading, and remarks', async () => {
    const isHeading = () => false
    const table = await tableOf('# people\njo@example.com\n\n# and\nbo@example.com, x\n', { isHeading, comments: true })
    expect(await cellsOf(table)).toEqual([[], ['jo@example.com'], ['bo@example.com', ' x']])
  })
})
