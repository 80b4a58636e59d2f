import { expect, it } from 'vitest'
import { compileJq, jqPrinter } from '../../../src/output/json/jq.ts'
import { jqHere } from '../../support/jq-in-process.ts'
import { look } from '../../support/output-sample.ts'

const run = async (expression: string, json: string) => (await compileJq(expression, jqHere)).run(json)

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
