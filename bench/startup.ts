import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandLine, type Measured, timeProcesses } from './measure.ts'
import { GONG, serve } from './server.ts'

const ROUNDS = 31

/** What a person waits for before anything happens. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  '`gong --version`': ['--version'],
  '`gong --help`': ['--help'],
  '`gong calls list --help`': ['calls', 'list', '--help'],
  'one API call on loopback': ['settings', 'workspaces', '--rate', '0'],
}

/** A form of the tool, and the budgets of its lines, in their order. */
interface Form {
  readonly name: string
  readonly program: CommandLine
  readonly most: readonly number[]
}

/** The starts of each form of the tool, against a Node that does nothing. */
export async function startup(): Promise<Measured[]> {
  const forms = [npmForm(), ...executableForm()]
  const server = await serve()
  const state = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const times = timeProcesses(commandLines(forms), ROUNDS, { ...server.env, GONG_STATE_DIR: state })
  server.stop()
  rmSync(state, { recursive: true })
  return forms.flatMap(({ name, most }) =>
    Object.keys(LINES).map((line, index) => ({
      what: `${name}${line}`,
      against: '`node -e 0`',
      ratio: (times[`${name}${line}`] ?? 0) / (times.nothing ?? 1),
      most: most[index] ?? 0,
    })),
  )
}

function commandLines(forms: readonly Form[]): Readonly<Record<string, CommandLine>> {
  const lines = forms.flatMap(({ name, program }) =>
    Object.entries(LINES).map(([line, args]): [string, CommandLine] => [`${name}${line}`, [...program, ...args]]),
  )
  return { nothing: [process.execPath, '-e', '0'], ...Object.fromEntries(lines) }
}

/** Node 22 keeps what V8 has compiled, and Node 20 compiles it at every start. */
function npmForm(): Form {
  const [help, call] = Number.parseInt(process.versions.node, 10) < 22 ? [1.8, 2.4] : [1.6, 2]
  return { name: '', program: [process.execPath, GONG], most: [1.15, help, help, call] }
}

function executableForm(): readonly Form[] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { platform, arch } = process
  const system: Readonly<Record<string, string>> = { darwin: 'macos', win32: 'windows' }
  const path = `dist/release/gong-${version}-${system[platform] ?? platform}-${arch}${platform === 'win32' ? '.exe' : ''}`
  if (existsSync(path)) return [{ name: 'single executable: ', program: [path], most: [0.6, 0.8, 0.8, 1] }]
  process.stderr.write(`No executable is measured: there is no ${path}. To compile it: npm run package -- here\n`)
  return []
}
