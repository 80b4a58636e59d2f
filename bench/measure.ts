import { spawnSync } from 'node:child_process'

/** One line of the table: a cost as a ratio to something that everybody has, and the budget for it. */
export interface Measured {
  readonly what: string
  readonly against: string
  readonly ratio: number
  /** The budget; a ratio that should be large, such as a speed, has `least` instead. */
  readonly most?: number
  readonly least?: number
}

/** The lower quartile of some times: what else the machine does only ever adds to them. */
export function lowerQuartile(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 4)] ?? Number.NaN
}

/** A command line: a program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]]

/**
 * The seconds of whole processes, run in turn so that a busy moment falls on all of them alike: the lower quartile.
 *
 * @param lines command lines by name
 * @param beforeEach called before each process, in none of its time
 * @throws Error when one of them does not end with 0
 */
export function timeProcesses(
  lines: Readonly<Record<string, CommandLine>>,
  rounds: number,
  { env = {}, beforeEach }: { readonly env?: Readonly<Record<string, string>>; readonly beforeEach?: () => void } = {},
): Record<string, number> {
  const times = new Map(Object.keys(lines).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [program, ...args]] of Object.entries(lines)) {
      beforeEach?.()
      const start = performance.now()
      const { status, stderr } = spawnSync(program, args, {
        env: { ...process.env, ...env },
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
      times.get(name)?.push((performance.now() - start) / 1000)
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, lowerQuartile(all)]))
}
