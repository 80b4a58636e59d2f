import { createHash } from 'node:crypto'
import { isId } from '../catalogue/kinds.ts'
import { Failure } from '../lib/errors.ts'
import { type Json, type Page, type Pages, type Row, rowsIn } from '../lib/rows.ts'
import { toConversation } from './conversation.ts'
import type { ExportFolder } from './export-folder.ts'
import { BATCH_SIZE } from './fetch-details.ts'
import { FORMATS } from './formats.ts'
import { cleanText, objectAt } from './speakers.ts'

/** How the calls of an export ended. */
interface Tally {
  /** Files. */
  written: number
  skipped: number
  /** Without a transcript yet. */
  withoutTranscript: number
  /** Without a transcript for so long that it is not asked for again. */
  newlyGivenUp: number
  /** Not asked for, since it was given up before. */
  givenUp: number
  /** Written without the details of the call, which were not there yet. */
  withoutDetails: number
}

/** What an export needs, and its counts. */
export interface ExportContext {
  /** The calls of these ids, by id; those that are not known are missing. */
  readonly details: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>
  readonly folder: ExportFolder
  /** IANA name. */
  readonly zone: string
  /** Whether a spreadsheet is kept from running what CSV holds. */
  readonly guard: boolean
  /** Ctrl-C: checked between two files, so that each is whole. */
  readonly signal: AbortSignal
  readonly tally: Tally
  /** What of both records is written. */
  readonly rewrite: (transcript: Row, call: Row) => { readonly transcript: Row; readonly call: Row }
  /** Calls that started before and have no transcript are given up; ms since 1970. */
  readonly giveUpMs: number
}

/** What is exported. */
interface ExportRequest {
  /** The transcripts, page by page. */
  readonly pages: Pages
  /** The transcripts of these calls, which are asked for when `pages` are over and did not have them. */
  readonly late?: { readonly ids: readonly string[]; pages(ids: readonly string[]): Pages } | undefined
  /** Calls of which a transcript is expected: those that have one are removed, and the rest is reported at the end. */
  readonly expected: Set<string>
  /** How many calls at most. */
  readonly most: number
  /** The call, when just one was asked for by id. */
  readonly only?: string | undefined
}

/**
 * Writes each transcript to the folder: a page of transcripts, then one request for who took part in those calls. A row a
 * call. Nothing is kept from page to page but the ids that are still expected.
 *
 * @throws Failure `not-found` when the only call asked for does not exist
 */
export async function* exportTranscripts(
  { pages, late, expected, most, only }: ExportRequest,
  context: ExportContext,
): Pages {
  let left = most
  for await (const page of inTurn(pages, late, expected)) {
    const transcripts = page.rows.slice(0, left)
    left -= transcripts.length
    for (const { callId } of transcripts) expected.delete(String(callId))
    const rows = await writePage(transcripts, context)
    yield { rows, failed: rows.filter(({ callId }) => callId === null).length }
    if (left === 0) return
  }
  yield* withoutTranscript([...expected].slice(0, left), only, context)
}

async function* inTurn(pages: Pages, late: ExportRequest['late'], expected: ReadonlySet<string>): Pages {
  yield* pages
  const ids = late?.ids.filter((id) => expected.has(id)) ?? []
  // An empty list of ids would ask for every call there is.
  if (late !== undefined && ids.length > 0) yield* late.pages(ids)
}

/** The row of a call whose files are all there; `undefined` for one that has to be written. */
export function skippedRow(
  id: string,
  { folder, tally }: Pick<ExportContext, 'folder' | 'tally'>,
  transcript?: Row,
): Row | undefined {
  const files = folder.filesOf(id)
  if (files === undefined) return undefined
  const digest = folder.entryOf(id)?.digest ?? ''
  const isChanged = transcript !== undefined && digest !== '' && sentencesIn(transcript.transcript) > 0
  if (isChanged && digest !== digestOf(transcript)) return undefined
  tally.skipped += 1
  return { callId: id, title: null, files, sentences: null, status: 'already there' }
}

/** The row of a call that is no longer asked for; `undefined` for any other. */
export function givenUpRow(id: string, { folder, tally }: Pick<ExportContext, 'folder' | 'tally'>): Row | undefined {
  const entry = folder.entryOf(id)
  if (entry?.status !== 'given up') return undefined
  tally.givenUp += 1
  return { callId: id, title: entry.title || null, files: [], sentences: 0, status: 'given up' }
}

