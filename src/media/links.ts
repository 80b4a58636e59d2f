import type { ReadClient } from '../api/client.ts'
import { calls } from '../catalogue/calls.ts'
import { Failure } from '../lib/errors.ts'
import { isLoopback } from '../lib/loopback.ts'
import { isRow, type Row } from '../lib/rows.ts'

/** What can be had of a call. */
export const MEDIA = ['video', 'audio'] as const

export type Medium = (typeof MEDIA)[number]

/** A call with the links to its recording, which are good for 8 hours (field note "Media"). */
export interface Recorded {
  readonly id: string
  readonly title: string
  readonly started: string
  readonly links: { readonly [M in Medium]?: string }
}

/** Gong takes no more ids at once. */
export const BATCH = calls.details.params.call.max

/**
 * Asks for the links of up to 100 calls, by id. Calls that Gong does not know are missing.
 *
 * @throws Failure `auth` when the key lacks api:calls:read:media-url
 */
export async function recorded(gong: ReadClient, ids: readonly string[]): Promise<ReadonlyMap<string, Recorded>> {
  const found = new Map<string, Recorded>()
  const body = { contentSelector: { exposedFields: { media: true } } }
  for await (const row of gong.rows(calls.details, { call: ids }, { body })) {
    const one = toRecorded(row)
    found.set(one.id, one)
  }
  return found
}

function toRecorded(row: Row): Recorded {
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
 * Checks where a link leads before anything is sent there: https anywhere, plain http only on this machine.
 *
 * @throws Failure `unreachable` that names the host alone, since the rest of a link opens the recording
 */
export function checkLink(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname)))
    throw new Failure('unreachable', `the link leads to ${url?.host || 'no address'}, and not by https`)
  // They would be sent as an Authorization header.
  url.username = url.password = ''
  return url
}

/** Endings of its own for either medium, so that both of one call can lie side by side. */
const ENDINGS: { readonly [M in Medium]: readonly [usual: string, ...others: string[]] } = {
  video: ['mp4', 'webm', 'mkv', 'mov'],
  audio: ['mp3', 'm4a', 'wav', 'flac', 'ogg', 'aac'],
}

/** The ending of the file behind a link; the usual one of its medium where the link has none that fits. */
export function endingOf(link: string, medium: Medium): string {
  const ending = /\.(\w+)$/.exec(checkLink(link).pathname)?.[1]?.toLowerCase() ?? ''
  return ENDINGS[medium].includes(ending) ? ending : ENDINGS[medium][0]
}
