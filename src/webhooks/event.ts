import { createHash } from 'node:crypto'
import { parseExact } from '../lib/exact-json.ts'
import { isRow, type Row } from '../lib/rows.ts'

/** Who made an event: Gong, or the comparison with its list of calls, in place of one that never came. */
export type EventSource = 'gong' | 'reconcile'

/** What is known of an event without its body. */
export interface EventHead {
  /** The same for each delivery of the same body about the same call. */
  readonly id: string
  readonly callId: string
  readonly source: EventSource
  readonly isTest: boolean
  /** Ms since 1970. */
  readonly receivedMs: number
}

/** An event, and what is made of it. */
export interface EventContent {
  readonly body: Uint8Array
  /** As a line of JSON: what Gong has sent, and what is known here. */
  readonly line: string
}

/** An event that came. */
export interface ReadEvent extends EventContent {
  readonly head: EventHead
}

/** @returns what Gong has posted; `undefined` for what is no event, or is nested too deep to be handed on */
export function readEvent(body: Uint8Array, source: EventSource, receivedMs: number): ReadEvent | undefined {
  const event = eventRow(body)
  const callId = event === undefined ? undefined : callIdOf(event)
  if (event === undefined || callId === undefined) return undefined
  const head = { id: eventId(callId, body), callId, source, isTest: event.isTest === true, receivedMs }
  try {
    return { head, body, line: lineOf(head, event) }
  } catch {
    // What is parsed level by level is written by calls within calls, of which there is no room for any number.
    return undefined
  }
}

/** An event of the spool as a line of JSON. */
export function eventLine(head: EventHead, body: Uint8Array): string {
  return lineOf(head, eventRow(body))
}

/** The body of an event that stands for a call of a list. */
export function syntheticBody(call: Row): Uint8Array {
  return Buffer.from(JSON.stringify({ callData: { metaData: call }, isTest: false }))
}

/** The call of a record, which has the shape of an extensive call. */
export function callDataOf(body: Uint8Array): Row | undefined {
  const data = eventRow(body)?.callData
  return isRow(data) ? data : undefined
}

function lineOf({ id, source, receivedMs }: EventHead, event: Row | undefined): string {
  const known = { eventId: id, source, receivedAt: new Date(receivedMs).toISOString() }
  return JSON.stringify({ ...known, ...event, ...known })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function eventRow(body: Uint8Array): Row | undefined {
  try {
    const event = parseExact(utf8.decode(body))
    return isRow(event) ? event : undefined
  } catch {
    return undefined
  }
}

/** An id becomes part of an environment and of a file, and is short and plain. */
function callIdOf({ callData }: Row): string | undefined {
  const meta = isRow(callData) && isRow(callData.metaData) ? callData.metaData : {}
  const id = typeof meta.id === 'number' ? String(meta.id) : meta.id
  return typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : undefined
}

function eventId(callId: string, body: Uint8Array): string {
  return createHash('sha256').update(callId).update('\n').update(body).digest('hex').slice(0, 32)
}
