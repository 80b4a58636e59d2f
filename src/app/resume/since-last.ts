import { parse } from '../../catalogue/kinds.ts'
import { Failure } from '../../lib/errors.ts'
import { toDay, toInstant } from '../../lib/resolve-time.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import { spanMs } from '../../lib/span.ts'
import { utcDay, utcTime } from '../../lib/utc-time.ts'
import { type LastRun, lastRunPath, readLastRun, writeLastRun } from '../../state/last-runs.ts'
import { calendarOf } from '../input/calendar.ts'
import { companyZone, lastSettledDay } from '../input/company-zone.ts'
import { endOfWholeDays } from '../input/whole-days.ts'
import type { Raw, Typed } from '../model/inputs.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Job } from '../model/job.ts'
import { flagOf } from '../model/labels.ts'
import { PERIOD } from '../model/operation-inputs.ts'

/** A line with `--since last`, once it is known where the last good run of it ended. */
export interface SinceLast {
  /** The same line with its window; absent where nothing has passed since. */
  readonly invocation?: Invocation
  /** Moves the mark to the end of the window that a good run has asked for. */
  keep(input: Typed): Promise<void>
}

/** Clocks of machines are set back by so much without anybody's doing. */
const JITTER_MS = 5 * 60_000
const DAY_MS = 86_400_000

/** The parts of a line that say when, and not what. */
const WHEN = new Set(['during', 'tz', 'since', 'overlap'])

/**
 * Finds where the last good run of this line ended, and locks that for this run.
 *
 * @throws Failure `usage` for the first run without a window, for a clock that jumped back, and with --limit;
 *   `declined` while another run of the same line is under way
 */
export async function openSinceLast(invocation: Invocation, job: Job): Promise<SinceLast> {
  const { command, raw } = invocation
  const { window } = command
  if (window === undefined || command.effect !== 'read')
    throw new Failure('usage', `--since: gong ${invocation.path} has no dates to go on from`)
  if (Number.isFinite(job.globals.limit))
    throw new Failure('usage', '--since last goes on after all rows, and --limit leaves some out: choose one of them')
  checkTyped(raw)
  checkOutput(job.globals, command.fields)
  const { files } = job.context
  const path = lastRunPath(job.context, await digestOf(invocation, job))
  const overlapMs = overlapOf(raw)
  if (!job.globals.dryRun) {
    // Makes the folder, for its owner alone.
    await files.withLock(`${path}.lock`, async () => undefined)
    await job.claim(path)
  }
  const last = await readLastRun(files, path)
  if (last === undefined && raw[window.from] === undefined && raw.during === undefined) throw firstTime(invocation)
  if (last !== undefined) checkClock(last, job.moment(), path)
  const keep = async (input: Typed) => {
    const to = input[window.to]
    if (job.context.stdout.closed || typeof to !== 'string') return
    const next = { to: await earlier(to, job), ranMs: job.moment() }
    if (last === undefined || Date.parse(next.to) >= Date.parse(last.to)) await writeLastRun(files, path, next)
  }
  if (last === undefined) return { invocation, keep }
  const isDay = command.inputs[window.from]?.kind === 'day'
  const from = iso(Date.parse(last.to) - (isDay ? Math.ceil(overlapMs / DAY_MS) * DAY_MS : overlapMs), isDay)
  const to = raw[window.to] ?? 'now'
  if (await isEmpty(from, String(to), isDay, invocation, job)) {
    await job.say(`the last good run ended at ${last.to}, and nothing has passed since`)
    return { keep }
  }
  await job.say(`since ${last.to}, where the last good run ended${overlapMs > 0 ? `, less ${raw.overlap}` : ''}`)
  const { during: _, ...rest } = raw
  return { invocation: { ...invocation, raw: { ...rest, [window.from]: from, [window.to]: to } }, keep }
}

