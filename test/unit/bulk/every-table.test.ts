import { expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { GLOBALS } from '../../../src/app/model/globals.ts'

const commands = new Map(
  (
    await Promise.all(
      entries.map(async ({ name, load }) =>
        (await load()).map((command) => [`${name} ${command.name}`.trim(), command] as const),
      ),
    )
  ).flat(),
)

/** What is the same wherever a list of things is written. */
const FLAGS = ['fromFile', 'map', 'results', 'failed', 'maxChanges']

/** Every command that writes a list of things, with what it has not, and why. */
const TABLES: readonly { readonly path: string; readonly without?: readonly string[] }[] = [
  { path: 'privacy erase-list' },
  { path: 'crm objects upload' },
  { path: 'crm schema set' },
  { path: 'crm schema add' },
  { path: 'calls create' },
  { path: 'calls access grant' },
  { path: 'calls access revoke' },
  { path: 'flows assign' },
  { path: 'flows bulk-assign' },
  { path: 'flows unassign' },
  { path: 'engagement interaction' },
  { path: 'engagement viewed' },
  { path: 'engagement shared' },
  { path: 'engagement action' },
  // Profiles are documents, whose fields have no headings.
  { path: 'permissions apply', without: ['map'] },
  { path: 'meetings create' },
  { path: 'tasks update' },
]

it.each(TABLES)('gong $path takes a table as every other command does', ({ path, without = [] }) => {
  const command = commands.get(path)
  const missing = FLAGS.filter((flag) => !without.includes(flag) && command?.inputs[flag] === undefined)
  expect({ path, missing, isChange: command !== undefined && 'plan' in command }).toEqual({
    ...{ path, missing: [], isChange: true },
  })
})

it('has no other command that takes a table to write', () => {
  const others = [...commands].filter(([path, { inputs, effect }]) => {
    const writes = effect !== 'read' && effect !== 'local'
    return writes && inputs.fromFile !== undefined && !TABLES.some((one) => one.path === path)
  })
  expect(others.map(([path]) => path)).toEqual([])
})

it('has --encoding and --dry-run for each of them', () => {
  expect(Object.keys(GLOBALS)).toEqual(expect.arrayContaining(['encoding', 'dryRun']))
})
