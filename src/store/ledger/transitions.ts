import type { LedgerEntry, LedgerStep, StepProgress } from '../store.ts'
import { backOffMs } from './back-off.ts'
import { basicsOf, isAnalysed, isAnalysedAnew, type LedgerFacts, unlike } from './ledger-facts.ts'

/** What the next state of a call depends on besides the call. */
export interface Moment {
  /** Ms since 1970. */
  readonly nowMs: number
  /** From 0 to 1. */
  readonly random: () => number
  /** After how long what has not come is awaited no more. */
  readonly giveUpMs: number
}

/** What reading a call came to. */
export type ReadResult = 'new' | 'changed' | 'same'

const NONE: StepProgress = { state: 'none', attempts: 0 }

/** A call that a listing without content has shown: where it is new, or its basic facts are, its record is due. */
export function seen(entry: LedgerEntry | undefined, facts: LedgerFacts, moment: Moment): LedgerEntry {
  if (entry === undefined || (entry.state === 'gone' && entry.excludedBy === undefined)) return fresh(facts, moment)
  if (entry.excludedBy !== undefined) return { ...excluded(entry), lastSeenMs: moment.nowMs }
  const isEdited = entry.state !== 'excluded' && basicsOf(entry.fingerprint) !== basicsOf(facts.fingerprint)
  const known = { ...entry, lastSeenMs: moment.nowMs }
  return isEdited && entry.fingerprint !== undefined
    ? withSteps(known, { details: dueNow(moment, known.steps.details) })
    : known
}

function fresh({ callId, workspaceId, startedMs, isPrivate }: LedgerFacts, moment: Moment): LedgerEntry {
  return {
    ...{ callId, startedMs, isPrivate, ...(workspaceId !== undefined && { workspaceId }) },
    state: 'open',
    firstSeenMs: moment.nowMs,
    lastSeenMs: moment.nowMs,
    steps: { details: dueNow(moment), transcript: NONE, summary: NONE, media: NONE },
  }
}

function dueNow({ nowMs }: Pick<Moment, 'nowMs'>, before = NONE): StepProgress {
  return { ...lastDone(before), state: 'waiting', attempts: 0, dueMs: nowMs }
}

/** What came is in the copy until the call leaves it, also while it is asked for once more. */
function lastDone({ doneMs }: StepProgress): Pick<StepProgress, 'doneMs'> {
  return doneMs === undefined ? {} : { doneMs }
}

/**
 * A call whose whole record was read.
 *
 * @param asked whether its summary was what it was asked for
 */
export function read(
  before: LedgerEntry | undefined,
  facts: LedgerFacts,
  moment: Moment,
  asked = false,
): { readonly entry: LedgerEntry; readonly reading: ReadResult } {
  const isNew = before?.fingerprint === undefined || before.state === 'gone' || before.state === 'excluded'
  const entry = before === undefined || before.state === 'gone' ? fresh(facts, moment) : before
  const { callId, workspaceId, startedMs, isPrivate, fingerprint } = facts
  const next = withSteps(
    {
      ...entry,
      ...{ callId, startedMs, isPrivate, fingerprint, ...(workspaceId !== undefined && { workspaceId }) },
      state: 'open',
      lastSeenMs: moment.nowMs,
    },
    {
      details: done(entry.steps.details, moment),
      transcript: transcriptStep(entry, facts, moment),
      summary: summaryStep(entry, facts, moment, asked),
    },
  )
  return { entry: next, reading: isNew ? 'new' : entry.fingerprint === fingerprint ? 'same' : 'changed' }
}

/** A call whose recording is wanted, and was not before: due now. @returns `undefined` for one without */
export function withRecording(entry: LedgerEntry, moment: Moment): LedgerEntry | undefined {
  const { media, transcript } = entry.steps
  const hasMedia = transcript.state !== 'none'
  return isKept(entry) && hasMedia && media.state === 'none' ? withSteps(entry, { media: dueNow(moment) }) : undefined
}

/** Whether its rows are in the copy, or will be. */
export function isKept({ state }: LedgerEntry): boolean {
  return state === 'open' || state === 'settled'
}

/** A step that came. */
export function came(entry: LedgerEntry, step: LedgerStep, moment: Moment): LedgerEntry {
  return withSteps(entry, { [step]: done(entry.steps[step], moment) })
}

