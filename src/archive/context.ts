import type { ReadClient } from '../api/client.ts'
import type { Failure } from '../lib/errors.ts'
import type { Json } from '../lib/rows.ts'
import type { DownloadOptions } from '../media/download.ts'
import type { Medium } from '../media/links.ts'
import type { ArchiveSpan, ManifestLine } from './archive-state.ts'
import type { ArchiveFolder } from './folder.ts'
import type { Manifest } from './manifest.ts'

/** What can be archived, in the order in which it is. */
export const SUBJECTS = [
  'settings',
  'people',
  'permissions',
  'library',
  'crm',
  'calls',
  'transcripts',
  'scorecards',
  'stats',
  'engage',
  'logs',
  'access',
  'media',
] as const

export type ArchiveSubject = (typeof SUBJECTS)[number]

/** What an archive needs. */
export interface ArchiveContext {
  readonly gong: ReadClient
  readonly folder: ArchiveFolder
  readonly manifest: Manifest
  readonly nowMs: () => number
  /** Ctrl-C. */
  readonly signal: AbortSignal
  /** Asked before each page. @throws Failure `limited` where the rest of the day is for others */
  readonly mayGoOn: () => Promise<void>
  readonly download: DownloadOptions
}

/** What is archived. */
export interface ArchiveRequest {
  readonly subjects: ReadonlySet<ArchiveSubject>
  /** Instants. */
  readonly span: ArchiveSpan
  /** Empty for video, or audio where there is none. */
  readonly media: readonly Medium[]
  /** The body that asks for all details of calls. */
  readonly details: Json
  /** IANA name of the zone in pages for people. */
  readonly zone: string
}

/** What became of one part of an archive in this run. */
export interface PartResult {
  readonly what: string
  readonly state: 'whole' | 'not whole' | 'missing'
  /** Written in this run. */
  readonly files: number
  readonly records: number
  readonly bytes: number
  readonly why: string | null
}

/** Whether a failure is about what was asked for, and not about the run: the next part may well come. */
export function isPartRefusal({ kind, scope, status }: Failure): boolean {
  return kind === 'not-found' || kind === 'rejected' || (kind === 'auth' && (scope !== undefined || status === 403))
}

/** Whether a refusal says that there is nothing to be had: a user who is gone, or has no licence for what was asked. */
export function hasNothing({ kind, scope, message }: Failure): boolean {
  return kind === 'not-found' || (kind === 'auth' && scope === undefined && /licen[cs]e/i.test(message))
}

/** The line of the manifest for what Gong refuses. */
export function refusalLine(unit: string, refusal: Failure, nowMs: number): ManifestLine {
  const { message: missing, scope } = refusal
  const settled = hasNothing(refusal) && ({ whole: true } as const)
  return { unit, missing, ...(scope !== undefined && { scope }), ...settled, at: isoInstant(nowMs) }
}

/** The instant as manifests have it. */
export function isoInstant(ms: number): string {
  return new Date(ms).toISOString()
}
