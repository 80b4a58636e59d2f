import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { leafEntries } from '../../../src/output/fields.ts'
import { openPrinter } from '../../../src/output/open-printer.ts'
import { growth } from '../../support/growth.ts'
import { look, printed } from '../../support/output-sample.ts'

/** Reads RFC 4180 with `\n` at the end of each row. */
function read(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)/y
  while (cell.lastIndex < text.length) {
    const [whole, quoted, plain, end] = cell.exec(text) ?? []
    if (whole === undefined) throw new Error(`not CSV: ${text}`)
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

const odd = fc.string({ unit: fc.oneof(fc.constantFrom(...'=+-@\'",;\t\r\n\x00\x1b\x9b ＝\ufeff'), fc.string()) })
const withoutControls = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/gu, '')

it('is read back to the same values, but for control characters and the guard', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(odd, odd), { minLength: 1 }), async (pairs) => {
      const rows = pairs.map(([a, b]) => ({ a, b }))
      const [header, ...cells] = read(await printed('csv', { fields: ['a', 'b'] }, rows))
      expect(header).toEqual(['a', 'b'])
      const bare = cells.flat().map((text) => text.replaceAll("'", ''))
      expect(bare).toEqual(pairs.flat().map((text) => withoutControls(text).replaceAll("'", '')))
    }),
  )
})

it('is read back to the very same values with the guard off, but for control characters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(odd, odd), { minLength: 1 }), async (pairs) => {
      const rows = pairs.map(([a, b]) => ({ a, b }))
      const [, ...cells] = read(await printed('csv', { fields: ['a', 'b'], guard: false }, rows))
      expect(cells).toEqual(pairs.map((pair) => pair.map(withoutControls)))
    }),
  )
})

/** Whether a spreadsheet would evaluate a cell, rather than show it or read it as one number, or digits of a phone number. */
function isFormula(cell: string): boolean {
  const start = /^[\s"'`\ufeff]*?([=+\-@＝＋－＠])/.exec(cell)
  const isDigits = /^[+-][\d ,.]*\d(e[+-]?\d+)?$|^\+\d[\d ./()-]*$|^-+$/i.test(cell)
  return /^[\t\r\n]/.test(cell) || (start !== null && !isDigits && cell[0] !== "'")
}

it.each(['csv', 'tsv'] as const)('lets no cell of %s be a formula, whatever the text', async (format) => {
  const numbers = fc.string({ unit: fc.constantFrom(...'+-0123456789 .,()e*/^;') })
  await fc.assert(
    fc.asyncProperty(fc.oneof(odd, numbers), async (title) => {
      const text = await printed(format, { fields: ['title', 'x'] }, [{ title }])
      const [, cells] = read(format === 'tsv' ? text.replaceAll('\t', ',') : text)
      expect(isFormula(cells?.[0] ?? '')).toBe(false)
    }),
  )
})

it('lets no cell be a formula where a semicolon, a tab or a line end begins the next', async () => {
  const dangerous = fc.constantFrom('=1+1', "=cmd|'/c calc'!A1", '@SUM(A1)', "-2+cmd|'/c calc'!A1", '＝1', ' =1', '"=1')
  const parts = fc.array(fc.tuple(fc.constantFrom(';', '\t', '\n', ' ;'), dangerous), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(fc.string(), parts, async (first, rest) => {
      const text = await printed('csv', { fields: ['title', 'x'] }, [{ title: first + rest.flat().join('') }])
      const cells = text.slice(text.indexOf('\n') + 1).split(/[;\t\n]/)
      expect(cells.slice(1).filter((cell) => /^[\s"]*[=@＝]|^[\s"]*-2/.test(cell))).toEqual([])
    }),
  )
})

it('quotes what has a semicolon, which parts cells in spreadsheets of other countries', async () => {
  expect(await printed('csv', { fields: ['a', 'b'] }, [{ a: 'x;y', b: 'z' }])).toBe('a,b\n"x;y",z\n')
})

it('leaves plain numbers, ids, phone numbers and lines of a list as they are', async () => {
  const numbers = ['-1', '+14255550100', '-1.5', '+49 170 1234567', '-1,234.50', '-2e-7', '-', '--']
  const phones = ['+1 202-555-0100', '+44 (0)20 7946 0000', '+1.202.555.0100', '+1 (202) 555-0100']
  const plain = [...numbers, ...phones, 'a\n- b, c\n- d', ':-)', 'Q1; -5% growth']
  const [, ...cells] = read(
    await printed(
      'csv',
      { fields: ['a'] },
      plain.map((a) => ({ a })),
    ),
  )
  expect(cells.flat()).toEqual(plain)
})

it('leaves numbers numbers and writes true and false', async () => {
  expect(await printed('csv', { fields: [] }, [{ n: -5, yes: true, no: false }])).toBe('n,yes,no\n-5,true,false\n')
})

it('makes columns of nested objects, and JSON text of lists', async () => {
  const row = { id: '1', deal: { id: 'D', stage: { name: 'won' } }, tags: ['a', 'b'] }
  expect(await printed('csv', { fields: [] }, [row])).toBe('id,deal.id,deal.stage.name,tags\n1,D,won,"[""a"",""b""]"\n')
})

it('has the known columns and no others, whatever the data holds', async () => {
  const text = await printed('csv', { fields: ['id', 'title'] }, [{ extra: 'x', id: '1' }], [{ id: '2', late: 'y' }])
  expect(text).toBe('id,title\n1,\n2,\n')
})

const value = fc.oneof(fc.constant(null), fc.constant({}), fc.constant([]), fc.string(), fc.integer(), fc.boolean())
const known = ['id', 'settings.a', 'settings.b.c', 'tags']
const row = fc.record(
  {
    id: value,
    settings: fc.oneof(
      value,
      fc.record({ a: value, b: fc.oneof(value, fc.record({ c: value })) }, { requiredKeys: [] }),
    ),
    tags: fc.oneof(value, fc.array(fc.string())),
    extra: value,
  },
  { requiredKeys: [] },
)

it.each(['csv', 'tsv'] as const)(
  'has the same columns of %s in whatever order rows, nulls and pages come',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row)), async (pages) => {
        const text = await printed(format, { fields: known }, ...pages)
        expect(text.split('\n')[0]).toBe(known.join(format === 'csv' ? ',' : '\t'))
      }),
    )
  },
)

