import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSelection } from '../../../src/output/json/selection.ts'
import { home, KEYS, run } from '../../run.ts'

async function written(line: string, name: string) {
  const { folder, env } = await home()
  const [out, status] = [join(folder, name), join(folder, 'status.json')]
  const { err, exit } = await run(`${line} -o ${out} --status ${status}`, { env: { ...KEYS, ...env } })
  return { err, exit, text: readFileSync(out, 'utf8'), rows: JSON.parse(readFileSync(status, 'utf8')).rows }
}

describe('the closing line and --status count the rows that were written', () => {
  it.each([
    ['report scorecards --from 30d --sort -answers --limit 6', 'x.csv', 6],
    ['users list --sort id --limit 4', 'x.json', 4],
    ["users list --jq 'select(.managerId == null)'", 'x.csv', undefined],
    ["users list --jq 'select(.managerId == null)' --sort -id --limit 1", 'x.csv', 1],
    ["users list --jq '.id'", 'x.jsonl', undefined],
    ["users list --jq 'length'", 'x.json', 1],
    ["users list --jq '{id}, {id}'", 'x.csv', 80],
    ["users list --jq 'select(.id == 1)'", 'x.jsonl', 0],
    ['users list --limit 7', 'x.csv', 7],
  ])('%s', async (line, name, count) => {
    const { err, exit, text, rows } = await written(line, name)
    const lines = text.split('\n').length - 1 - (name === 'x.csv' ? 1 : 0)
    expect(exit).toBe(0)
    expect(rows).toBe(count ?? lines)
    expect(err).toContain(`${rows} row${rows === 1 ? '' : 's'}`)
    if (count === undefined) expect(rows).toBeGreaterThan(0)
  })
})

describe('a file of csv to which --jq lets no row through', () => {
  it.each([
    "report coverage --during last-week --jq 'select(.missing > 100000)'",
    'users list --jq \'select(.id == "(") | select(.title)\'',
  ])('has its heading all the same: %s', async (line) => {
    const { err, text } = await written(line, 'x.csv')
    const whole = await written(`${line.replace(/ --jq .*/, '')} --limit 1`, 'x.csv')
    expect(text).toBe(`${whole.text.split('\n')[0]}\n`)
    expect(err).toMatch(/^0 rows/m)
  })

  it('has none where its rows would have other columns', async () => {
    expect((await written("users list --jq 'select(.id == 1) | {id}'", 'x.csv')).text).toBe('')
  })
})

it.each([
  ['select(.a > 1)', true],
  [' select ( .a | test("\\\\)") ) | select(.b)', true],
  ['select((.a + 1) * 2 > 3)', true],
  ['select(.a) | {a}', false],
  ['select(.a), {a}', false],
  ['{a} | select(.a)', false],
  ['select(.a', false],
  ['selected(.a)', false],
])('whether %s only lets records through: %s', (expression, is) => {
  expect(isSelection(expression)).toBe(is)
})

it('says "no rows" of a table in which --jq leaves none', async () => {
  expect((await run("users list -f table --jq 'select(.id == 1)'")).err).toContain('no rows')
})
