import type { ReadClient } from '../api/client.ts'
import { isId } from '../catalogue/kinds.ts'
import { Failure } from '../lib/errors.ts'
import { type Json, type Page, type Pages, type Row, rowsIn } from '../lib/rows.ts'
import { toConversation } from './conversation.ts'
import type { ExportFolder } from './export-folder.ts'
import { BATCH_SIZE, fetchDetails } from './fetch-details.ts'
import { FORMATS } from './formats.ts'
import { cleanText, objectAt } from './speakers.ts'

/** How the calls of an export ended. */
interface Tally {
  /** Files. */
  written: number
  skipped: number
  /** Without a transcript yet. */
  withoutTranscript: number
  /** Written without the details of the call, which were not there yet. */
  withoutDetails: number
}

/** What an export needs, and its counts. */
export interface ExportContext {
  readonly gong: ReadClient
  readonly folder: ExportFolder
  /** IANA name. */
  readonly zone: string
  /** Whether a spreadsheet is kept from running what CSV holds. */
  readonly guard: boolean
  /** Ctrl-C: checked between two files, so that each is whole. */
  readonly signal: AbortSignal
  readonly tally: Tally
}

/** What is exported. */
interface ExportRequest {
  /** The transcripts, page by page. */
  readonly pages: Pages
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
  { pages, expected, most, only }: ExportRequest,
  context: ExportContext,
): Pages {
  let left = most
  for await (const page of pages) {
    const transcripts = page.rows.slice(0, left)
    left -= transcripts.length
    for (const { callId } of transcripts) expected.delete(String(callId))
    const rows = await writePage(transcripts, context)
    yield { rows, failed: rows.filter(({ callId }) => callId === null).length }
    if (left === 0) return
  }
  yield* withoutTranscript([...expected].slice(0, left), only, context)
}

/** The row of a call whose files are all there; `undefined` for one that has to be written. */
export function skippedRow(id: string, { folder, tally }: Pick<ExportContext, 'folder' | 'tally'>): Row | undefined {
  const files = folder.filesOf(id)
  if (files === undefined) return undefined
  tally.skipped += 1
  return { callId: id, title: null, files, sentences: null, status: 'already there' }
}

async function writePage(transcripts: readonly Row[], context: ExportContext): Promise<Row[]> {
  const ids = [...new Set(transcripts.map(({ callId }) => String(callId)))].filter(isId)
  const rows = new Map(ids.map((id) => [id, skippedRow(id, context)]))
  const wanted = ids.filter((id) => rows.get(id) === undefined)
  const details = await fetchDetails(wanted, context.gong)
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

async function writeTranscript(
  transcript: Row,
  call: Row | undefined,
  { folder, zone, guard, tally }: ExportContext,
): Promise<Row> {
  const joined = toConversation(transcript, call ?? {}, zone)
  const { callId, title } = joined
  const sentences = sentencesIn(transcript.transcript)
  if (sentences === 0) {
    tally.withoutTranscript += 1
    return missingRow(callId, call ?? {})
  }
  const started = cleanText(objectAt(call ?? {}, 'metaData').started)
  const files = await folder.write({ id: callId, started, title }, (format) => FORMATS[format]?.(joined, guard) ?? '')
  tally.written += files.length
  if (call !== undefined) return { callId, title, files, sentences, status: 'exported' }
  tally.withoutDetails += 1
  return { callId, title: null, files, sentences, status: 'exported without details' }
}

/** How many sentences there are; none in a transcript that is null or empty, which is how Gong names one still to come. */
function sentencesIn(transcript: Json | undefined): number {
  return rowsIn(transcript).reduce((sum, { sentences }) => sum + rowsIn(sentences).length, 0)
}

/** Calls without a transcript: it can take 24 hours after the call (field note "Timing"), or there is no such call. */
async function* withoutTranscript(
  ids: readonly string[],
  only: string | undefined,
  { gong, tally }: ExportContext,
): Pages {
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    const batch = ids.slice(at, at + BATCH_SIZE)
    const details = await fetchDetails(batch, gong)
    if (only !== undefined && details.size === 0) throw new Failure('not-found', `Call ID ${only} was not found`)
    tally.withoutTranscript += details.size
    const rows = batch.map((callId) => missingRow(callId, details.get(callId)))
    yield { rows, failed: batch.length - details.size } satisfies Page
  }
}

function missingRow(callId: string, call: Row | undefined): Row {
  const title = call === undefined ? null : cleanText(objectAt(call, 'metaData').title)
  return { callId, title, files: [], sentences: 0, status: call ? 'no transcript yet' : 'no such call' }
}
