import { calls, transcripts } from '../../catalogue/calls.ts'
import { isRow, type Row } from '../../lib/rows.ts'
import { removalOf, wholeRemovalOf, withoutRowsOf } from '../calls-in-tables.ts'
import { type LedgerFacts, ledgerFacts } from '../ledger/ledger-facts.ts'
import { came, excluded, gone, isKept, notYet, read, seen } from '../ledger/transitions.ts'
import type { LedgerEntry, LedgerStep, StoreChange } from '../store.ts'
import type { SyncContext } from './context.ts'
import { countsOf } from './tally.ts'

/** How records came: in a list without content, with all of it, or asked for by id since their summary was awaited. */
export type CameAs = 'basic' | 'whole' | 'asked'

/** Takes records of listCallsExtensive into the copy: rows and ledger in one commit. @returns the ids of the calls */
export async function keepCalls(
  context: SyncContext,
  records: readonly Row[],
  cameAs: CameAs,
  marks: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const found = records.flatMap((record) => {
    const facts = ledgerFacts(record)
    return facts === undefined ? [] : [{ facts, record }]
  })
  const ids = found.map(({ facts }) => facts.callId)
  await context.exclusively(async () => {
    const known = await entriesOf(context, ids)
    const judged = found.map((one) => judge(context, known.get(one.facts.callId), one, cameAs))
    const kept = judged.filter(({ keep }) => keep).map(({ record }) => record)
    const out = judged.filter(({ leaves }) => leaves).map(({ entry }) => entry.callId)
    await commit(context, {
      ...(kept.length > 0 &&
        withoutRowsOf(new Set(ids.filter((id) => !known.has(id))), context.rowsOf(calls.details.id, kept))),
      ...(out.length > 0 && { remove: wholeRemovalOf(out) }),
      ledger: judged.map(({ entry }) => entry),
      marks,
    })
  })
  return ids
}

interface Judged {
  readonly entry: LedgerEntry
  readonly record: Row
  /** Whether its rows are written. */
  readonly keep: boolean
  /** Whether its rows are removed. */
  readonly leaves: boolean
}

function judge(
  context: SyncContext,
  before: LedgerEntry | undefined,
  { facts, record }: { readonly facts: LedgerFacts; readonly record: Row },
  cameAs: CameAs,
): Judged {
  if (cameAs === 'basic') return { entry: seen(before, facts, context), record, keep: false, leaves: false }
  const counts = countsOf(context.tally, 'calls')
  if (before?.excludedBy !== undefined || context.isExcluded(record)) {
    if (before?.fingerprint !== undefined) counts.removed += 1
    const leaves = before?.state !== 'excluded'
    return { entry: excluded(seen(before, facts, context)), record, keep: false, leaves }
  }
  const { entry, reading } = read(before, facts, context, cameAs === 'asked')
  if (reading !== 'same') counts[reading] += 1
  return { entry, record, keep: reading !== 'same', leaves: false }
}

/** Takes transcripts into the copy; the other calls that were asked for have none yet. */
export async function keepTranscripts(
  context: SyncContext,
  asked: readonly string[],
  records: readonly Row[],
): Promise<void> {
  const said = new Map(records.filter(hasSentences).map((record) => [String(record.callId), record]))
  await context.exclusively(async () => {
    const entries = [...(await entriesOf(context, asked)).values()].filter(isKept)
    const there = entries.filter(({ callId }) => said.has(callId))
    const counts = countsOf(context.tally, 'transcripts')
    const rows = there.map(({ callId }) => said.get(callId)).filter((row) => row !== undefined)
    const fresh = new Set(there.flatMap(({ callId, steps }) => (steps.transcript.doneMs === undefined ? [callId] : [])))
    counts.new += fresh.size
    counts.changed += there.length - fresh.size
    await commit(context, {
      ...(rows.length > 0 && withoutRowsOf(fresh, context.rowsOf(transcripts.get.id, rows))),
      ledger: entries.map((entry) =>
        said.has(entry.callId) ? came(entry, 'transcript', context) : notYet(entry, 'transcript', context),
      ),
    })
  })
}

/** Their records were asked for in vain, though Gong counts them: what of them is due is awaited longer. */
export async function awaitLonger(context: SyncContext, callIds: readonly string[]): Promise<void> {
  const isDue = ({ steps }: LedgerEntry, step: LedgerStep) => (steps[step].dueMs ?? Infinity) <= context.nowMs
  await context.exclusively(async () => {
    const entries = [...(await entriesOf(context, callIds)).values()].filter(isKept)
    const later = entries.map((entry) =>
      (['details', 'summary'] as const)
        .filter((step) => isDue(entry, step))
        .reduce((changed, step) => notYet(changed, step, context), entry),
    )
    await commit(context, { ledger: later })
  })
}

/** Gong has these no more: their rows leave, the ledger keeps the mark. Beyond `maxRemovals` they stay, and are asked for again. */
export async function removeCalls(context: SyncContext, callIds: readonly string[]): Promise<void> {
  const counts = countsOf(context.tally, 'calls')
  await context.exclusively(async () => {
    const entries = [...(await entriesOf(context, callIds)).values()].filter(({ state }) => state !== 'gone')
    const kept = entries.filter(isKept)
    if (counts.removed + kept.length > context.maxRemovals) {
      counts.kept += kept.length
      return await commit(context, { ledger: kept.map((entry) => notYet(entry, 'details', context)) })
    }
    counts.removed += kept.length
    await commit(context, {
      remove: removalOf(entries.map(({ callId }) => callId)),
      ledger: entries.map((entry) => gone(entry, context)),
    })
  })
}

async function commit(context: SyncContext, change: StoreChange): Promise<void> {
  await context.hold()
  await context.store.commit(change)
}

async function entriesOf({ store }: SyncContext, ids: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>> {
  return new Map((await store.ledger.get(ids)).map((entry) => [entry.callId, entry]))
}

function hasSentences({ transcript }: Row): boolean {
  return Array.isArray(transcript) && transcript.some(isRow)
}