/** By which it is noticed that Gong has changed a transcript. */
function digestOf({ transcript = null }: Row): string {
  return createHash('sha256').update(JSON.stringify(transcript)).digest('hex').slice(0, 16)
}

async function writePage(transcripts: readonly Row[], context: ExportContext): Promise<Row[]> {
  const byId = new Map(transcripts.map((transcript) => [String(transcript.callId), transcript]))
  const ids = [...byId.keys()].filter(isId)
  const rows = new Map(ids.map((id) => [id, skippedRow(id, context, byId.get(id))]))
  const wanted = ids.filter((id) => rows.get(id) === undefined)
  const details = await context.details(wanted)
  const done: Row[] = []
  for (const transcript of transcripts) {
    context.signal.throwIfAborted()
    const id = String(transcript.callId)
    done.push(isId(id) ? (rows.get(id) ?? (await writeTranscript(transcript, details.get(id), context))) : NAMELESS)
  }
  return done
}

const NAMELESS: Row = {
  callId: null,
  title: null,
  files: [],
  sentences: null,
  status: 'not written: Gong names no call',
}

async function writeTranscript(transcript: Row, call: Row | undefined, context: ExportContext): Promise<Row> {
  const { folder, zone, guard, tally } = context
  const sentences = sentencesIn(transcript.transcript)
  const made = context.rewrite(transcript, call ?? {})
  const joined = toConversation(made.transcript, made.call, zone)
  const { callId, title } = joined
  const started = cleanText(objectAt(call ?? {}, 'metaData').started)
  if (sentences === 0) return awaitedRow({ callId, title, started }, context)
  const wasThere = folder.entryOf(callId)?.digest
  const files = await folder.write({ id: callId, started, title }, (format) => FORMATS[format]?.(joined, guard) ?? '')
  const digest = digestOf(transcript)
  folder.note({ callId, started, title, status: 'exported', sentences, digest })
  tally.written += files.length
  const isChanged = wasThere !== undefined && wasThere !== '' && wasThere !== digest
  if (call !== undefined) return { callId, title, files, sentences, status: isChanged ? 'changed' : 'exported' }
  tally.withoutDetails += 1
  return { callId, title: null, files, sentences, status: 'exported without details' }
}

/** Notes a call without a transcript, which is given up once it is old; the files of an earlier one stay. */
function awaitedRow(
  { callId, title, started }: { readonly callId: string; readonly title: string; readonly started: string },
  { folder, tally, giveUpMs }: ExportContext,
): Row {
  const isOld = Date.parse(started) < giveUpMs
  const status = isOld ? 'given up' : 'no transcript yet'
  if (isOld) tally.newlyGivenUp += 1
  else tally.withoutTranscript += 1
  if (folder.entryOf(callId)?.status !== 'exported')
    folder.note({ callId, started, title, status, sentences: 0, digest: '' })
  return { callId, title, files: [], sentences: 0, status }
}

/** How many sentences there are; none in a transcript that is null or empty, which is how Gong names one still to come. */
function sentencesIn(transcript: Json | undefined): number {
  return rowsIn(transcript).reduce((sum, { sentences }) => sum + rowsIn(sentences).length, 0)
}

/** Calls without a transcript: it can take 24 hours after the call (field note "Timing"), or there is no such call. */
async function* withoutTranscript(ids: readonly string[], only: string | undefined, context: ExportContext): Pages {
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    const batch = ids.slice(at, at + BATCH_SIZE)
    const details = await context.details(batch)
    if (only !== undefined && details.size === 0) throw new Failure('not-found', `Call ID ${only} was not found`)
    const rows = batch.map((callId): Row => {
      const call = details.get(callId)
      if (call === undefined) return { callId, title: null, files: [], sentences: 0, status: 'no such call' }
      const { metaData } = context.rewrite({ callId, transcript: [] }, call).call
      const { title } = objectAt({ metaData: metaData ?? null }, 'metaData')
      return awaitedRow(
        { callId, title: cleanText(title), started: cleanText(objectAt(call, 'metaData').started) },
        context,
      )
    })
    yield { rows, failed: batch.length - details.size } satisfies Page
  }
}
