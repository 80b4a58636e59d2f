import type { ReadClient } from '../api/client.ts'
import { Failure } from '../lib/errors.ts'
import { fileName, idIn } from '../lib/file-name.ts'
import type { Page, Pages, Row } from '../lib/rows.ts'
import { type DownloadOptions, download } from './download.ts'
import { extensionOf, MAX_IDS, MEDIA, type Medium, type RecordedCall, recordingsOf } from './links.ts'
import { infoPath, partPath, removePartInfo } from './part.ts'

/** Which recordings are saved, and where. */
export interface SaveOptions {
  readonly ids: readonly string[]
  /** Empty for video, else audio. */
  readonly media: readonly Medium[]
  readonly folder: string
  /** IANA name of the zone of the times in file names. */
  readonly zone: string
  /** Whether files that exist are downloaded again. */
  readonly overwrite: boolean
}

type SaveDependencies = DownloadOptions & {
  readonly gong: ReadClient
  /** Counts the files as they are written. */
  readonly tally: { written: number }
}

/**
 * Downloads the recordings of calls, one after the other; a page for each call, a row for each file. A failed download is a
 * row with its reason, and does not end the run.
 *
 * @throws Failure `not-found` when there is only one call and Gong does not know it; `auth` when the key may not see media;
 * `local` when the disk fails
 */
export async function* saveRecordings(options: SaveOptions, dependencies: SaveDependencies): Pages {
  const saved = await savedFilesIn(options.folder, dependencies)
  const ids = [...new Set(options.ids)]
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    const batch = ids.slice(at, at + MAX_IDS)
    const recordings = await recordingsOf(dependencies.gong, batch)
    for (const id of batch) {
      const call = recordings.get(id)
      if (call === undefined && ids.length === 1) throw new Failure('not-found', `Call ID ${id} was not found`)
      yield recordingPage(
        call ? await saveCall(call, options, saved, dependencies) : [{ callId: id, status: 'no such call' }],
        ids.length,
      )
    }
  }
}

const SUCCESSES = ['downloaded', 'already there']

function recordingPage(results: readonly Row[], total: number): Page {
  const rows = results.map(
    ({ callId = null, title = null, medium = null, bytes = null, status = null, file = null }) => {
      return { callId, title, medium, bytes, status, file }
    },
  )
  return { rows, total, failed: rows.filter(({ status }) => !SUCCESSES.includes(String(status))).length }
}

/** What is in the folder. */
interface SavedFiles {
  /** By `id.extension`: a call keeps its file when its title changes. */
  readonly recordings: ReadonlyMap<string, string>
  readonly names: ReadonlySet<string>
}

async function savedFilesIn(folder: string, { files }: SaveDependencies): Promise<SavedFiles> {
  const names = (await files.list(folder)) ?? []
  const recordings = names.flatMap((name) => {
    const named = idIn(name)
    return named ? [[`${named.id}.${named.ending}`, name] as const] : []
  })
  return { recordings: new Map(recordings), names: new Set(names) }
}

async function saveCall(
  call: RecordedCall,
  options: SaveOptions,
  saved: SavedFiles,
  dependencies: SaveDependencies,
): Promise<Row[]> {
  const about = { callId: call.id, title: call.title }
  const best = MEDIA.filter((medium) => call.links[medium] !== undefined).slice(0, 1)
  const wanted = options.media.length > 0 ? options.media : best
  if (wanted.length === 0) return [{ ...about, status: 'no media' }]
  const rows: Row[] = []
  for (const medium of wanted)
    rows.push({ ...about, medium, ...(await saveMedium(call, medium, options, saved, dependencies)) })
  return rows
}

async function saveMedium(
  call: RecordedCall,
  medium: Medium,
  options: SaveOptions,
  saved: SavedFiles,
  dependencies: SaveDependencies,
): Promise<Row> {
  const link = call.links[medium]
  if (link === undefined) return { status: `no ${medium}` }
  try {
    const extension = extensionOf(link, medium)
    const existing = saved.recordings.get(`${call.id}.${extension}`)
    const file = `${options.folder}/${existing ?? `${fileName(call, options.zone)}.${extension}`}`
    if (existing !== undefined && !options.overwrite) {
      const isLeft = saved.names.has(infoPath(existing)) && !saved.names.has(partPath(existing))
      if (isLeft) await removePartInfo(dependencies.files, file)
      return { status: 'already there', file }
    }
    const renew = async () => (await recordingsOf(dependencies.gong, [call.id])).get(call.id)?.links[medium]
    const bytes = await download(link, file, dependencies, renew)
    dependencies.tally.written += 1
    return { bytes, status: 'downloaded', file }
  } catch (error) {
    // A disk error would hit the next file, too.
    if (!(error instanceof Failure) || error.kind === 'interrupted' || error.kind === 'local') throw error
    return { status: `not downloaded: ${error.message}` }
  }
}
