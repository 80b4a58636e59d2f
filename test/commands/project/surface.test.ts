import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { GLOBALS } from '../../../src/app/model/globals.ts'
import { flagOf } from '../../../src/app/model/labels.ts'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { surface } from '../../../src/docs/surface.ts'
import { run } from '../../run.ts'

const domains = await tree(entries)
const commands = commandsIn(domains)

describe('what can be typed', () => {
  it('is what it was, or the difference is here to be seen', async () => {
    const text = surface(domains)
    expect(() => JSON.parse(text)).not.toThrow()
    await expect(text).toMatchFileSnapshot('../../surface.json')
  })

  it('reaches every operation of Gong', () => {
    const reached = new Set(commands.flatMap(({ command }) => command.operations.map(({ id }) => id)))
    expect(everyOperation.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
  })

  it('has no word twice', () => {
    const paths = commands.map(({ path }) => path)
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
  })

  it('leaves the flags of every command their meaning', () => {
    const flags = new Set(['--help', '--version', ...Object.keys(GLOBALS).map(flagOf)])
    const taken = commands.flatMap(({ path, command: { inputs, arguments: names } }) =>
      Object.keys(inputs)
        .filter((name) => !names.includes(name) && flags.has(flagOf(name)))
        .map((name) => `${path} ${flagOf(name)}`),
    )
    // There it is the status of a task, and no file of the run's.
    expect(taken).toEqual(['tasks list --status', 'tasks update --status'])
  })

  it('has one letter for one flag', () => {
    const letters = (inputs: object) => Object.values(inputs).flatMap(({ short }) => short ?? [])
    const own = commands.map(
      ({ path, command }) => [path, [...letters(GLOBALS), ...letters(command.inputs), 'h']] as const,
    )
    expect(own.filter(([, all]) => new Set(all).size < all.length)).toEqual([])
  })
})

describe('gong operations', () => {
  it('names the command, or the commands, that use each operation', async () => {
    const { out } = await run('operations -f json')
    const rows: { operation: string; command: string }[] = JSON.parse(out)
    expect(rows.map(({ operation }) => operation)).toEqual(everyOperation.map(({ id }) => id))
    const known = new Set(commands.map(({ path }) => `gong ${path}`))
    const wrong = rows.filter(({ command }) => command.split(', ').some((one) => !known.has(one)))
    expect(wrong).toEqual([])
  })

  it('names the plainest command first', async () => {
    const { out } = await run('operations --jq \'.[] | select(.operation == "listWorkspaces") | .command\'')
    expect(out).toMatch(/^gong settings workspaces\b/)
  })
})
