import { Failure } from '../lib/errors.ts'
import { parseExact } from '../lib/exact-json.ts'
import { isRow, type Json, type Row, rowsIn } from '../lib/rows.ts'
import { jsonItems } from '../text/json-items.ts'
import { cleanText, objectAt, speakerIdOf } from './speakers.ts'

/** A call out of files: what was said, and its details; either can be missing. */
export interface SavedCall {
  readonly id: string
  readonly transcript?: Row
  readonly details?: Row
}

/** Lists of Gong's answers in which records are. */
const ENVELOPES = ['callTranscripts', 'calls', 'callsExtensive'] as const

/** Gathers what several files say about calls, in the order in which they came. */
export class SavedCalls {
  private readonly found = new Map<string, SavedCall>()

  /**
   * Takes the text of a file: JSON or lines of it, with records of transcripts or of details, or Gong's answers with lists of
   * them.
   *
   * @param what the file, for messages
   * @throws Failure `usage` for text that is no JSON, or that has something else in it
   */
  async add(text: string, what: string): Promise<void> {
    let count = 0
    for (const value of await valuesOf(text, what))
      for (const record of recordsOf(value)) {
        count += 1
        this.addRecord(record, what, count)
      }
    if (count === 0) throw new Failure('usage', `${what} has no call in it`, { hint: HINT })
  }

  all(): readonly SavedCall[] {
    return [...this.found.values()]
  }

  private addRecord(record: Json, what: string, place: number): void {
    if (!isRow(record)) throw notACall(what, place)
    const meta = objectAt(record, 'metaData')
    const id = cleanText(record.callId) || cleanText(meta.id)
    const hasTranscript = 'transcript' in record && (record.transcript === null || Array.isArray(record.transcript))
    const hasDetails = meta.id !== undefined
    if (!/^\d{1,20}$/.test(id) || !(hasTranscript || hasDetails)) throw notACall(what, place)
    const before: SavedCall = this.found.get(id) ?? { id }
    this.found.set(id, {
      ...before,
      ...(hasTranscript && { transcript: { callId: id, transcript: record.transcript ?? null } }),
      ...(hasDetails ? { details: record } : hasTranscript && before.details === undefined && namedDetails(record, id)),
    })
  }
}

const HINT = 'gong calls details <call> --with all -f json, or gong transcripts get <call> -f json'

function notACall(what: string, place: number): Failure {
  return new Failure('usage', `${what}: item ${place} is neither a transcript nor the details of a call`, {
    hint: HINT,
  })
}

/** One JSON value, or one after the other. */
async function valuesOf(text: string, what: string): Promise<readonly Json[]> {
  const whole = parsed(text)
  if (whole !== undefined) return [whole]
  async function* chunks() {
    yield text
  }
  const values: Json[] = []
  for await (const { text: item, line } of jsonItems(chunks(), 'lines', what)) {
    const value = parsed(item)
    if (value === undefined) throw new Failure('usage', `${what}: line ${line} is no JSON`, { hint: HINT })
    values.push(value)
  }
  return values
}

function parsed(text: string): Json | undefined {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}

function recordsOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value
  const list = isRow(value) ? ENVELOPES.find((name) => Array.isArray(value[name])) : undefined
  return isRow(value) && list !== undefined ? rowsIn(value[list]) : [value]
}

/** What a transcript with speakers says of the call: title, start, and who speaks. */
function namedDetails({ title = null, started = null, transcript }: Row, id: string): { readonly details?: Row } {
  const parties = new Map<string, Row>()
  for (const { speakerId = null, speaker, emailAddress, affiliation } of rowsIn(transcript)) {
    const key = speakerIdOf(speakerId)
    if (key === undefined || parties.has(key) || typeof speaker !== 'string') continue
    parties.set(key, { speakerId, name: speaker, emailAddress: emailAddress ?? null, affiliation: affiliation ?? null })
  }
  if (parties.size === 0) return {}
  return { details: { metaData: { id, title, started }, parties: [...parties.values()] } }
}
