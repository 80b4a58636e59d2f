import type { Job } from '../../src/app/model/job.ts'
import { parseExact } from '../../src/lib/exact-json.ts'
import { idIn } from '../../src/lib/file-name.ts'
import { isRow, type Pages, type Row } from '../../src/lib/rows.ts'
import { isKept } from '../../src/store/ledger/transitions.ts'
import type { LedgerEntry, Store, TextRow } from '../../src/store/store.ts'
import { exportTranscripts } from '../../src/transcripts/export.ts'
import { openExportFolder } from '../../src/transcripts/export-folder.ts'

/** Calls that are read at once: each reading looks through all sentences of the copy, and some 100,000 of them have room. */
const BATCH = 500

/**
 * Publishes the transcripts of a copy as files that people read, with what `gong transcripts export` writes them with: those
 * of calls of which something came since the last time.
 */
export async function publishFolder(
  store: Store,
  folder: string,
  job: Job,
  anew = false,
): Promise<{ readonly written: number; readonly removed: number }> {
  const { context, globals } = job
  const mark = `published folder:${folder}`
  const isEmpty = ((await context.files.list(folder)) ?? []).every((name) => idIn(name) === undefined)
  // What came last of what is there already, by the clock of the ledger: ms since 1970.
  const sinceMs = isEmpty || anew ? 0 : Number((await store.mark(mark)) ?? 0)
  const { changed, gone, lastMs } = await changesSince(store, sinceMs)
  const removed = await removeFilesOf(gone, folder, job)
  const exportFolder = await openExportFolder(context.files, {
    folder,
    formats: ['md'],
    zone: context.zone,
    again: true,
    form: '',
  })
  const tally = { written: 0, skipped: 0, withoutTranscript: 0, withoutDetails: 0, givenUp: 0, newlyGivenUp: 0 }
  const pages = exportTranscripts(
    { pages: transcriptPages(store, changed), expected: new Set(), most: Number.POSITIVE_INFINITY },
    {
      details: (ids) => detailsOf(store, ids),
      ...{ folder: exportFolder, zone: context.zone, guard: globals.guard, signal: context.interrupted, tally },
      rewrite: (transcript, call) => ({ transcript, call }),
      giveUpMs: 0,
    },
  )
  try {
    for await (const _ of pages);
  } finally {
    await exportFolder.writeIndex()
  }
  await store.commit({ marks: { [mark]: String(lastMs) } })
  return { written: tally.written, removed }
}

interface Changes {
  /** Calls of which something came, as they started. */
  readonly changed: readonly string[]
  /** Calls that have left the copy. */
  readonly gone: ReadonlySet<string>
  /** When the last of all came, ms since 1970. */
  readonly lastMs: number
}

/** What the ledger says of all calls, of which no more than ids are kept. */
async function changesSince(store: Store, sinceMs: number): Promise<Changes> {
  const changed: string[] = []
  const gone = new Set<string>()
  let lastMs = sinceMs
  for await (const entry of store.ledger.between(0, Number.MAX_SAFE_INTEGER / 1e3)) {
    lastMs = Math.max(lastMs, cameMs(entry))
    if (!isKept(entry)) gone.add(entry.callId)
    else if (entry.steps.transcript.doneMs !== undefined && cameMs(entry) > sinceMs) changed.push(entry.callId)
  }
  return { changed, gone, lastMs }
}

/** When the last of a call came. */
function cameMs({ steps }: LedgerEntry): number {
  return Math.max(...Object.values(steps).map(({ doneMs = 0 }) => doneMs))
}

async function removeFilesOf(gone: ReadonlySet<string>, folder: string, { context }: Job): Promise<number> {
  const names = ((await context.files.list(folder)) ?? []).filter((name) => gone.has(idIn(name)?.id ?? ''))
  for (const name of names) await context.files.remove(`${folder}/${name}`)
  return names.length
}

async function* transcriptPages(store: Store, callIds: readonly string[]): Pages {
  for (let at = 0; at < callIds.length; at += BATCH) {
    const ids = callIds.slice(at, at + BATCH)
    const turns = await store.texts('turns', ['call_id', 'turn', 'speaker_id', 'topic'], ids)
    const sentences = await store.texts('sentences', ['call_id', 'turn', 'place', 'start_ms', 'end_ms', 'text'], ids)
    const spoken = grouped(sentences.toSorted(byNumber('place')), ({ call_id, turn }) => `${call_id}/${turn}`)
    const byCall = grouped(turns.toSorted(byNumber('turn')), ({ call_id }) => `${call_id}`)
    yield {
      rows: ids.map(
        (callId): Row => ({
          callId,
          transcript: (byCall.get(callId) ?? []).map(({ turn = '', speaker_id = null, topic = null }) => ({
            speakerId: speaker_id,
            topic,
            sentences: (spoken.get(`${callId}/${turn}`) ?? []).map(({ start_ms, end_ms, text = null }) => ({
              start: Number(start_ms),
              end: Number(end_ms),
              text,
            })),
          })),
        }),
      ),
    }
  }
}

function grouped(rows: readonly TextRow[], keyOf: (row: TextRow) => string): ReadonlyMap<string, readonly TextRow[]> {
  const groups = new Map<string, TextRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? []
    group.push(row)
    groups.set(keyOf(row), group)
  }
  return groups
}

function byNumber(column: string) {
  return (one: TextRow, other: TextRow) => Number(one[column]) - Number(other[column])
}

async function detailsOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const rows = await store.texts('calls', ['call_id', 'raw'], ids)
  return new Map(
    rows.flatMap(({ call_id, raw }) => {
      const call = parseExact(raw ?? 'null')
      return isRow(call) ? [[String(call_id), call] as const] : []
    }),
  )
}
