import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The paths of the tests of a kind. */
function testsOf(kind: string): string[] {
  const names = readdirSync(join('test', kind), { recursive: true }).map(String)
  return names.filter((name) => name.endsWith('.ts')).map((name) => join('test', kind, name))
}

/** What a file imports, and what the helpers that it imports do: names of packages, and paths from the root. */
function importsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^(?:import|export|\}) .*'([^']+)'$/gm)].flatMap(([, name = '']) => {
    if (!name.startsWith('.')) return [name]
    const found = join(dirname(path), name)
    return found.startsWith('test/') ? [found, ...importsOf(found)] : [found]
  })
}

const importing = (paths: readonly string[], what: RegExp) =>
  paths.filter((path) => importsOf(path).some((name) => what.test(name)))
const holding = (paths: readonly string[], what: RegExp) =>
  paths.filter((path) => what.test(readFileSync(path, 'utf8')))

describe('test/unit', () => {
  it('runs no command line and opens no copy, which test/commands is for', () => {
    const tests = testsOf('unit')
    expect(holding(tests, /^import \{[^}]*\brun\b[^}]*\} from '[./]+\/run\.ts'$/m)).toEqual([])
    expect(holding(tests, /support\/(duckdb-\w+|simulated-year)\.ts'/)).toEqual([])
  })
})

describe.each(['unit', 'commands'])('test/%s', (kind) => {
  const tests = testsOf(kind)

  it('starts no process and opens no socket', () => {
    expect(importing(tests, /^node:(child_process|cluster|http|https|net|tls|dgram)$/)).toEqual([])
    expect(importing(tests, /^src\/(sandbox\/server|platform\/node\/callback-server)\.ts$/)).toEqual([])
    expect(holding(tests, /\bhttpTransport\b(?!\\b)/)).toEqual([])
  })

  it('reads no clock and waits for none', () => {
    const clock = /\b(Date\.now|performance\.now|setTimeout|setInterval)\(|new Date\(\)|timers\/promises/
    const others = [
      // The disk dates its files by the clock of the machine, and a lease is counted from that.
      ...['test/unit/state/files.test.ts', 'test/commands/state/locks.test.ts'],
      // DuckDB runs a query on threads of its own, and is interrupted while it does.
      'test/commands/store/query.test.ts',
    ]
    expect(holding(tests, clock).filter((path) => !others.includes(path))).toEqual([])
  })
})

describe('test/process', () => {
  const tests = testsOf('process')

  it('starts the tool alone, and by the same helper', () => {
    expect(importing(tests, /^test\/support\/(child-program|shells|browser|real-keychain)\.ts$/)).toEqual([])
    expect(holding(tests, /node:child_process|process\.execPath/)).toEqual([])
  })

  it('waits for what happens, and not for time to pass', () => {
    expect(holding(tests, /new Promise[^;]*setTimeout|timers\/promises/)).toEqual([])
  })
})

describe.each(['unit', 'commands', 'process', 'system'])('test/%s', (kind) => {
  it('chooses no port', () => {
    expect(holding(testsOf(kind), /\.listen\([1-9]|--port (?!70000)[1-9]/)).toEqual([])
  })
})
