import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { Failure } from '../lib/errors.ts'
import { isLoopback } from '../lib/loopback.ts'
import { isRow, type Row } from '../lib/rows.ts'

/** The kinds of recordings of a call. */
export const MEDIA = ['video', 'audio'] as const

export type Medium = (typeof MEDIA)[number]

/** A call with the links to its recordings, which expire after 8 hours (field note "Media"). */
export interface RecordedCall {
  readonly id: string
  readonly title: string
  readonly started: string
  readonly links: { readonly [M in Medium]?: string }
}

/** The most ids in one request. */
export const MAX_IDS = calls.details.params.call.max

/**
 * Requests the links of up to 100 calls.
 *
 * @returns by id; calls that Gong does not know are missing
 * @throws Failure `auth` when the key lacks api:calls:read:media-url
 */
export async function recordingsOf(
  gong: ReadClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordedCall>> {
  const recordings = new Map<string, RecordedCall>()
  const body = { contentSelector: { exposedFields: { media: true } } }
  for await (const row of gong.rows(calls.details, { call: ids }, { body })) {
    const one = toRecordedCall(row)
    recordings.set(one.id, one)
  }
  return recordings
}

function toRecordedCall(row: Row): RecordedCall {
  const data = isRow(row.metaData) ? row.metaData : {}
  const { videoUrl, audioUrl } = isRow(row.media) ? row.media : {}
  return {
    id: String(data.id ?? ''),
    title: typeof data.title === 'string' ? data.title : '',
    started: typeof data.started === 'string' ? data.started : '',
    links: {
      ...(typeof videoUrl === 'string' && { video: videoUrl }),
      ...(typeof audioUrl === 'string' && { audio: audioUrl }),
    },
  }
}

/**
 * Checks the address of a link before anything is sent there: https, or http on this machine.
 *
 * @throws Failure `unreachable` that names the host alone, since whoever has the link can open the recording
 */
export function checkLink(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname)))
    throw new Failure('unreachable', `the link leads to ${url?.host || 'no address'}, and not by https`)
  // Node would send these as an Authorization header.
  url.username = url.password = ''
  return url
}

/** The extensions of each medium. They differ, since both files of a call have the same name before it. */
const EXTENSIONS: { readonly [M in Medium]: readonly [usual: string, ...others: string[]] } = {
  video: ['mp4', 'webm', 'mkv', 'mov'],
  audio: ['mp3', 'm4a', 'wav', 'flac', 'ogg', 'aac'],
}

/** The file extension in a link; the usual one of its medium where the link has no other of it. */
export function extensionOf(link: string, medium: Medium): string {
  const extension = /\.(\w+)$/.exec(checkLink(link).pathname)?.[1]?.toLowerCase() ?? ''
  return EXTENSIONS[medium].includes(extension) ? extension : EXTENSIONS[medium][0]
}
