import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { tree } from '../../../src/cli/tree.ts'
import { SHELLS } from '../../../src/docs/completions/index.ts'
import { run } from '../../run.ts'

const domains = await tree(entries)
const script = (shell: string) => SHELLS[shell]?.script(domains) ?? ''

describe('gong completion', () => {
  it.each(Object.keys(SHELLS))('prints the script for %s, as it is', async (shell) => {
    const { exit, out, sent } = await run(`completion ${shell}`, { env: {}, terminal: true })
    expect([exit, out, sent]).toEqual([0, script(shell), []])
  })

  it('refuses a shell that it does not know, and names the nearest', async () => {
    const { exit, err } = await run('completion powershel')
    expect([exit, err]).toEqual([2, expect.stringContaining('did you mean "powershell"?')])
  })
})

describe('completions for PowerShell, which cannot run here', () => {
  const text = script('powershell')
  // Quoted texts first, so that a bracket in one does not count.
  const bare = text
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/"[^"]*"/g, '""')
    .replace(/#.*$/gm, '')

  it.each(['()', '{}', '[]'])('have as many opened as closed: %s', ([open = '', close = '']) => {
    expect(bare.split(open).length).toBe(bare.split(close).length)
  })

  it('have no quote left open', () => {
    expect(bare.replaceAll("''", '').replaceAll('""', '')).not.toMatch(/['"]/)
  })

  it('know every command', () => {
    const paths = domains.flatMap(({ commands }) => commands.map(({ path }) => `        '${path}' = @{`))
    expect(paths.filter((path) => !text.includes(path))).toEqual([])
  })

  it('name no key twice in a table, which PowerShell would refuse', () => {
    const tables = text.split(/^ {4}\$\w+ = @\{$/m).slice(1)
    const keys = tables.map((table) =>
      [...table.matchAll(/^ {8}'((?:[^']|'')*)' = @\{/gm)].map(([, key]) => key?.toLowerCase()),
    )
    expect(keys.length).toBe(2)
    for (const some of keys) expect(some.length).toBe(new Set(some).size)
  })
})
