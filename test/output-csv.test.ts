import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row } from '../src/rows.ts'
import { printed } from './output-sample.ts'

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
      const bare = cells.flat().map((text, index) => {
        const wanted = withoutControls(pairs.flat()[index] ?? '')
        return text === `'${wanted}` ? wanted : text
      })
      expect(bare).toEqual(pairs.flat().map(withoutControls))
    }),
  )
})

it('lets no cell begin like a formula, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(odd, async (title) => {
      const [, cells] = read(await printed('csv', { fields: ['title', 'x'] }, [{ title }]))
      expect(cells?.[0]).not.toMatch(/^[\s"\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/)
    }),
  )
})

it('leaves numbers numbers and writes true and false', async () => {
  expect(await printed('csv', { fields: [] }, [{ n: -5, yes: true, no: false }])).toBe('n,yes,no\n-5,true,false\n')
})

it('makes columns of nested objects, and JSON text of lists', async () => {
  const row = { id: '1', deal: { id: 'D', stage: { name: 'won' } }, tags: ['a', 'b'] }
  expect(await printed('csv', { fields: [] }, [row])).toBe('id,deal.id,deal.stage.name,tags\n1,D,won,"[""a"",""b""]"\n')
})

it('gives the known columns first, then what else the first page holds', async () => {
  const text = await printed('csv', { fields: ['id', 'title'] }, [{ extra: 'x', id: '1' }], [{ id: '2', late: 'y' }])
  expect(text).toBe('id,title,extra\n1,,x\n2,,\n')
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
