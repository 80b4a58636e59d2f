import { expect, it } from 'vitest'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'

async function idOf(line: string): Promise<string> {
  return (await run(`${line} --limit 1 --fields id -f csv`)).out.trim().split('\n')[1] ?? ''
}

const [user, call] = [await idOf('users list'), await idOf('calls list --from 30d')]
const TABLE = `call,user,note\n${call},${user},"=1+2"\n12345,${user},'@SUM(A1)\n`

/** The results of grants as the next table, three times in all, each in that format. */
async function threeTimes(format: string): Promise<string[]> {
  const network = openSandbox({ now: () => NOW })
  const results: string[] = [TABLE]
  for (let round = 0; round < 3; round += 1) {
    const files = memoryFiles({ table: results.at(-1) ?? '' })
    results.push((await run(`calls access grant --from-file table -f ${format}`, { files, network })).out)
  }
  return results.slice(1)
}

it.each(['csv', 'tsv'])(
  'results in %s are the next table, and their quotes before formulas do not grow',
  async (format) => {
    const [, second = '', third = ''] = await threeTimes(format)
    expect(second).toContain("'=1+2")
    expect(second).not.toContain("''")
    expect(third).toBe(second)
  },
)

it.each(['json', 'jsonl'])('results in %s are the next table, also where nothing says why', async (format) => {
  const [first = '', second = '', third = ''] = await threeTimes(format)
  expect(first).toContain('"granted"')
  expect(second).not.toContain('outcome2')
  expect(third).toBe(second)
})

it('a column of JSON that is null here and nested there is the nested one', async () => {
  const rows = [
    { call, user: null, more: null },
    { call, user: { email: 'k.nakamura@tallyhouse.example' }, more: null },
  ]
  const files = memoryFiles({ 'rows.json': JSON.stringify(rows) })
  const { exit, err } = await run(`calls access grant --from-file rows.json --user ${user} -f csv`, { files })
  expect({ exit, err }).toMatchObject({ exit: 0 })
})
