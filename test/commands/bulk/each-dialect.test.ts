import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { KEYS, type Ran, run, testSandbox } from '../../run.ts'
import { type Dialect, dialectsOf } from '../../support/dialects.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { TABLES_OF_COMMANDS } from '../../support/tables-of-commands.ts'

/** JSON is there as Gong's own document has it, and not a table: other fields than Gong's are refused. */
const GONGS_JSON = ['crm schema add', 'crm schema set']

const commands = commandsIn(await tree(entries)).filter(
  ({ command: { inputs } }) => 'fromFile' in inputs && 'map' in inputs,
)

/** What a command makes of a table on stdin; a change, of which requests. */
async function given(path: string, { content, encoding, sheet }: Dialect): Promise<Ran> {
  const [rest = ''] = TABLES_OF_COMMANDS[path] ?? []
  const isChange = commands.some((one) => one.path === path && 'plan' in one.command)
  const flags = [
    ...(isChange ? ['--dry-run'] : []),
    ...(encoding === undefined ? [] : ['--encoding', encoding]),
    ...(sheet === undefined ? [] : ['--sheet', sheet]),
  ]
  const line = `${path} ${rest} --from-file - -f json ${flags.join(' ')}`
  return await run(line, {
    stdin: content,
    files: memoryFiles(),
    env: { ...KEYS, ...HOME_ENV },
    network: testSandbox(),
  })
}

it('names every command that takes a table', () => {
  expect(commands.map(({ path }) => path).sort()).toEqual(Object.keys(TABLES_OF_COMMANDS).sort())
})

/** One reader reads them for all commands: each has a third of them, so that each is had by several, and a workbook. */
const PARTS = 3

const tables = Object.entries(TABLES_OF_COMMANDS).map(([path, [, ...cells]], place) => ({ path, cells, place }))

describe.each(tables)('gong $path', ({ path, cells, place }) => {
  it('understands dialects of a table alike', async () => {
    // A column that belongs to no field, with all that a cell may have in it.
    const wide = cells.map((line, at) => [...line, at === 0 ? 'remark' : at === 1 ? 'two\nlines; "a", |b|' : ''])
    const [usual, ...all] = dialectsOf(wide)
    const others = all.filter(
      ({ name, sheet }, at) =>
        (at % PARTS === place % PARTS || sheet !== undefined) &&
        !(GONGS_JSON.includes(path) && name.startsWith('JSON')),
    )
    if (usual === undefined) throw new Error('there are dialects')
    const { exit, out, err } = await given(path, usual)
    expect([0, 8], err).toContain(exit)
    expect(out.length).toBeGreaterThan(50)
    for (const dialect of others) {
      const ran = await given(path, dialect)
      // Hints repeat how the table was read.
      const seen = ran.out.replaceAll(/ --(encoding|sheet) [\w-]+/g, '')
      expect({ name: dialect.name, exit: ran.exit, out: seen }, ran.err).toEqual({ name: dialect.name, exit, out })
    }
  })
})
