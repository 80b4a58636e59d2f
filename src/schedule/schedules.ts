import { Failure } from '../lib/errors.ts'
import { refuseLaterVersion } from '../lib/later-version.ts'
import { parsedJson } from '../lib/parse-json.ts'
import { isRow, type Row, textsIn } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'
import { stateFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

export const STARTERS = ['cron', 'systemd'] as const

/** A line that runs by itself. */
export interface Schedule {
  readonly name: string
  readonly cron: string
  /** IANA name. */
  readonly zone: string
  /** What starts it. */
  readonly by: (typeof STARTERS)[number]
  /** The words after `gong`. */
  readonly command: readonly string[]
  /** The folder that it runs in, and the variables that it gets. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** The requests that are kept for it on the days when it runs, and the base URL that they go to. */
  readonly reserve?: { readonly requests: number; readonly baseUrl: string } | undefined
}

/** What its newest run came to. */
export interface ScheduleRun {
  /** ISO 8601, UTC. */
  readonly started: string
  /** `null` while it runs, and where it was killed. */
  readonly ended: string | null
  readonly exit: number | null
}

type Place = Pick<Context, 'env' | 'files'>

const VERSION = 1
/** Bytes of a log; the oldest lines go first. */
const MAX_LOG = 256 * 1024

function pathOf({ env }: Pick<Context, 'env'>, name: string, ending: 'json' | 'run.json' | 'log'): string {
  return `${stateFolder(env)}/schedules/${name}.${ending}`
}

/** The names of all. */
export async function scheduleNames({ env, files }: Place): Promise<readonly string[]> {
  const names = (await files.list(`${stateFolder(env)}/schedules`)) ?? []
  return names.flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? [])
}

/** @throws Failure `usage` for a name that none has, with the nearest, and for a file that is damaged */
export async function readSchedule(context: Place, name: string): Promise<Schedule> {
  const schedule = await readIfWhole(context, name)
  if (schedule !== undefined) return schedule
  throw new Failure('usage', `${pathOf(context, name, 'json')} is damaged`, {
    hint: `gong schedule remove ${name}, then add it again`,
  })
}

/**
 * The same, and `undefined` for a file that is damaged.
 *
 * @throws Failure `usage` for a name that none has, and for what a later version has written
 */
export async function readIfWhole(context: Place, name: string): Promise<Schedule | undefined> {
  const path = pathOf(context, name, 'json')
  if (!(await isSchedule(context, name))) throw await unknownSchedule(context, name)
  const { cron, zone, by, command, cwd, env, reserve, version } = (await readRow(context, path)) ?? {}
  refuseLaterVersion('usage', path, version, VERSION)
  const starter = STARTERS.find((one) => one === by)
  const isWhole = version === VERSION && typeof cron === 'string' && typeof zone === 'string'
  if (!isWhole || starter === undefined || !isRow(env)) return undefined
  const variables = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)]))
  return {
    ...{ name, cron, zone, by: starter, command: textsIn(command), cwd: String(cwd), env: variables },
    ...(isRow(reserve) && { reserve: { requests: Number(reserve.requests), baseUrl: String(reserve.baseUrl) } }),
  }
}

/** Whether two are the same in everything. */
export function isSameSchedule(one: Schedule, other: Schedule): boolean {
  const all = ({ env, ...rest }: Schedule) => JSON.stringify([Object.entries(rest).sort(), Object.entries(env).sort()])
  return all(one) === all(other)
}

export async function isSchedule(context: Place, name: string): Promise<boolean> {
  return (await context.files.open(pathOf(context, name, 'json'))) !== undefined
}

async function unknownSchedule(context: Place, name: string): Promise<Failure> {
  const names = await scheduleNames(context)
  const near = nearest(name, names)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  return new Failure('usage', `there is no schedule "${name}"${guess}`, {
    hint:
      names.length > 0 ? `one of ${names.join(', ')}` : "gong schedule add weekly --cron '0 6 * * 1' -- calls list …",
  })
}

export async function writeSchedule(context: Place, schedule: Schedule): Promise<void> {
  const text = JSON.stringify({ version: VERSION, ...schedule })
  await context.files.write(pathOf(context, schedule.name, 'json'), `${text}\n`, 0o600)
}

export async function removeSchedule(context: Place, name: string): Promise<void> {
  for (const ending of ['json', 'run.json', 'log'] as const) await context.files.remove(pathOf(context, name, ending))
}

export async function readRun(context: Place, name: string): Promise<ScheduleRun | undefined> {
  const row = await readRow(context, pathOf(context, name, 'run.json'))
  if (typeof row?.started !== 'string') return undefined
  const { started, ended, exit } = row
  return { started, ended: typeof ended === 'string' ? ended : null, exit: typeof exit === 'number' ? exit : null }
}

export async function writeRun(context: Place, name: string, run: ScheduleRun): Promise<void> {
  await context.files.write(pathOf(context, name, 'run.json'), `${JSON.stringify(run)}\n`, 0o600)
}

/** Path of the file that a run holds, so that there is one at a time. */
export function logPath(context: Pick<Context, 'env'>, name: string): string {
  return pathOf(context, name, 'log')
}

/** Whether a process holds the log. One that was killed holds nothing. */
export async function isRunning(context: Place, name: string): Promise<boolean> {
  const wait = { waitMs: 0, onWait: async () => undefined, hint: '' }
  try {
    const lock = await context.files.lockOutput(logPath(context, name), wait)
    await lock?.release()
    return false
  } catch (error) {
    if (error instanceof Failure && error.kind === 'declined') return true
    throw error
  }
}

export async function readLog(context: Place, name: string): Promise<string> {
  const bytes = await context.files.readNoFollow(logPath(context, name))
  return new TextDecoder().decode(bytes ?? new Uint8Array())
}

/** Adds to the log, and drops its oldest lines where it is long. */
export async function addToLog(context: Place, name: string, text: string): Promise<void> {
  const all = Buffer.from((await readLog(context, name)) + text)
  const kept = all.length > MAX_LOG ? all.subarray(all.indexOf(10, all.length - MAX_LOG) + 1) : all
  await context.files.write(logPath(context, name), kept, 0o600)
}

async function readRow({ files }: Place, path: string): Promise<Row | undefined> {
  const bytes = await files.readNoFollow(path)
  const value = bytes && parsedJson(new TextDecoder().decode(bytes))
  return isRow(value) ? value : undefined
}
