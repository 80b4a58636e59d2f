import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Form, installedForms, rowName } from './forms.ts'
import type { Measured } from './measure.ts'
import { GONG, serve } from './server.ts'

const ALL = ['calls', 'list', '--from', '200d', '--quiet', '--rate', '0']
/** Megabytes. */
export const MOST = 150

type Env = Readonly<Record<string, string>>

interface Ran {
  readonly seconds: number
  /** Its stderr. */
  readonly said: string
}

async function time(args: readonly string[], env: Env, program = process.execPath): Promise<Ran> {
  const start = performance.now()
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ').slice(0, 80)} ended with ${code}: ${said}`)
  return { seconds: (performance.now() - start) / 1000, said }
}

/** What 100,000 calls cost more than the plainest loop. */
export async function throughput(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '100000')
  const bare = await time(['bench/bare.cjs'], env)
  const gong = await time([GONG, ...ALL, '-f', 'jsonl'], env)
  stop()
  return [{ what: '100,000 calls as jsonl', against: 'a bare loop', ratio: gong.seconds / bare.seconds, most: 0.8 }]
}

const WINDOW = ['calls', 'list', '--from', '200d', '-f', 'jsonl']
const RATE = 3
/** Of Gong's; no request can bring more. */
const PAGE = 100

/**
 * How near a pull of 20,000 calls comes to the time that the limit allows when each answer takes 0.8 s, against a server
 * that refuses what comes too soon; and what cutting the window costs in requests.
 */
export async function limit(): Promise<Measured[]> {
  const { requests, rows, measured } = await atLimit('20,000 calls', 1, 20_000)
  const what = '20,000 calls: requests'
  return [...measured, { what, against: 'one long cursor', ratio: requests / Math.ceil(rows / PAGE), most: 1.08 }]
}

/** How near four processes come to the limit together. */
export async function together(): Promise<Measured[]> {
  return (await atLimit('four processes at once', 4, 5000)).measured
}

async function atLimit(what: string, processes: number, calls: number) {
  const { env, stop } = await serve('--calls', String(calls), '--rate', String(RATE), '--latency', '800')
  const { runs, seconds } = await withState(env, async (own) => {
    const start = performance.now()
    const runs = await Promise.all(Array.from({ length: processes }, () => paced([GONG, ...WINDOW], own)))
    return { runs, seconds: (performance.now() - start) / 1000 }
  })
  stop()
  const sum = (count: 'requests' | 'retries' | 'rows') => runs.reduce((all, ran) => all + ran[count], 0)
  const [requests, refused, rows] = [sum('requests'), sum('retries'), sum('rows')]
  const speed = (requests - refused) / seconds / RATE
  const measured: Measured[] = [
    { what: `${what}, 0.8 s latency: answers a second`, against: 'the limit of 3', ratio: speed, least: 0.95 },
    { what: `${what}, 0.8 s latency: refused`, against: 'all requests', ratio: refused / requests, most: 0.01 },
  ]
  return { requests, rows, measured }
}

/** Runs with a state folder of its own, after a first request: until that is answered the server is building its company. */
async function withState<T>(env: Env, run: (own: Env) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const own = { ...env, GONG_STATE_DIR: folder }
  try {
    await time([GONG, ...WINDOW, '--limit', '1'], own)
    return await run(own)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A run, and what its closing line says. */
async function paced(args: readonly string[], env: Env) {
  const ran = await time(args, env)
  const count = (what: string) => Number(new RegExp(`([\\d,]+) ${what}`).exec(ran.said)?.[1]?.replaceAll(',', '') ?? 0)
  return { ...ran, requests: count('requests'), rows: count('rows'), retries: count('retries') }
}

/** The peak of a process's memory in megabytes. */
export async function peakOf(args: readonly string[], env: Env): Promise<number> {
  const { said } = await time(['--require', './bench/peak.cjs', ...args], env)
  return peakIn(said)
}

/** The same of a form of the tool. @param words of the line, without the program */
export async function peakOfForm({ name, program }: Form, words: readonly string[], env: Env): Promise<number> {
  const [file, ...args] = [...program, ...words]
  if (name === 'npm package') return await peakOf(args, env)
  const { said } = await time(args, { ...env, BUN_OPTIONS: `--preload=${resolve('bench/peak.cjs')}` }, file)
  return peakIn(said)
}

function peakIn(said: string): number {
  return Number(/peak (\d+)/.exec(said)?.[1] ?? Number.NaN) / 1024
}

/** How many requests a run says that it has sent. */
export async function requestsOf(args: readonly string[], env: Env): Promise<number> {
  return (await paced(args, env)).requests
}

/** The peak of memory for 300,000 calls in each format. */
export async function memory(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '300000')
  const rows: Measured[] = []
  for (const format of ['jsonl', 'json', 'csv', 'tsv', 'md', 'html', 'xlsx', 'raw', 'table']) {
    const ratio = (await peakOf([GONG, ...ALL, '-f', format], env)) / MOST
    rows.push({ what: `memory, 300,000 calls as ${format}`, against: `${MOST} MB`, ratio, most: 1 })
  }
  for (const form of installedForms().filter(({ name }) => name === 'single executable'))
    for (const format of ['jsonl', 'csv', 'table']) {
      const ratio = (await peakOfForm(form, [...ALL, '-f', format], env)) / MOST
      rows.push({ what: rowName(form, `memory, 300,000 calls as ${format}`), against: `${MOST} MB`, ratio, most: 1 })
    }
  stop()
  return rows
}
