import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

async function time(args: readonly string[], env: Env): Promise<Ran> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
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
  return [{ what: '100,000 calls as jsonl', against: 'a bare loop', ratio: gong.seconds / bare.seconds, most: 1.2 }]
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
  const { env, stop } = await serve('--calls', '20000', '--rate', String(RATE), '--latency', '800')
  const { seconds, requests, rows } = await withState(env, (own) => paced([GONG, ...WINDOW, '--no-retry'], own))
  stop()
  const cursor = Math.ceil(rows / PAGE)
  const what = '20,000 calls with 0.8 s latency, none refused'
  return [
    { what: `${what}: requests a second`, against: 'the limit of 3', ratio: requests / seconds / RATE, least: 0.95 },
    { what: `${what}: time`, against: 'their requests at 3 a second', ratio: (seconds * RATE) / requests, most: 1.05 },
    { what: `${what}: requests`, against: 'one long cursor', ratio: requests / cursor, most: 1.08 },
  ]
}

/** How near four processes come to the limit together. */
export async function together(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '5000', '--rate', String(RATE), '--latency', '800')
  const { runs, seconds } = await withState(env, async (own) => {
    const start = performance.now()
    const runs = await Promise.all([1, 2, 3, 4].map(() => paced([GONG, ...WINDOW], own)))
    return { runs, seconds: (performance.now() - start) / 1000 }
  })
  stop()
  const sum = (what: 'requests' | 'retries') => runs.reduce((all, ran) => all + ran[what], 0)
  const [requests, refused] = [sum('requests'), sum('retries')]
  const what = 'four processes at once'
  return [
    {
      what: `${what}: answers a second`,
      against: 'the limit of 3',
      ratio: (requests - refused) / seconds / RATE,
      least: 0.95,
    },
    { what: `${what}: refused`, against: 'all requests', ratio: refused / requests, most: 0.02 },
  ]
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
  return Number(/peak (\d+)/.exec(said)?.[1] ?? Number.NaN) / 1024
}

/** The peak of memory for 300,000 calls in each format. */
export async function memory(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '300000')
  const rows: Measured[] = []
  for (const format of ['jsonl', 'json', 'csv', 'tsv', 'raw', 'table']) {
    const ratio = (await peakOf([GONG, ...ALL, '-f', format], env)) / MOST
    rows.push({ what: `memory, 300,000 calls as ${format}`, against: `${MOST} MB`, ratio, most: 1 })
  }
  stop()
  return rows
}
