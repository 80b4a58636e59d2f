import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedForms, rowName } from './forms.ts'
import { type CommandLine, lowerQuartile, type Measured } from './measure.ts'
import { serve } from './server.ts'

const ROUNDS = 21
const LIST = ['calls', 'list', '--from', '30d', '-f', 'jsonl', '--rate', '0', '--quiet']

/** How long it is until a list of calls on loopback has its first row, against a Node that does nothing. */
export async function firstRow(): Promise<Measured[]> {
  const server = await serve()
  const state = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const forms = installedForms().map((form) => ({ form, seconds: [] as number[] }))
  const nothing: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    nothing.push((await timed([process.execPath, '-e', '0'])).end)
    for (const { form, seconds } of forms)
      seconds.push((await timed([...form.program, ...LIST], { ...server.env, GONG_STATE_DIR: state })).output)
  }
  server.stop()
  rmSync(state, { recursive: true })
  return forms.map(({ form, seconds }) => ({
    what: rowName(form, 'first row of `gong calls list`'),
    against: '`node -e 0`',
    ratio: lowerQuartile(seconds) / lowerQuartile(nothing),
    most: form.name === 'npm package' ? 3.4 : 1.4,
  }))
}

/**
 * The seconds to the first that a process writes, and to its end. All of it is read: a run that is not read would wait.
 *
 * @throws Error when it fails
 */
function timed([program, ...args]: CommandLine, env: Readonly<Record<string, string>> = {}) {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = Number.NaN
  child.stdout.once('data', () => {
    output = seconds()
  })
  child.stdout.resume()
  return new Promise<{ readonly output: number; readonly end: number }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve({ output, end: seconds() })
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}
