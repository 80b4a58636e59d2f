import type { ChangeJob } from '../../app/model/job.ts'
import type { Changing } from '../../app/model/plan.ts'
import { type BulkChange, type Found, isUndecided, type SentLine, type SourceLine } from '../bulk-change.ts'
import type { BulkJournal } from '../journal/journal.ts'
import { digestsOf } from '../journal/line-digests.ts'
import { journalOf } from '../journal/open-journal.ts'
import { hasLine, type LineList } from '../line-list.ts'
import { lostOutcome, type Outcome, UNKNOWN } from '../outcome.ts'
import { type Reasons, reasons } from './reasons.ts'
import { type ResultRows, resultRows } from './result-rows.ts'

/** A line that was done so long ago by a run that was cut short may have been undone since. */
const MAX_AGE_MS = 7 * 24 * 3_600_000

/** How many lines an earlier run has left how. */
interface Earlier {
  /** By a run that was cut short. */
  done: number
  /** By a run that is over. */
  kept: number
  /** Sent, without an answer: as it was cleared up. */
  found: number
  absent: number
  unknown: number
  /** Why lines cannot be sent at all. */
  readonly refused: Reasons
  /** Why lines ask for nothing. */
  readonly skipped: Reasons
}

/** A bulk change whose lines are known one by one; they go by their index in the source. */
export interface Prepared<L extends SourceLine, E extends Changing> {
  readonly change: BulkChange<L, E>
  readonly job: ChangeJob
  readonly journal: BulkJournal
  /** Whether another run finds what this one notes. */
  readonly isKept: boolean
  readonly results: ResultRows
  readonly earlier: Earlier
  /** Of the change, for the plan. */
  readonly notes: readonly string[]
  readonly toSend: Uint32Array
  /** Those that were sent, and no answer is known: the id of what the first request made, where there are two. */
  readonly sent: Map<number, string | undefined>
  readonly lineAt: (index: number) => L
  readonly digestAt: (index: number) => string
}

/** Looks what of a bulk change is done already, and clears up what was sent without an answer. */
export async function prepare<L extends SourceLine, E extends Changing>(
  change: BulkChange<L, E>,
  job: ChangeJob,
): Promise<Prepared<L, E>> {
  const { header, lines } = change.source
  const { journal, key, isKept } = await journalOf(hasJournal(change) ? change.command : undefined, job)
  const digestAt = change.stateless ? String : await digestsOf(change, key)
  const notes = [...((await change.look?.()) ?? []), ...(change.notes ?? [])]
  const results = resultRows(header, change.columns ?? [], lines, change.follow !== undefined)
  const prepared: Prepared<L, E> = {
    ...{ change, job, journal, isKept, results, notes, sent: new Map(), toSend: new Uint32Array() },
    earlier: { done: 0, kept: 0, found: 0, absent: 0, unknown: 0, refused: reasons(), skipped: reasons() },
    lineAt: (index) => itemAt(lines, index),
    digestAt,
  }
  // Who says --again for what was lost does not mean what was answered.
  const hasLost = hasLine(lines.keys(), (index) => journal.find(digestAt(index))?.state === 'sent')
  for (const index of lines.keys()) recall(prepared, index, change.again === true && !hasLost)
  await clearUpEarlier(prepared)
  return { ...prepared, toSend: Uint32Array.from(undecided(lines.keys(), results)) }
}

function* undecided(indexes: Iterable<number>, results: ResultRows): Iterable<number> {
  for (const index of indexes) if (!results.has(index)) yield index
}

/** A single thing that was typed has nothing to go on with, unless it must not be done twice. */
function hasJournal<L extends SourceLine, E extends Changing>({ source, once, stateless }: BulkChange<L, E>): boolean {
  return !stateless && (once === true || source.name !== undefined || source.lines.length > 1)
}

/**
 * Decides a line by what is noted about it, or known of it beforehand.
 *
 * @param isRepeat whether what a run that is over has done is done once more
 */
