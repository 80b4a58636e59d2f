import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Json, type Row } from '../../lib/rows.ts'
import type { EventHead } from '../event.ts'

/** Where events go: a command, a file, a copy. */
const sinkNames = ['exec', 'out', 'into'] as const
export type SinkName = (typeof sinkNames)[number]

/** An event as it came, and for whom. */
export interface EventRecord extends EventHead {
  readonly kind: 'event'
  readonly sinks: readonly SinkName[]
  /** The digest of the token that it came with, to know that one again. */
  readonly token?: string
  readonly body: string
}

/** A delivery that has begun: without an end it may or may not have been done. */
interface StartRecord {
  readonly kind: 'start'
  readonly id: string
  readonly sink: SinkName
  readonly attempt: number
}

/** What became of a delivery. */
export interface EndRecord {
  readonly kind: 'end'
  readonly id: string
  readonly sink: SinkName
  readonly outcome: 'done' | 'retry' | 'dead'
  readonly attempts: number
  /** When it is tried again, ms since 1970. */
  readonly dueMs?: number
  readonly why?: string
}

/** An event that is delivered once more. */
interface AgainRecord {
  readonly kind: 'again'
  readonly id: string
  readonly sinks: readonly SinkName[]
  /** Who asked for it, to do so once. */
  readonly request: string
}

/** A small fact, such as until when calls were compared. */
interface MarkRecord {
  readonly kind: 'mark'
  readonly name: string
  readonly value: number
}

export type SpoolRecord = EventRecord | StartRecord | EndRecord | AgainRecord | MarkRecord

/** @returns `undefined` for a line that is no record of a spool */
export function parseRecord(text: string): SpoolRecord | undefined {
  const row = parsedJson(text)
  if (!isRow(row)) return undefined
  if (row.kind === 'mark')
    return typeof row.value === 'number' ? { kind: 'mark', name: String(row.name), value: row.value } : undefined
  return typeof row.id === 'string' ? recordOf(row, row.id) : undefined
}

function recordOf(row: Row, id: string): SpoolRecord | undefined {
  const sinks = sinksIn(row.sinks)
  const sink = sinkNames.find((name) => name === row.sink)
  if (row.kind === 'event') return eventOf(row, id)
  if (row.kind === 'again') return { kind: 'again', id, sinks, request: String(row.request) }
  if (sink === undefined) return undefined
  if (row.kind === 'start') return { kind: 'start', id, sink, attempt: Number(row.attempt) }
  const outcome = (['done', 'retry', 'dead'] as const).find((word) => word === row.outcome)
  if (row.kind !== 'end' || outcome === undefined) return undefined
  const { dueMs, why } = row
  return {
    ...{ kind: 'end', id, sink, outcome, attempts: Number(row.attempts) },
    ...(typeof dueMs === 'number' && { dueMs }),
    ...(typeof why === 'string' && { why }),
  }
}

function eventOf(row: Row, id: string): EventRecord | undefined {
  const { callId, receivedMs, body, token } = row
  if (typeof callId !== 'string' || typeof receivedMs !== 'number' || typeof body !== 'string') return undefined
  return {
    ...{ kind: 'event', id, callId, receivedMs, body, sinks: sinksIn(row.sinks), isTest: row.isTest === true },
    source: row.source === 'reconcile' ? 'reconcile' : 'gong',
    ...(typeof token === 'string' && { token }),
  }
}

function sinksIn(value: Json | undefined): readonly SinkName[] {
  return Array.isArray(value) ? sinkNames.filter((name) => value.includes(name)) : []
}