/** A step that was asked for in vain: asked for again after a while, or no more. */
export function notYet(entry: LedgerEntry, step: LedgerStep, moment: Moment): LedgerEntry {
  return withSteps(entry, { [step]: inVain(entry, step, moment) })
}

/** A call whose rows are not those of Gong: these steps are due again, and its record is written whatever Gong says. */
export function dueAgain(entry: LedgerEntry, again: ReadonlySet<LedgerStep>, moment: Moment): LedgerEntry {
  const due = withSteps(entry, Object.fromEntries([...again].map((step) => [step, dueNow(moment, entry.steps[step])])))
  return again.has('details') && entry.fingerprint !== undefined
    ? { ...due, fingerprint: unlike(entry.fingerprint) }
    : due
}

/** A call that Gong has no more. The ledger keeps it, so that it is known what became of it. */
export function gone(entry: LedgerEntry, { nowMs }: Moment): LedgerEntry {
  return { ...without(entry), state: 'gone', lastSeenMs: nowMs }
}

/** A call that must not be kept: known by its id alone. */
export function excluded(entry: LedgerEntry): LedgerEntry {
  return { ...without(entry), state: 'excluded' }
}

/** A call that was excluded by a rule which is lifted: its record is due. @returns `undefined` for any other */
export function readmitted(entry: LedgerEntry, moment: Pick<Moment, 'nowMs'>): LedgerEntry | undefined {
  if (entry.state !== 'excluded' || entry.excludedBy !== undefined) return undefined
  return withSteps(entry, { details: dueNow(moment) })
}

/** A call that was purged: excluded for good. */
export function purged(entry: LedgerEntry): LedgerEntry {
  return { ...excluded(entry), excludedBy: 'purge' }
}

/** Whether Gong is said to have the call. */
export function isThere({ state }: LedgerEntry): boolean {
  return state !== 'gone'
}

function without({ fingerprint: _, ...entry }: LedgerEntry): LedgerEntry {
  return { ...entry, steps: { details: NONE, transcript: NONE, summary: NONE, media: NONE } }
}

/** A call that was analysed anew has a new transcript; one that has just been analysed most likely has its first. */
function transcriptStep(entry: LedgerEntry, facts: LedgerFacts, moment: Moment): StepProgress {
  const { transcript } = entry.steps
  if (!facts.hasMedia) return transcript.state === 'done' ? transcript : { ...NONE, ...lastDone(transcript) }
  if (isAnalysedAnew(entry.fingerprint, facts.fingerprint)) return dueNow(moment, transcript)
  if (transcript.state === 'none')
    return facts.isAnalysed ? dueNow(moment, transcript) : inVain(entry, 'transcript', moment)
  const isJustAnalysed = facts.isAnalysed && !isAnalysed(entry.fingerprint)
  return isJustAnalysed && transcript.state !== 'done' ? dueNow(moment, transcript) : transcript
}

function summaryStep(entry: LedgerEntry, facts: LedgerFacts, moment: Moment, asked: boolean): StepProgress {
  const { summary } = entry.steps
  if (facts.hasSummary) return done(summary, moment)
  if (!facts.hasMedia) return NONE
  if (summary.state === 'none' || (asked && summary.state === 'waiting')) return inVain(entry, 'summary', moment)
  return summary
}

function done(step: StepProgress, { nowMs }: Moment): StepProgress {
  return step.state === 'done' ? step : { state: 'done', attempts: step.attempts, doneMs: nowMs }
}

/** Counted from when it was first seen, where that is later than its start: it may have been uploaded long after. */
function inVain({ steps, startedMs, firstSeenMs }: LedgerEntry, step: LedgerStep, moment: Moment): StepProgress {
  const { nowMs, giveUpMs, random } = moment
  const before = lastDone(steps[step])
  const attempts = steps[step].attempts + 1
  if (nowMs - Math.max(startedMs, firstSeenMs) >= giveUpMs) return { ...before, state: 'given-up', attempts }
  return { ...before, state: 'waiting', attempts, dueMs: nowMs + backOffMs(attempts, random()) }
}

function withSteps(entry: LedgerEntry, changed: Partial<LedgerEntry['steps']>): LedgerEntry {
  const steps = { ...entry.steps, ...changed }
  const isOpen = Object.values(steps).some(({ state }) => state === 'waiting')
  return { ...entry, steps, state: isOpen ? 'open' : 'settled' }
}