/** Each run writes only what is new, so a file that is made anew each time would lose what it had. */
function checkOutput({ out, moreOut, append, ifExists }: Job['globals'], fields: readonly string[] = []): void {
  if (append !== undefined || ifExists !== undefined) return
  const fixed = [out, ...moreOut].find((one) => one !== undefined && !DATED.test(one) && !/^\/(dev|proc)\//.test(one))
  if (fixed === undefined) return
  throw new Failure('usage', `--since last: each run would replace the rows of the one before in ${fixed}`, {
    hint: `--append ${fields.includes('id') ? 'id' : '<field,...>'} adds them, -o 'rows-{from}.csv' begins a file each time, --if-exists replace keeps the newest alone`,
  })
}

/** A name that changes with the dates. */
const DATED = /\{(from|to|today)\}/

function checkTyped({ since, overlap }: Raw): void {
  if (since !== undefined) parse('--since', PERIOD.since, String(since))
  else if (overlap !== undefined)
    throw new Failure('usage', '--overlap goes with --since last', { hint: `--since last --overlap ${overlap}` })
}

/** A digest of what is asked for, of whom, and where it goes; without any of it in clear. */
async function digestOf({ command: { window }, path, raw }: Invocation, job: Job) {
  const { globals, chosen, context } = job
  const { createHash } = await import('node:crypto')
  const { baseUrl, name } = await chosen()
  const what = Object.entries(raw).filter(
    ([key, value]) => value !== undefined && !WHEN.has(key) && key !== window?.from && key !== window?.to,
  )
  const outs = [globals.out, ...globals.moreOut].map((out) => (out === undefined ? null : context.files.absolute(out)))
  // Many companies have one base URL. What --jq drops was asked for, and is not there for another expression.
  const whose = name ?? (await (await import('../../company/company.ts')).companyFingerprint(job)).credential
  const line = JSON.stringify([path, what.sort(), baseUrl, whose, globals.jq ?? null, ...outs])
  return createHash('sha256').update(line).digest('hex').slice(0, 32)
}

/** Milliseconds. @throws Failure `usage` for what is no span such as `3d` */
function overlapOf({ overlap }: Raw): number {
  if (typeof overlap !== 'string') return 0
  return spanMs('--overlap', overlap, '--overlap 3d, 36h or 2w')
}

function firstTime({ argv, command: { window } }: Invocation): Failure {
  const from = flagOf(window?.from ?? 'from')
  return new Failure('usage', '--since last: no run of this line has ended well yet, so say where to begin', {
    hint: shellQuote(['gong', ...argv, from, '30d']),
  })
}

/** A mark that lies ahead would leave a gap, or make the next one lie. */
function checkClock({ ranMs }: LastRun, nowMs: number, path: string): void {
  if (nowMs >= ranMs - JITTER_MS) return
  const [ran, now] = [iso(ranMs, false), iso(nowMs, false)]
  throw new Failure('usage', `the clock says ${now}, and the last good run of this line began at ${ran}`, {
    hint: `set the clock; if it was wrong then: rm ${path}, and --from says where to begin`,
  })
}

async function isEmpty(from: string, to: string, isDay: boolean, { raw }: Invocation, job: Job): Promise<boolean> {
  const calendar = await calendarOf(raw, job)
  if (!isDay) return Date.parse(from) >= Date.parse(await toInstant('--to', to, calendar))
  const whole = await endOfWholeDays(raw.tz, calendar, job)
  const end = await toDay('--to', to, whole.calendar)
  return from >= end || from >= whole.end
}

/**
 * What has not come to pass was not asked for. A day that was is over where the company is; where Gong does not say where that
 * is, it counts as past once it is over everywhere, and is asked for again until then.
 */
async function earlier(to: string, job: Job): Promise<string> {
  const nowMs = job.moment()
  if (to.includes('T')) return Date.parse(to) > nowMs ? iso(nowMs, false) : to
  const settled = lastSettledDay(nowMs)
  return to <= settled || (await companyZone(job)) !== undefined ? to : settled
}

function iso(ms: number, isDay: boolean): string {
  return isDay ? utcDay(ms) : utcTime(ms)
}
