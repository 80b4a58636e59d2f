import { createHash } from 'node:crypto'
import { isRow, type Json, type Row } from '../../lib/rows.ts'

const NOT_ANALYSED = '-'

/** What the ledger wants to know of a record of listCallsExtensive. */
export interface LedgerFacts {
  readonly callId: string
  readonly workspaceId?: string
  /** Ms since 1970. */
  readonly startedMs: number
  readonly isPrivate: boolean
  /** Whether it can ever have a transcript. */
  readonly hasMedia: boolean
  /** Whether Gong has listened to it: content or interaction is there. */
  readonly isAnalysed: boolean
  /** Whether the summary is there, which comes last. */
  readonly hasSummary: boolean
  /** Hashes of its basic facts, of the rest, and of what Gong has heard in it, with dots between them. */
  readonly fingerprint: string
}

/** @returns `undefined` for a record without an id or a start, which cannot be kept */
export function ledgerFacts(record: Row): LedgerFacts | undefined {
  const meta = isRow(record.metaData) ? record.metaData : {}
  const startedMs = typeof meta.started === 'string' ? Date.parse(meta.started) : Number.NaN
  if (typeof meta.id !== 'string' || Number.isNaN(startedMs)) return undefined
  const { content, interaction, context, parties, collaboration } = record
  const { brief, outline, keyPoints, highlights, ...heard } = isRow(content) ? content : {}
  const hasHeard = isRow(content) || isRow(interaction)
  return {
    callId: meta.id,
    ...(typeof meta.workspaceId === 'string' && { workspaceId: meta.workspaceId }),
    startedMs,
    isPrivate: meta.isPrivate === true,
    hasMedia: typeof meta.media === 'string' && meta.media !== '',
    isAnalysed: hasHeard,
    hasSummary: typeof brief === 'string' && brief !== '',
    fingerprint: [
      hash([meta]),
      hash([context, parties, collaboration, brief, outline, keyPoints, highlights]),
      hasHeard ? hash([heard, interaction]) : NOT_ANALYSED,
    ].join('.'),
  }
}

/** The part of a fingerprint that a listing without content has, too. */
export function basicsOf(fingerprint: string | undefined): string | undefined {
  return fingerprint?.split('.')[0]
}

/** Whether Gong had listened to a call by then. */
export function isAnalysed(fingerprint: string | undefined): boolean {
  return heardIn(fingerprint) !== NOT_ANALYSED
}

/** Whether Gong has listened to a call once more between two fingerprints: it had before, and has heard something else. */
export function isAnalysedAnew(before: string | undefined, now: string): boolean {
  return isAnalysed(before) && isAnalysed(now) && heardIn(before) !== heardIn(now)
}

/** A fingerprint that no record has, of a call in which the same was heard. */
export function unlike(fingerprint: string): string {
  return ['', '', heardIn(fingerprint)].join('.')
}

function heardIn(fingerprint: string | undefined): string {
  return fingerprint?.split('.')[2] ?? NOT_ANALYSED
}

function hash(parts: readonly (Json | undefined)[]): string {
  const text = JSON.stringify(parts.map((part) => part ?? null))
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}
