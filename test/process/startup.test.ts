import { statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTABLE, gong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** Libraries that only some lines have a use for. */
const LIBRARIES = /temporal|phone|csv|conf|prompts|ora|table|chalk|sandbox/

/** The built files that a line loads, by their names, with the bytes of each. */
async function loadedBy(
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, number>> {
  const report = `'loaded' + JSON.stringify(Object.keys(require.cache))`
  const { exit, err } = await gong(line, { env: { ...env, ...sayingAtExit(report) } })
  expect(exit).toBe(0)
  const paths: string[] = JSON.parse(/^loaded(.*)$/m.exec(err)?.[1] ?? '[]')
  const files = paths.filter((path) => basename(path) !== REPORTER)
  expect(files.map((path) => basename(path))).toContain('gong.cjs')
  return new Map(files.map((path) => [basename(path), statSync(path).size]))
}

const REPORTER = 'reporter.cjs'

/** The environment in which a start writes the value of some code on stderr when it ends. */
function sayingAtExit(code: string): Readonly<Record<string, string>> {
  const path = join(emptyFolder(), REPORTER)
  writeFileSync(path, `process.on('exit', () => require('node:fs').writeSync(2, ${code}))`)
  return { NODE_OPTIONS: `--require=${path}` }
}

const kilobytes = (files: ReadonlyMap<string, number>) =>
  [...files.values()].reduce((sum, size) => sum + size, 0) / 1000

// What a start costs is mostly the code that it reads: half a millisecond a file, and as much for 10 kB.
describe.skipIf(EXECUTABLE !== undefined)('a start', () => {
  it.each([
    ['--version', 2, 2],
    ['--help', 96, 4],
    ['users list --help', 149, 6],
    ['calls list --help', 177, 7],
    ['flows --help', 173, 7],
    ['crm --help', 166, 8],
    ['permissions --help', 192, 11],
    ['privacy --help', 212, 15],
    ['meetings --help', 154, 7],
    ['tasks --help', 152, 7],
    ['engagement --help', 158, 7],
    ['stats --help', 166, 11],
  ])('with %s reads at most %d kB of code in %d files', async (line, most, count) => {
    const files = await loadedBy(line)
    expect(kilobytes(files)).toBeLessThan(most)
    expect(files.size).toBeLessThanOrEqual(count)
    expect([...files.keys()].filter((name) => LIBRARIES.test(name))).toEqual([])
  })

  it.each(['--help', 'calls list --help'])('with %s loads no stream of Node for a pipe', async (line) => {
    const { err } = await gong(line, {
      env: sayingAtExit(`process.moduleLoadList.join(' ')`),
    })
    expect(err).toContain('NativeModule fs')
    expect(err).not.toMatch(/NativeModule (net|tty|stream)\b/)
  })

  it('that asks Gong reads at most 254 kB of code in 7 files', async () => {
    const { env } = await sandboxServer()
    const files = await loadedBy('users list -f json', env)
    expect(kilobytes(files)).toBeLessThan(254)
    expect(files.size).toBeLessThanOrEqual(7)
    expect([...files.keys()].filter((name) => LIBRARIES.test(name))).toEqual([])
  })
})
