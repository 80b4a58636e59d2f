import { expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'

it('every command with results offers their columns for --fields', async () => {
  // Of these the rows are those of a table always or mostly, whose columns nobody knows beforehand.
  const open = ['privacy erase-list', 'crm objects upload', 'crm schema add', 'crm schema set']
  const bulk = commandsIn(await tree(entries)).filter(({ command }) => command.inputs.results !== undefined)
  const without = bulk.filter(
    ({ command: { fields = [] } }) => !['outcome', 'why', 'id'].every((name) => fields.includes(name)),
  )
  expect(bulk.length).toBeGreaterThan(10)
  expect(without.map(({ path }) => path).filter((path) => !open.includes(path))).toEqual([])
})
