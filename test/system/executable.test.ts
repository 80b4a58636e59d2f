import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTABLE, GONG, gong, shell, start } from '../support/built-tool.ts'
import { ROOT } from '../support/root.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

describe.skipIf(EXECUTABLE === undefined)('a single executable', () => {
  const bytes = EXECUTABLE === undefined ? Buffer.alloc(0) : readFileSync(EXECUTABLE)

  it('holds no path of the machine that compiled it, where something might be looked for', () => {
    expect(bytes.includes(ROOT)).toBe(false)
  })

  it('has nowhere to report a crash to', () => {
    expect(bytes.includes('bun.report')).toBe(false)
  })

  it('keeps the same pace as the npm package on the same machine', async () => {
    const state = emptyFolder()
    const server = await sandboxServer()
    const env = { ...server.env, GONG_RATE: '3', GONG_STATE_DIR: state }
    const written = () => {
      const [log = ''] = readdirSync(join(state, 'pace')).filter((name) => name.endsWith('.json'))
      return JSON.parse(readFileSync(join(state, 'pace', log), 'utf8')).written
    }
    const line = 'users list -f json'
    await gong(line, { env })
    const byExecutable = written()
    await start(process.execPath, [GONG, ...line.split(' ')], { env }).ended
    expect(written() - byExecutable).toBeGreaterThan(0)
    expect(written() - byExecutable).toBeLessThan(20_000)
  })

  it('loads DuckDB from the data folder, and never from the folder that it runs in', async () => {
    const [data, here] = [emptyFolder(), emptyFolder()]
    const planted = join(here, 'node_modules', '@duckdb', 'node-api')
    mkdirSync(planted, { recursive: true })
    writeFileSync(join(planted, 'package.json'), '{"name":"@duckdb/node-api","main":"index.js"}')
    writeFileSync(join(planted, 'index.js'), 'console.log("planted")')
    const setting = { cwd: here, env: { GONG_DATA_DIR: data } }
    const without = await gong('query 42', setting)
    expect([without.exit, without.out]).toEqual([2, ''])
    expect(without.err).toContain(`tar -xzf gong-*-duckdb-*.tar.gz -C ${data}`)
    symlinkSync(join(ROOT, 'node_modules'), join(data, 'node_modules'))
    const { err, out } = await gong('query 42', setting)
    expect([out, err]).toEqual(['', expect.stringContaining('there is no copy at')])
  })

  it('says that a folder is no stdin', async () => {
    const { exit, err } = await shell('gong calls details - --sandbox < /')
    expect([exit, err]).toEqual([2, 'error: stdin cannot be read: EISDIR\n'])
  })

  describe('unpacks the library of the keychain', () => {
    const stdin = '{"accessKey":"a","accessKeySecret":"b"}'
    const add = (env: Readonly<Record<string, string>>) =>
      gong('profiles add work --no-check --keys keychain', { env: { GONG_CONFIG_DIR: emptyFolder(), ...env }, stdin })

    it('once, for its user alone, whatever TMPDIR is', async () => {
      const state = emptyFolder()
      const folder = join(state, 'libraries')
      const { err } = await add({ TMPDIR: '/nowhere', GONG_STATE_DIR: state })
      expect(err).toContain('no Secret Service answers')
      const unpacked = readdirSync(folder)
      await add({ TMPDIR: '/nowhere', GONG_STATE_DIR: state })
      expect([unpacked.length, readdirSync(folder)]).toEqual([1, unpacked])
      expect(statSync(folder).mode & 0o777).toBe(0o700)
    })

    it('without what was left there long ago', async () => {
      const state = emptyFolder()
      const old = join(state, 'libraries', '.left.node')
      mkdirSync(join(state, 'libraries'))
      writeFileSync(old, '')
      utimesSync(old, 0, 0)
      await add({ GONG_STATE_DIR: state })
      expect(existsSync(old)).toBe(false)
    })

    it('into TMPDIR where there is no state folder, or says what to do', async () => {
      const [temporary, noFolder] = [emptyFolder(), '/dev/null/state']
      await add({ TMPDIR: temporary, GONG_STATE_DIR: noFolder })
      expect(readdirSync(temporary)).toHaveLength(1)
      const { exit, err } = await add({ TMPDIR: '/nowhere', GONG_STATE_DIR: noFolder })
      expect([exit, err]).toEqual([3, expect.stringContaining('the state folder must be one for programs')])
    })
  })
})

/** The pages of a program for macOS whose hashes are not those of its signature, which begins with its first directory. */
function pagesThatDiffer(program: Buffer): number[] {
  let command = 32
  while (program.readUInt32LE(command) !== 0x1d) command += program.readUInt32LE(command + 4)
  const blob = program.readUInt32LE(command + 8)
  const directory = blob + program.readUInt32BE(blob + 16)
  const [hashes = 0, , , pages = 0, limit = 0] = [16, 20, 24, 28, 32].map((at) => program.readUInt32BE(directory + at))
  expect([program.toString('hex', blob, blob + 4), limit]).toEqual(['fade0cc0', blob])
  return Array.from({ length: pages }, (_, page) => page).filter((page) => {
    const found = createHash('sha256')
      .update(program.subarray(page * 4096, Math.min(limit, (page + 1) * 4096)))
      .digest()
    return !found.equals(program.subarray(directory + hashes + page * 32, directory + hashes + (page + 1) * 32))
  })
}

const release = join(ROOT, 'dist/release')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
/** Beside them may lie the packages around them, and archives. */
const compiled = (existsSync(release) ? readdirSync(release) : []).filter(
  (name) => name.startsWith(`gong-${version}-`) && !name.endsWith('.gz'),
)

/** For each system: the first bytes of its programs, and its library of the keychain. */
const SYSTEMS: Readonly<Record<string, readonly [RegExp, string]>> = {
  'linux-x64': [/^\x7fELF\x02.{13}\x3e/s, 'keyring.linux-x64-gnu'],
  'linux-arm64': [/^\x7fELF\x02.{13}\xb7/s, 'keyring.linux-arm64-gnu'],
  'linux-x64-musl': [/^\x7fELF\x02.{13}\x3e/s, 'keyring.linux-x64-musl'],
  'linux-arm64-musl': [/^\x7fELF\x02.{13}\xb7/s, 'keyring.linux-arm64-musl'],
  'macos-arm64': [/^\xcf\xfa\xed\xfe\x0c\0\0\x01/, 'keyring.darwin-arm64'],
  'macos-x64': [/^\xcf\xfa\xed\xfe\x07\0\0\x01/, 'keyring.darwin-x64'],
  'windows-x64': [/^MZ/, 'keyring.win32-x64-msvc'],
}

describe.runIf(compiled.length > 0)('of what is compiled here', () => {
  it.each(compiled.filter((file) => file.includes('-macos-')))(
    '%s has a signature that fits it, page by page',
    (file) => {
      expect(pagesThatDiffer(readFileSync(join(release, file)))).toEqual([])
    },
  )

  it.each(compiled)('%s is a program of its system, with that system’s library of the keychain', (file) => {
    const [start, library] = SYSTEMS[/^gong-[^-]+-([\w-]+)/.exec(file)?.[1] ?? ''] ?? []
    const bytes = readFileSync(join(release, file))
    expect(bytes.subarray(0, 64).toString('latin1')).toMatch(start ?? 'a system that is known')
    const libraries = Object.values(SYSTEMS).map(([, name]) => name)
    expect(libraries.filter((name) => bytes.includes(`root/${name}-`))).toEqual([library])
  })
})
