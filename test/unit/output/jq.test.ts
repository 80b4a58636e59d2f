import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRow, type Json, type Page, type Row } from '../../../src/lib/rows.ts'
import { compileJq, jqPrinter, jqRowsPrinter } from '../../../src/output/json/jq.ts'
import { jqHere } from '../../support/jq-in-process.ts'
import { look } from '../../support/output-sample.ts'

const run = async (expression: string, json: string) => (await (await compileJq(expression, jqHere)).run(json)).text

it('prints strings as they are and everything else as compact JSON, one a line', async () => {
  expect(await run('.[]', '["a\\n", "", 1.10, null, {"b": [1, 2]}]')).toBe('a\n\n\n1.10\nnull\n{"b":[1,2]}\n')
})

it('prints nothing when there is no result', async () => {
  expect(await run('empty', '[1]')).toBe('')
})

it('keeps every digit of a long number', async () => {
  expect(await run('.[0]', '[77823422740259378951]')).toBe('77823422740259378951\n')
})

it('takes an expression that begins with a minus', async () => {
  expect(await run('-1', 'null')).toBe('-1\n')
})

it('finds a slip in the expression before there is any data', async () => {
  await expect(compileJq('.[0', jqHere)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringMatching(/^--jq: syntax error, .* line 1, column 3$/),
  })
})

it("tells in jq's words when the expression does not suit the data", async () => {
  await expect(run('.[0].a', '[1]')).rejects.toMatchObject({
    kind: 'usage',
    message: '--jq: Cannot index number with string ("a")',
  })
})

it('passes no escape sequence on in an error', async () => {
  await expect(run('error("x\\u001b[31m")', '1')).rejects.toThrow(/^--jq: x$/)
})

it('sees the whole list as one array in json', async () => {
  const print = await jqPrinter('.[2].id', 'json', look, jqHere)
  expect(
    [
      await print.page({ rows: [{ id: '1' }, { id: '2' }] }),
      await print.page({ rows: [{ id: '3' }] }),
      await print.end(),
    ].join(''),
  ).toBe('3\n')
})

it('answers page by page in jsonl', async () => {
  const print = await jqPrinter('.id', 'jsonl', look, jqHere)
  expect(await print.page({ rows: [{ id: '1' }, { id: '2' }] })).toBe('1\n2\n')
})

it('cleans what goes to a terminal', async () => {
  const print = await jqPrinter('.title', 'jsonl', { ...look, pretty: true }, jqHere)
  expect(await print.page({ rows: [{ title: 'a\x1b[31mb\u202e' }] })).toBe('ab\n')
})

it('refuses formats that jq cannot fill', async () => {
  await expect(jqPrinter('.', 'csv', look, jqHere)).rejects.toMatchObject({ kind: 'usage' })
})

describe('rows of jq', () => {
  const rowsOf = async (expression: string, rows: readonly Row[]): Promise<readonly Row[]> => {
    const seen: Row[] = []
    const collect = {
      page: (page: Page) => {
        seen.push(...page.rows)
        return ''
      },
      end: () => '',
    }
    const print = await jqRowsPrinter(expression, collect, jqHere)
    await print.page({ rows })
    return seen
  }

  it.each([
    ['{x: (1/6)}', 1 / 6],
    ['{x: (-2/3)}', -2 / 3],
    ['{x: (1/3e20)}', 1 / 3e20],
    ['{x: 1234567890123456.5}', 1234567890123456.5],
    ['{x: 77823422740259378951}', '77823422740259378951'],
    ['{x: [-77823422740259378951, "1234567890123456789.5"]}', ['-77823422740259378951', '1234567890123456789.5']],
    ['{x: {"1234567890123456789": 0.1234567890123456}}', { '1234567890123456789': 0.1234567890123456 }],
  ])('%s makes a row', async (expression, x) => {
    expect(await rowsOf(expression, [{}])).toEqual([{ x }])
  })

  it('are the rows that jq was given, whatever their numbers and texts are', async () => {
    /** A whole number that no double is sure of may have become text, digit by digit. */
    const likeGiven = (value: Json): Json => {
      if (typeof value === 'string' && /^-?\d{16,}$/.test(value)) return Number(value)
      if (Array.isArray(value)) return value.map(likeGiven)
      return isRow(value)
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, likeGiven(one)]))
        : value
    }
    const digits = fc.stringMatching(/^[-+]?\d{1,25}(\.\d{1,20})?(e[+-]?\d{1,2})?["\\]?$/)
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), digits)
    const row = fc.dictionary(fc.oneof(digits, fc.string()), fc.oneof(value, fc.array(value), fc.jsonValue()))
    await fc.assert(
      fc.asyncProperty(row, async (row) => {
        const given: Row = JSON.parse(JSON.stringify(row))
        expect((await rowsOf('.', [given])).map(likeGiven)).toEqual([likeGiven(given)])
      }),
      { numRuns: 50 },
    )
  })
})