it('loses no value without naming its field', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row)), async (pages) => {
      const print = await openPrinter('csv', { ...look, fields: known })
      const text = [...pages.map((rows) => print.page({ rows })), print.end()].join('')
      const values = read(text).slice(1).flat()
      const lost = print.droppedFields?.() ?? []
      for (const one of pages.flat())
        for (const [path, value] of leafEntries(one)) {
          const isThere = known.includes(path) || lost.includes(path)
          expect(isThere || value === null || JSON.stringify(value).length === 2).toBe(true)
        }
      expect(values.length).toBe(pages.flat().length * known.length)
    }),
  )
})

it('names a field without a column once, however often it comes', async () => {
  const print = await openPrinter('csv', { ...look, fields: ['id', 'a.b'] })
  print.page({ rows: [{ id: '1', a: { b: 1, c: 2 }, x: { y: [1] }, n: null, e: {} }] })
  print.page({ rows: [{ id: '2', a: 'text', x: { y: [2], z: false } }] })
  expect(print.droppedFields?.()).toEqual(['a.c', 'x.y', 'a', 'x.z'])
})

it('names nothing where fields were picked', async () => {
  const print = await openPrinter('csv', { ...look, pick: ['id'] })
  print.page({ rows: [{ id: '1', title: 'a' }] })
  expect(print.droppedFields?.()).toEqual([])
})

it('makes columns of what an open object holds on the first page', async () => {
  const print = await openPrinter('csv', { ...look, fields: ['id', 'log.*', 'at'] })
  const text = print.page({ rows: [{ id: '1', log: { action: 'a', deep: { n: 1 } }, at: 't' }] })
  print.page({ rows: [{ id: '2', log: { late: 'b' } }] })
  expect([text, print.droppedFields?.()]).toEqual(['id,log.action,log.deep.n,at\n1,a,1,t\n', ['log.late']])
})

it('takes four times as long for four times as many names, not sixteen times', async () => {
  const wide = (size: number): Row => Object.fromEntries(Array.from({ length: size }, (_, n) => [`n${n}`, null]))
  expect(await growth(5000, 10, (size) => printed('csv', { fields: [] }, [wide(size)]))).toBeLessThan(10)
})

it('makes no column of an object that is null in one record', async () => {
  const text = await printed('csv', { fields: [] }, [
    { id: '1', deal: null },
    { id: '2', deal: { id: 'D' } },
  ])
  expect(text).toBe('id,deal.id\n1,\n2,D\n')
})

it('prints the header of an empty list when the fields are known', async () => {
  expect(await printed('csv', { fields: ['id', 'title'] }, [])).toBe('id,title\n')
  expect(await printed('csv', { fields: ['id', 'title'], pick: ['title'] })).toBe('title\n')
})

it('maps picked fields over lists', async () => {
  const row: Row = { parties: [{ name: 'Ana' }, { emailAddress: 'b@c.example' }] }
  expect(await printed('csv', { pick: ['parties.name'] }, [row])).toBe('parties.name\n"[""Ana"",null]"\n')
})

it('writes a lone empty value so that no reader skips its row', async () => {
  expect(await printed('csv', { pick: ['title'] }, [{ id: '1' }, { title: 'a' }])).toBe('title\n""\na\n')
})

it('keeps a TSV row on one line and its tabs between values', async () => {
  expect(await printed('tsv', { pick: ['title', 'id'] }, [{ title: 'a\tb\r\nc', id: '1' }])).toBe(
    'title\tid\na b c\t1\n',
  )
})