function recall<L extends SourceLine, E extends Changing>(
  prepared: Prepared<L, E>,
  index: number,
  isRepeat: boolean,
): void {
  const { change, job, journal, results, earlier, sent, lineAt, digestAt } = prepared
  const note = journal.find(digestAt(index))
  const isOld = note !== undefined && !change.once && job.context.clock.now() - note.atMs > MAX_AGE_MS
  if (note?.state === 'done' && !isOld && !isToDo(change, lineAt(index), note.outcome)) {
    earlier.done += 1
    results.decide(index, note.outcome)
  } else if (note?.state === 'kept' && !isRepeat) {
    earlier.kept += 1
    const day = new Date(note.atMs).toISOString().slice(0, 10)
    results.decide(index, { ...note.outcome, why: `done on ${day}; --again does it once more` })
  } else if (note?.state === 'sent' && !change.again) {
    sent.set(index, note.id)
  } else {
    const outcome = change.settled?.(lineAt(index))
    if (outcome === undefined) return
    const reasonsOf = outcome.failed ? earlier.refused : outcome.skipped ? earlier.skipped : undefined
    reasonsOf?.add(lineAt(index).line, outcome.why ?? outcome.outcome)
    results.decide(index, outcome)
  }
}

/** Whether a line that has an outcome is to be done all the same: Gong refused it, or it was undone since. */
function isToDo<L extends SourceLine, E extends Changing>(
  { isUndone }: BulkChange<L, E>,
  line: L,
  { failed, outcome }: Outcome,
): boolean {
  return failed === true ? outcome !== UNKNOWN : isUndone?.(line) === true
}

/** Asks what became of the lines that an earlier run sent without an answer. */
async function clearUpEarlier<L extends SourceLine, E extends Changing>(prepared: Prepared<L, E>): Promise<void> {
  const { job, journal, results, earlier, sent, digestAt } = prepared
  const lost = [...sent.keys()]
  if (lost.length === 0) return
  const found = await whatGongHas(prepared, lost, false)
  const [absent, done]: [number[], [string, Outcome][]] = [[], []]
  for (const [at, index] of lost.entries()) {
    const what = itemAt(found, at)
    if (isUndecided(what)) results.decide(index, lostOutcome(what === 'pending', sent.get(index)))
    else sent.delete(index)
    if (what === 'absent') absent.push(index)
    else if (!isUndecided(what)) {
      results.decide(index, what)
      done.push([digestAt(index), what])
    }
  }
  Object.assign(earlier, {
    found: done.length,
    absent: absent.length,
    unknown: lost.length - done.length - absent.length,
  })
  if (job.globals.dryRun) return
  if (done.length > 0) await journal.done(done)
  if (absent.length > 0) await journal.open(absent.map(digestAt))
}

/**
 * What Gong says about lines whose answer was lost, in their order; all are unknown where it cannot be asked.
 *
 * @param isUnderWay whether they were just sent, by this run
 */
export async function whatGongHas<L extends SourceLine, E extends Changing>(
  { change, journal, lineAt, digestAt }: Prepared<L, E>,
  indexes: readonly number[],
  isUnderWay: boolean,
): Promise<readonly Found[]> {
  if (change.whatIsThere === undefined) return indexes.map(() => (change.repeatable ? 'absent' : 'unknown'))
  const lines = indexes.map((index): SentLine<L> => {
    const note = journal.find(digestAt(index))
    const { id, before } = note?.state === 'sent' ? note : {}
    return { line: lineAt(index), id, before }
  })
  return await change.whatIsThere(lines, isUnderWay)
}

/** An item that is there. @throws Error, a defect, where it is not */
export function itemAt<T>(list: Pick<LineList<T>, 'length' | 'at'>, index: number): T {
  const item = list.at(index)
  if (item === undefined) throw new Error(`there are ${list.length} items, and none at ${index}`)
  return item
}
