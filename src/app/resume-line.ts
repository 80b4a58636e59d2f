import { Failure } from '../lib/errors.ts'
import type { Row } from '../lib/rows.ts'
import { quoted } from '../lib/shell-quote.ts'
import type { Format } from '../output/printer.ts'
import type { Left } from '../state/resume/journal.ts'
import type { Command } from './command.ts'
import { flagOf, labelOf } from './globals.ts'
import { readWindow } from './input.ts'
import type { Typed } from './inputs.ts'
import type { Invocation } from './invocation.ts'
import type { BaseJob } from './job.ts'

/** So many milliseconds a run whose window ends now may be gone on with, up to the moment that it meant then. */
const FRESH = 12 * 3_600_000

/** A digest of each part of the line that decides what is written, by the way it is typed. */
export async function digests(
  { command, path, raw }: Invocation,
  { globals, chosen }: BaseJob,
  format: Format,
): Promise<Row> {
  const { createHash } = await import('node:crypto')
  const { baseUrl, name = null } = await chosen()
  const { fields, jq, limit } = globals
  // The window is compared by what it means: `last-month` stays the same for a month.
  const bounds = command.window ? ['during', command.window.from, command.window.to] : []
  const kept = Object.entries(raw).filter(([key]) => !bounds.includes(key))
  const typed = kept.map(([key, value]) => [labelOf(command, key), value] as const)
  const parts = { '--profile': [baseUrl, name], '--format': format, '--fields': fields, '--jq': jq }
  const all = { command: path, ...Object.fromEntries(typed), ...parts, '--limit': String(limit) }
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
  const entries = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([part, value]) => [part, digest(value)]))
}

/**
 * @returns the window of then, where the line has come to mean a little more since: one that ends now goes on up to the
 * moment that it ended at
 * @throws Failure `usage` for what another line has left, or the same one when its dates meant other days
 */
export async function checkLeft(left: Left, wanted: Invocation, mine: Row, job: BaseJob): Promise<Ends | undefined> {
  const { line } = left
  const other = Object.keys({ ...line, ...mine }).find((part) => line[part] !== mine[part])
  const hint = 'the line that began it, or --restart to begin anew'
  if (other !== undefined)
    throw new Failure('usage', `another command line was interrupted here: it had another ${other}`, { hint })
  const { command, raw } = wanted
  if (command.window === undefined) return undefined
  const meant = async (moment: number) =>
    endsOf(command, await readWindow(command, raw, { ...job, moment: () => moment }))
  const then = endsOf(command, left.input)
  const now = await meant(job.moment())
  if (isSame(then, now)) return undefined
  const isLine = isSame(then, await meant(left.began))
  if (then === undefined || now === undefined || !isLine || !hasSlid(then, now, left.began, job.moment()))
    throw otherDays(left, wanted, then, now)
  return then
}

/** Both ends of a window, as they are sent. */
export type Ends = readonly [from: string, to: string]

function endsOf({ window }: Command, input: Typed): Ends | undefined {
  const [from, to] = [input[window?.from ?? ''], input[window?.to ?? '']]
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : undefined
}

function isSame(one: Ends | undefined, other: Ends | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.every((end, index) => Date.parse(end) === Date.parse(other[index] ?? ''))
}

/** Whether each end has stayed or moved with the clock: `now` and `7d` do, in whole seconds; `today` jumps. */
function hasSlid(then: Ends, now: Ends, began: number, moment: number): boolean {
  const passed = (Math.floor(moment / 1000) - Math.floor(began / 1000)) * 1000
  const moved = then.map((end, index) => Date.parse(now[index] ?? '') - Date.parse(end))
  return moment - began < FRESH && moved.every((ms) => ms === 0 || ms === passed)
}

function otherDays({ began }: Left, wanted: Invocation, then: Ends | undefined, now: Ends | undefined): Failure {
  const words = (ends: Ends | undefined) => (ends ? `${ends[0]} to ${ends[1]}` : 'no dates')
  const message = `a run of ${new Date(began).toISOString()} was interrupted here, and its dates were other ones`
  return new Failure('usage', `${message}: ${words(then)}, now ${words(now)}`, {
    hint: `to go on with it: ${withWindow(wanted, then)}; --restart begins anew`,
  })
}

/** The line with these dates instead of its own. */
function withWindow({ command: { window }, argv }: Invocation, ends: Ends | undefined): string {
  const flags = ['--during', flagOf(window?.from ?? ''), flagOf(window?.to ?? '')]
  const rest = argv.filter((word, at) => {
    const isFlag = flags.includes(word) || flags.some((flag) => word.startsWith(`${flag}=`))
    return !isFlag && !flags.includes(argv[at - 1] ?? '')
  })
  const [from, to] = ends ?? []
  const dates = from === undefined || to === undefined ? [] : [flags[1] ?? '', from, flags[2] ?? '', to]
  return quoted(['gong', ...rest, ...dates])
}
