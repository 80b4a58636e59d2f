import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { openPrinter } from '../../../src/output/open-printer.ts'
import { formats } from '../../../src/output/printer.ts'
import { look, printed } from '../../support/output-sample.ts'

const rows: readonly Row[] = [{ id: '1', title: 'a' }, { id: '2' }]
const list = formats.filter((format) => format !== 'raw' && format !== 'html')
const bytes = (text: string) => new TextEncoder().encode(text)

it.each(list)('has the first row of a %s out before the second page is asked for', async (format) => {
  const print = await openPrinter(format, look)
  expect(print.page({ rows }).length).toBeGreaterThan(0)
})

it('prints a list as an array with one record a line', async () => {
  expect(await printed('json', {}, rows, [], rows)).toBe(
    '[\n{"id":"1","title":"a"},\n{"id":"2"},\n{"id":"1","title":"a"},\n{"id":"2"}\n]\n',
  )
})

it('prints an empty list as an empty array, with or without pages', async () => {
  expect(await printed('json', {})).toBe('[]\n')
  expect(await printed('json', {}, [], [])).toBe('[]\n')
})

it('closes an array that was cut short, so that it still parses', async () => {
  expect(JSON.parse(await printed('json', { pretty: true }, rows))).toEqual(rows)
})

it('prints a single thing as one object', async () => {
  expect(await printed('json', { single: true }, [{ id: '1' }])).toBe('{"id":"1"}\n')
})

it('indents JSON for a person', async () => {
  expect(await printed('json', { pretty: true }, [{ id: '1' }])).toBe('[\n  {\n    "id": "1"\n  }\n]\n')
})

it('escapes what a terminal might obey, and still means the same', async () => {
  const row = { title: 'a\x9b31m\x7f\u202e\u2028\u{e0041}👩‍👧' }
  const text = await printed('jsonl', { pretty: true }, [row])
  expect(text).toBe('{"title":"a\\u009b31m\\u007f\\u202e\\u2028\\udb40\\udc41👩‍👧"}\n')
  expect(JSON.parse(text)).toEqual(row)
})

it('leaves the text of a pipe exact', async () => {
  expect(await printed('jsonl', {}, [{ title: 'a\x9b\u202e' }])).toBe('{"title":"a\x9b\u202e"}\n')
})

it('prints nothing for an empty table or an empty list of lines', async () => {
  expect(await printed('table', {}, [])).toBe('')
  expect(await printed('jsonl', {}, [], [])).toBe('')
})

it('gives picked fields in the order typed, null where there is none', async () => {
  expect(await printed('jsonl', { pick: ['title', 'id'] }, rows)).toBe(
    '{"title":"a","id":"1"}\n{"title":null,"id":"2"}\n',
  )
})

it('passes the bytes that Gong sent on untouched, with a newline between pages that have none', async () => {
  const print = await openPrinter('raw', look)
  const pages = ['{"a" : 1}', '{}\n', '\xff'].map((raw) => print.page({ rows, raw: bytes(raw) }))
  expect(Buffer.concat(pages.map((page) => Buffer.from(page)))).toEqual(Buffer.from('{"a" : 1}\n{}\n\xff'))
})

it('refuses raw for rows that Gong did not send as they are', async () => {
  const print = await openPrinter('raw', look)
  expect(() => print.page({ rows })).toThrow('raw is not available for this command')
})

it('refuses to pick fields from raw bytes', async () => {
  await expect(openPrinter('raw', { ...look, pick: ['id'] })).rejects.toMatchObject({ kind: 'usage' })
})
