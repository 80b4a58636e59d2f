import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_CALL_COUNT } from '../../src/sandbox/company/company.ts'
import type { Measured } from '../measure.ts'
import { goldenQuestions } from './questions/index.ts'
import { startServer } from './server.ts'
import { type Solved, solve } from './solve.ts'
import { truthOf } from './truth.ts'

const [MOST_CALLS, MOST_BYTES, MOST_SECONDS, LIST_BYTES] = [4, 24_000, 1, 16_000]

/** How many golden questions a script answers that knows no more than the descriptions of the tools, and what that costs. */
export async function agents(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const env = {
    ...process.env,
    GONG_DATA_DIR: join(folder, 'data'),
    GONG_STATE_DIR: join(folder, 'state'),
    GONG_CONFIG_DIR: join(folder, 'config'),
  }
  try {
    const fromGong = await measured('from Gong', env)
    const sync = ['dist/gong.cjs', 'sync', 'calls', 'transcripts', 'users', 'stats', 'scorecards', 'settings']
    const { status, stderr } = spawnSync('node', [...sync, '--sandbox', '--rate', '0', '--since', '35d'], {
      env,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`sync ended with ${status}: ${stderr}`)
    const fromCopy = await measured('from a copy', env)
    return [...fromGong, ...fromCopy]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(source: string, env: NodeJS.ProcessEnv): Promise<Measured[]> {
  const server = await startServer(env)
  try {
    const solved: Solved[] = []
    for (const question of goldenQuestions(truthOf(Date.now(), DEFAULT_CALL_COUNT)))
      solved.push(await solve(question, server.described, server.callTool))
    for (const one of solved.filter(({ isRight }) => !isRight))
      process.stdout.write(
        `wrong ${source}: ${one.ask} ${JSON.stringify(one.expected)}, not ${JSON.stringify(one.found)}\n`,
      )
    const most = (value: (one: Solved) => number) => Math.max(...solved.map(value))
    const what = (unit: string) => `agents, ${solved.length} questions ${source}: ${unit}`
    const seconds = solved.map((one) => one.seconds / one.calls).toSorted((a, b) => a - b)
    const rows: Measured[] = [
      {
        what: what('right'),
        against: 'all',
        ratio: solved.filter(({ isRight }) => isRight).length / solved.length,
        least: 1,
      },
      {
        what: what('most calls a question'),
        against: `${MOST_CALLS}`,
        ratio: most(({ calls }) => calls) / MOST_CALLS,
        most: 1,
      },
      {
        what: what('mean bytes a question'),
        against: `${MOST_BYTES}`,
        ratio: solved.reduce((sum, { bytes }) => sum + bytes, 0) / solved.length / MOST_BYTES,
        most: 1,
      },
      {
        what: what('seconds a call, the slowest but one in twenty'),
        against: `${MOST_SECONDS} s`,
        ratio: (seconds[Math.floor(seconds.length * 0.95)] ?? Number.NaN) / MOST_SECONDS,
        most: source === 'from a copy' ? 1 : 10,
      },
    ]
    const list = {
      what: 'agents: bytes of the list of tools',
      against: `${LIST_BYTES}`,
      ratio: server.listBytes / LIST_BYTES,
      most: 1,
    }
    return source === 'from Gong' ? [list, ...rows] : rows
  } finally {
    await server.close()
  }
}
