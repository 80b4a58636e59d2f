import { Failure } from '../../lib/errors.ts'
import { repeatLine } from '../../lib/repeat-line.ts'
import type { Row } from '../../lib/rows.ts'
import type { Format } from '../../output/printer.ts'
import type { InterruptedRun } from '../../state/journal.ts'
import { readWindow } from '../input/input.ts'
import type { Command } from '../model/command.ts'
import type { Typed } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'
import { flagOf, labelOf } from '../model/labels.ts'

/** A run whose window ends now can be resumed for so long, up to the instant that `now` meant then: a nightly line of the next night does. */
const MAX_SLIDING_MS = 36 * 3_600_000

/** A digest of each part of the command line that decides what is written, by the flag that sets it. */
export async function commandDigests(
  { command, path, raw }: Invocation,
  { globals, chosen }: Job,
  format: Format,
): Promise<Row> {
  const { createHash } = await import('node:crypto')
  const { baseUrl, name = null } = await chosen()
  const { fields, jq, limit } = globals
  // The window is compared by its dates instead: `last-month` stays the same for a month.
  const windowInputs = command.window ? ['during', 'since', 'overlap', command.window.from, command.window.to] : []
  const kept = Object.entries(raw).filter(([key]) => !windowInputs.includes(key))
  const typed = kept.map(([key, value]) => [labelOf(command, key), value] as const)
  const parts = { '--profile': [baseUrl, name], '--format': format, '--fields': fields, '--jq': jq }
  const all = { command: path, ...Object.fromEntries(typed), ...parts, '--limit': String(limit) }
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
  const entries = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([part, value]) => [part, digest(value)]))
}

/**
 * Checks that an interrupted run is of the same command line, and that its dates still mean the same.
 *
 * @param line digests of the command line now
 * @returns the window of the interrupted run, where that ends earlier than the same command line means by now
 * @throws Failure `usage` for another command line, or for other dates
 */
export async function checkSameCommand(
  interrupted: InterruptedRun,
  invocation: Invocation,
  line: Row,
  job: Job,
): Promise<WindowEnds | undefined> {
  const changed = Object.keys({ ...interrupted.line, ...line }).find((part) => interrupted.line[part] !== line[part])
  if (changed !== undefined)
    throw new Failure('usage', `another command line was interrupted here: it had another ${changed}`, {
      hint: 'the line that began it, or --restart to begin anew',
    })
  const { command, raw } = invocation
  if (command.window === undefined) return undefined
  const windowAt = async (ms: number) => endsOf(command, await readWindow(command, raw, { ...job, moment: () => ms }))
  const before = endsOf(command, interrupted.input)
  const now = await windowAt(job.moment())
  if (isSameWindow(before, now)) return undefined
  if (raw.since !== undefined && isShorter(before, now)) return before
  const { startedMs } = interrupted
  const wasSame = isSameWindow(before, await windowAt(startedMs))
  if (before === undefined || now === undefined || !wasSame || !isSliding(before, now, startedMs, job.moment()))
    throw otherDates(startedMs, invocation, before, now)
  return before
}

/** Both ends of a window, as they are sent. */
export type WindowEnds = readonly [from: string, to: string]

function endsOf({ window }: Command, input: Typed): WindowEnds | undefined {
  const [from, to] = [input[window?.from ?? ''], input[window?.to ?? '']]
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : undefined
}

function isSameWindow(one: WindowEnds | undefined, other: WindowEnds | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.every((end, index) => Date.parse(end) === Date.parse(other[index] ?? ''))
}

/** Whether a window begins where another does, and ends earlier: what is missing comes with the next run. */
function isShorter(one: WindowEnds | undefined, other: WindowEnds | undefined): one is WindowEnds {
  if (one === undefined || other === undefined) return false
  return Date.parse(one[0]) === Date.parse(other[0]) && Date.parse(one[1]) < Date.parse(other[1])
}

/** Whether each end is fixed or moves with the clock: `now` and `7d` do, in whole seconds; `today` jumps. */
function isSliding(before: WindowEnds, now: WindowEnds, startedMs: number, nowMs: number): boolean {
  const passedMs = (Math.floor(nowMs / 1000) - Math.floor(startedMs / 1000)) * 1000
  const movedMs = before.map((end, index) => Date.parse(now[index] ?? '') - Date.parse(end))
  return nowMs - startedMs < MAX_SLIDING_MS && movedMs.every((ms) => ms === 0 || ms === passedMs)
}

function otherDates(
  startedMs: number,
  invocation: Invocation,
  before: WindowEnds | undefined,
  now: WindowEnds | undefined,
): Failure {
  const dates = (ends: WindowEnds | undefined) => (ends ? `${ends[0]} to ${ends[1]}` : 'no dates')
  const message = `a run of ${new Date(startedMs).toISOString()} was interrupted here, and its dates were other ones`
  return new Failure('usage', `${message}: ${dates(before)}, now ${dates(now)}`, {
    hint: `to go on with it: ${commandWithWindow(invocation, before)}; --restart begins anew`,
  })
}

/** The command line with these dates instead of its own. */
function commandWithWindow({ command: { window }, argv }: Invocation, ends: WindowEnds | undefined): string {
  const [from = '', to = ''] = [window?.from, window?.to].map((name = '') => flagOf(name))
  const dates = ends === undefined ? [] : [from, ends[0], to, ends[1]]
  return repeatLine(argv, { values: ['--during', '--since', '--overlap', from, to] }, dates)
}
