import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { GONG, serve } from './server.ts'

const ALL = ['calls', 'list', '--from', '200d', '--quiet', '--rate', '0']
/** Megabytes. */
const MOST = 150

interface Ran {
  readonly seconds: number
  /** Its stderr. */
  readonly said: string
}

async function time(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
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

/** How near a pull comes to the limit of 3 requests a second when each answer takes 0.8 s. */
export async function limit(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '20000', '--rate', '3', '--latency', '800')
  const state = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const args = [GONG, 'calls', 'list', '--from', '200d', '--no-retry', '-f', 'jsonl']
  const { seconds, said } = await time(args, { ...env, GONG_STATE_DIR: state })
  stop()
  rmSync(state, { recursive: true })
  const requests = Number(/(\d+) requests/.exec(said)?.[1] ?? 0)
  const what = 'requests a second with 0.8 s latency, none refused'
  return [{ what, against: 'the limit of 3', ratio: requests / seconds / 3, least: 0.95 }]
}

/** The peak of memory for 300,000 calls in each format. */
export async function memory(): Promise<Measured[]> {
  const { env, stop } = await serve('--calls', '300000')
  const rows: Measured[] = []
  for (const format of ['jsonl', 'json', 'csv', 'tsv', 'raw', 'table']) {
    const { said } = await time(['--require', './bench/peak.cjs', GONG, ...ALL, '-f', format], env)
    const peak = Number(/peak (\d+)/.exec(said)?.[1] ?? Number.NaN) / 1024
    rows.push({ what: `memory, 300,000 calls as ${format}`, against: `${MOST} MB`, ratio: peak / MOST, most: 1 })
  }
  stop()
  return rows
}
