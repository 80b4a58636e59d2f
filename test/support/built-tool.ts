import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ROOT } from './root.ts'
import { emptyFolder } from './temporary-folder.ts'

/** The built tool, as package.json gives it to npm. */
export const GONG: string = join(ROOT, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).bin.gong)

/** The path of a single executable, which is then tested in place of what npm installs. */
export const EXECUTABLE: string | undefined = process.env.GONG_EXECUTABLE || undefined

/** What starts the tool: a program, and the words before those of a line. */
export const TOOL: readonly [program: string, ...words: string[]] = EXECUTABLE ? [EXECUTABLE] : [process.execPath, GONG]

/** The same in a script of the shell. */
export const TOOL_IN_SHELL = TOOL.map((word) => `"${word}"`).join(' ')

/** The environment that makes the tool run a script of CommonJS before itself, in its own process. */
export const beginningWith = (path: string): Env => ({
  NODE_OPTIONS: `--require=${path}`,
  BUN_OPTIONS: `--preload=${path}`,
})

/** The keys that the sandbox takes. */
const KEYS = { GONG_ACCESS_KEY: 'sandbox', GONG_ACCESS_KEY_SECRET: 'sandbox-secret' }

type Env = Readonly<Record<string, string>>

export interface Setting {
  readonly env?: Env
  readonly cwd?: string
  /** All of stdin, which is closed after it. */
  readonly stdin?: string
}

/** A process that is gone, and everything it said. */
export interface Ended {
  /** The exit code; the name of the signal that killed it. */
  readonly exit: number | NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A process under way. It is killed when the test is over, whatever became of the test. */
export interface Running {
  readonly ended: Promise<Ended>
  /** Resolves with the first of stdout or stderr in which `what` is found; rejects when the process ends without it. */
  says(what: RegExp, on?: 'out' | 'err'): Promise<string>
  kill(signal: NodeJS.Signals): void
}

/** The environment of a person who has just logged in to a new machine, with nothing of this process but the path. */
export function freshEnv(more: Env = {}): Record<string, string> {
  const { PATH = '' } = process.env
  return { PATH, HOME: emptyFolder(), TZ: 'Europe/Berlin', LANG: 'C.UTF-8', TERM: 'xterm-256color', ...more }
}

/** Starts any program. */
export function start(command: string, args: readonly string[], { env, cwd, stdin = '' }: Setting = {}): Running {
  const child = spawn(command, args, { cwd, env: freshEnv(env), stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  child.stdin.on('error', () => undefined).end(stdin)
  return {
    ended: new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ exit: code ?? signal, ...said }))
    }),
    says: (what, on = 'out') => until(child, on, () => (what.test(said[on]) ? said[on] : undefined)),
    kill: (signal) => void child.kill(signal),
  }
}

function until(child: ChildProcess, on: 'out' | 'err', look: () => string | undefined): Promise<string> {
  const stream = on === 'out' ? child.stdout : child.stderr
  return new Promise((resolve, reject) => {
    const see = () => {
      const text = look()
      if (text === undefined) return
      stream?.off('data', see)
      resolve(text)
    }
    stream?.on('data', see)
    child.once('close', () => reject(new Error('the process ended without a word of it')))
    see()
  })
}

/** Starts `gong`, with the arguments of a line that has no quotes, or with these. */
export function startGong(line: string | readonly string[], setting?: Setting): Running {
  const [program, ...words] = TOOL
  return start(program, [...words, ...(typeof line === 'string' ? line.split(' ') : line)], setting)
}

/** Runs `gong` to its end. */
export function gong(line: string | readonly string[], setting?: Setting): Promise<Ended> {
  return startGong(line, setting).ended
}

/** Runs a script of the shell, in which `gong` is the tool. */
export function shell(script: string, setting?: Setting): Promise<Ended> {
  return start('sh', ['-c', `gong() { ${TOOL_IN_SHELL} "$@"; }\n${script}`], setting).ended
}

/** The environment that sends `gong` to a server on this machine. */
export function at(url: string): Env {
  return { ...KEYS, GONG_BASE_URL: url, GONG_RATE: '0' }
}

interface Served extends Running {
  readonly url: string
  /** The environment that sends `gong` there. */
  readonly env: Env
}

/** Starts `gong sandbox serve` on a free port and waits until it listens. */
export async function served(flags = '', setting?: Setting): Promise<Served> {
  const running = startGong(`sandbox serve --port 0 ${flags}`.trim(), setting)
  const [line = ''] = (await running.says(/\n/)).split('\n')
  const { url } = JSON.parse(line)
  return { ...running, url, env: at(url) }
}
