import { isId } from '../catalogue/kinds.ts'
import { Failure } from '../lib/errors.ts'
import { download } from '../media/download.ts'
import { extensionOf, MEDIA, type Medium, type RecordedCall, recordingsOf } from '../media/links.ts'
import { removePartInfo } from '../media/part.ts'
import type { ManifestLine } from './archive-state.ts'
import { callPath } from './call-pages.ts'
import { callIdOf, detailsUnit } from './calls.ts'
import { type ArchiveContext, isoInstant, isPartRefusal, refusalLine } from './context.ts'
import type { PullResult } from './pull-unit.ts'

const mediaUnit = (month: string) => `media/${month}`

/**
 * Downloads the recordings of the calls of a month, one after the other. Links are asked for just before they are used, since
 * they expire (field note "Media"). A recording that cannot be had leaves its calls open for the next run.
 *
 * @param media empty for video, or audio where there is none
 */
export async function pullMedia(
  month: string,
  media: readonly Medium[],
  context: ArchiveContext,
): Promise<PullResult & { readonly failed: readonly string[] }> {
  const { manifest } = context
  const done = { files: 0, rows: 0, bytes: 0, failed: [] as string[] }
  const unit = manifest.state.unit(mediaUnit(month))
  const key = media.length === 0 ? 'best' : media.join('+')
  try {
    for (const { path = '', rows } of manifest.state.unit(detailsUnit(month)).files)
      if (unit.about.get(`${path}#${key}`)?.at === undefined) {
        await context.mayGoOn()
        const failedBefore = done.failed.length
        await pullFile(path, month, media, context, done)
        if (done.failed.length === failedBefore)
          await manifest.append([
            {
              unit: mediaUnit(month),
              of: `${path}#${key}`,
              at: isoInstant(context.nowMs()),
              ...(rows !== undefined && { rows }),
            },
          ])
      }
    return done
  } catch (error) {
    if (!(error instanceof Failure) || !isPartRefusal(error)) throw error
    await manifest.append([refusalLine(mediaUnit(month), error, context.nowMs())])
    return { ...done, refusal: error }
  }
}

interface Done {
  files: number
  rows: number
  bytes: number
  readonly failed: string[]
}

/** The recordings of one file of calls. */
async function pullFile(
  details: string,
  month: string,
  media: readonly Medium[],
  context: ArchiveContext,
  done: Done,
): Promise<void> {
  const calls = (await context.folder.records(details)).filter((call) => isId(callIdOf(call)))
  const { recordings } = context.manifest.state
  const isThere = (id: string) =>
    media.length === 0
      ? MEDIA.some((medium) => recordings.has(`${id}.${medium}`))
      : media.every((medium) => recordings.has(`${id}.${medium}`))
  const open = calls.filter((call) => !isThere(callIdOf(call)))
  if (open.length === 0) return
  const links = await recordingsOf(context.gong, open.map(callIdOf))
  for (const call of open) {
    const recorded = links.get(callIdOf(call))
    if (recorded === undefined) continue
    const best = MEDIA.filter((medium) => recorded.links[medium] !== undefined).slice(0, 1)
    for (const medium of media.length === 0 ? best : media) {
      if (recordings.has(`${recorded.id}.${medium}`)) continue
      const line = await fetchRecording(recorded, medium, callPath('media', call, month), context, done)
      if (line !== undefined) await context.manifest.append([line])
      context.signal.throwIfAborted()
    }
  }
}

async function fetchRecording(
  call: RecordedCall,
  medium: Medium,
  stem: string,
  context: ArchiveContext,
  done: Done,
): Promise<ManifestLine | undefined> {
  const link = call.links[medium]
  if (link === undefined) return undefined
  try {
    const path = `${stem}.${extensionOf(link, medium)}`
    const renew = async () => (await recordingsOf(context.gong, [call.id])).get(call.id)?.links[medium]
    // Whole since its rename, where a run died before the manifest had it.
    const there = await context.folder.fingerprint(path)
    if (there === undefined) await download(link, context.folder.at(path), context.download, renew)
    else await removePartInfo(context.download.files, context.folder.at(path))
    const file = there ?? (await context.folder.fingerprint(path))
    if (file === undefined) throw new Failure('local', `${path} was written, and is not there`)
    done.files += 1
    done.rows += 1
    done.bytes += file.bytes
    return { ...file, what: 'recording', medium }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unreachable') throw error
    done.failed.push(`${call.id}: ${error.message}`)
    return undefined
  }
}
