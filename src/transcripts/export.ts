import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { isId } from '../catalogue/kinds.ts'
import { Failure } from '../lib/errors.ts'
import { type Json, type Page, type Pages, type Row, rowsIn } from '../lib/rows.ts'
import { conversation } from './conversation.ts'
import type { Shelf } from './export-folder.ts'
import { FORMATS } from './formats.ts'
import { inner, text } from './speakers.ts'

/** Gong takes no more ids at once. */
const BATCH = calls.details.params.call.max
/** Who took part and what it was about; everything else stays away. */
const WANTED = { contentSelector: { exposedFields: { parties: true, content: { outline: true } } } }

/** How the calls of an export ended. */
interface Tally {
  /** Files. */
  written: number
  skipped: number
  /** Without a transcript yet. */
  late: number
  /** Written without the details of the call, which were not there yet. */
  bare: number
}

/** What an export needs, and what it counts. */
export interface Desk {
  readonly gong: ReadClient
  readonly shelf: Shelf
  /** IANA name. */
  readonly zone: string
  /** Whether a spreadsheet is kept from running what CSV holds. */
  readonly guard: boolean
  /** Ctrl-C: files are whole, so it is heard between two of them. */
  readonly signal: AbortSignal
  readonly tally: Tally
}

/** What is exported. */
interface Wish {
  /** The transcripts, page by page. */
  readonly pages: Pages
  /** Calls of which a transcript is expected: those that it has are taken out, and what is left is told at the end. */
  readonly expected: Set<string>
  /** How many calls at most. */
  readonly most: number
  /** The call, when just one was asked for by id. */
  readonly only?: string | undefined
}

/**
 * Writes each transcript to the shelf: a page of transcripts, then one request for who took part in those calls. A row a
 * call. Nothing is kept from page to page but the ids that are still expected.
 *
 * @throws Failure `not-found` when the only call asked for does not exist
 */
export async function* exportTranscripts({ pages, expected, most, only }: Wish, desk: Desk): Pages {
  let left = most
  for await (const page of pages) {
    const transcripts = page.rows.slice(0, left)
    left -= transcripts.length
    for (const { callId } of transcripts) expected.delete(String(callId))
    const rows = await written(transcripts, desk)
    yield { rows, failed: rows.filter(({ callId }) => callId === null).length }
    if (left === 0) return
  }
  yield* late([...expected].slice(0, left), only, desk)
}

/** The row of a call whose files are all there; `undefined` for one that has to be written. */
export function skipped(id: string, { shelf, tally }: Pick<Desk, 'shelf' | 'tally'>): Row | undefined {
  const files = shelf.done(id)
  if (files === undefined) return undefined
  tally.skipped += 1
  return { callId: id, title: null, files, sentences: null, status: 'already there' }
}

async function written(transcripts: readonly Row[], desk: Desk): Promise<Row[]> {
  const ids = [...new Set(transcripts.map(({ callId }) => String(callId)))].filter(isId)
  const rows = new Map(ids.map((id) => [id, skipped(id, desk)]))
  const wanted = ids.filter((id) => rows.get(id) === undefined)
  const details = await detailsOf(wanted, desk.gong)
  const done: Row[] = []
  for (const transcript of transcripts) {
    desk.signal.throwIfAborted()
    const id = String(transcript.callId)
    done.push(isId(id) ? (rows.get(id) ?? (await write(transcript, details.get(id), desk))) : NAMELESS)
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

async function write(transcript: Row, call: Row | undefined, { shelf, zone, guard, tally }: Desk): Promise<Row> {
  const joined = conversation(transcript, call ?? {}, zone)
  const { callId, title } = joined
  const sentences = sentencesIn(transcript.transcript)
  if (sentences === 0) {
    tally.late += 1
    return missing(callId, call ?? {})
  }
  const started = text(inner(call ?? {}, 'metaData').started)
  const files = await shelf.put({ id: callId, started, title }, (format) => FORMATS[format]?.(joined, guard) ?? '')
  tally.written += files.length
  if (call !== undefined) return { callId, title, files, sentences, status: 'exported' }
  tally.bare += 1
  return { callId, title: null, files, sentences, status: 'exported without details' }
}

/** How many sentences there are; none in a transcript that is null or empty, which is how Gong names one still to come. */
function sentencesIn(transcript: Json | undefined): number {
  return rowsIn(transcript).reduce((sum, { sentences }) => sum + rowsIn(sentences).length, 0)
}

/** The calls of up to so many ids, by id; those that Gong does not know are missing. */
async function detailsOf(ids: readonly string[], gong: ReadClient): Promise<ReadonlyMap<string, Row>> {
  const found = new Map<string, Row>()
  // An empty list of ids would ask for every call there is.
  if (ids.length === 0) return found
  for (let at = 0; at < ids.length; at += BATCH)
    for await (const call of gong.rows(calls.details, { call: ids.slice(at, at + BATCH) }, { body: WANTED }))
      found.set(String(inner(call, 'metaData').id), call)
  return found
}

/** Calls without a transcript: it can take 24 hours after the call (field note "Timing"), or there is no such call. */
async function* late(ids: readonly string[], only: string | undefined, { gong, tally }: Desk): Pages {
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH)
    const known = await detailsOf(batch, gong)
    if (only !== undefined && known.size === 0) throw new Failure('not-found', `Call ID ${only} was not found`)
    tally.late += known.size
    const rows = batch.map((callId) => missing(callId, known.get(callId)))
    yield { rows, failed: batch.length - known.size } satisfies Page
  }
}

function missing(callId: string, call: Row | undefined): Row {
  const title = call === undefined ? null : text(inner(call, 'metaData').title)
  return { callId, title, files: [], sentences: 0, status: call ? 'no transcript yet' : 'no such call' }
}
