import { Failure } from '../../lib/errors.ts'
import { utcTime } from '../../lib/utc-time.ts'
import { checksumOf, type FileChecksum } from '../../media/checksum.ts'
import { type DownloadOptions, download } from '../../media/download.ts'
import { extensionOf, MEDIA, type Medium, type RecordedCall, recordingsOf } from '../../media/links.ts'
import { removePartInfo } from '../../media/part.ts'
import type { Files } from '../../platform/files.ts'
import { came, isKept, notYet, withRecording } from '../ledger/transitions.ts'
import type { LedgerEntry, StoreChange } from '../store.ts'
import type { SyncContext, SyncTask } from './context.ts'
import { CALLS_A_REQUEST } from './list-calls.ts'
import { recordedOf } from './recorded.ts'
import { countsOf } from './tally.ts'

/** Where the recordings of a copy are, and how they are downloaded. */
export interface RecordingFolder {
  /** Absolute. */
  readonly folder: string
  readonly download: DownloadOptions
}

const OWNER_ONLY = 0o600
/** Calls of the ledger that are looked at together. */
const BATCH = 1000

/**
 * Downloads the recordings that are due, those that have waited longest first: a request tells the links of a hundred calls, and
 * each turn is one recording. What has none yet, or is refused, is asked for again after a while, until it is given up.
 */
export function dueRecordings(context: SyncContext, folder: RecordingFolder): SyncTask {
  let links: (readonly [callId: string, call: RecordedCall | undefined])[] | undefined
  return {
    turn: async () => {
      if (links === undefined) await wantAll(context)
      if (links === undefined || links.length === 0) links = [...(await nextLinks(context))]
      const [callId, call] = links.shift() ?? []
      if (callId === undefined) return false
      await keepRecording(context, folder, callId, call)
      return true
    },
  }
}

/** All calls that have a recording, and were not asked for it before. */
async function wantAll(context: SyncContext): Promise<void> {
  const wanted: LedgerEntry[] = []
  for await (const entry of context.store.ledger.between(0, Number.MAX_SAFE_INTEGER / 1e3))
    wanted.push(...[withRecording(entry, context)].filter((one) => one !== undefined))
  for (let at = 0; at < wanted.length; at += BATCH) await commit(context, { ledger: wanted.slice(at, at + BATCH) })
}

async function nextLinks(
  context: SyncContext,
): Promise<readonly (readonly [callId: string, call: RecordedCall | undefined])[]> {
  const { store, read, tally, hold, nowMs } = context
  const ids = (await store.ledger.due(nowMs, 'media', CALLS_A_REQUEST)).map(({ callId }) => callId)
  if (ids.length === 0) return []
  await hold()
  await store.rest()
  countsOf(tally, 'media').requests += 1
  try {
    const found = await recordingsOf(read, ids)
    return ids.map((id) => [id, found.get(id)])
  } catch (error) {
    // A key without the scope: the next run asks again.
    if (!(error instanceof Failure) || error.kind !== 'auth') throw error
    countsOf(tally, 'media').failure = error
    return []
  }
}

interface Saved extends FileChecksum {
  readonly medium: Medium
  readonly file: string
}

async function keepRecording(
  context: SyncContext,
  folder: RecordingFolder,
  callId: string,
  call: RecordedCall | undefined,
): Promise<void> {
  const [before] = await context.store.ledger.get([callId])
  if (before === undefined || !isKept(before)) return
  const saved = call && (await savedOf(context, folder, before, call))
  await context.exclusively(async () => {
    const [entry] = await context.store.ledger.get([callId])
    if (entry === undefined || !isKept(entry)) return
    if (saved === undefined) return await commit(context, { ledger: [notYet(entry, 'media', context)] })
    countsOf(context.tally, 'media').new += 1
    const { medium, file, bytes, sha256 } = saved
    const downloaded = new Date(context.nowMs).toISOString()
    const row = { call_id: callId, medium, file, bytes, checksum: sha256, downloaded }
    await commit(context, {
      upsert: [{ table: 'recordings', rows: [row] }],
      ledger: [came(entry, 'media', context)],
    })
  })
}

/** @returns `undefined` where there is none yet, or it does not come */
async function savedOf(
  context: SyncContext,
  { folder, download: options }: RecordingFolder,
  { startedMs }: LedgerEntry,
  call: RecordedCall,
): Promise<Saved | undefined> {
  const medium = MEDIA.find((one) => call.links[one] !== undefined)
  const link = medium && call.links[medium]
  if (medium === undefined || link === undefined) return undefined
  try {
    const file = `${utcTime(startedMs).slice(0, 7)}/${call.id}.${extensionOf(link, medium)}`
    const path = `${folder}/${file}`
    const renew = async () => {
      countsOf(context.tally, 'media').requests += 1
      return (await recordingsOf(context.read, [call.id])).get(call.id)?.links[medium]
    }
    const there = await wholeFile(context, call.id, await checksumOf(options.files, path))
    if (there === undefined) await download(link, path, { ...options, files: heldFiles(context, options.files) }, renew)
    else await removePartInfo(options.files, path)
    const found = there ?? (await checksumOf(options.files, path))
    return found && { ...found, medium, file }
  } catch (error) {
    // What is wrong with the disk, or with the quota, is wrong with the next one, too.
    if (!(error instanceof Failure) || error.kind !== 'unreachable') throw error
    countsOf(context.tally, 'media').failure = error
    return undefined
  }
}

/** A file that is there is whole since it was renamed, where a run died before the copy knew it; where the copy knows another one, it was damaged. */
async function wholeFile(
  { store }: SyncContext,
  callId: string,
  there: FileChecksum | undefined,
): Promise<FileChecksum | undefined> {
  const [recorded] = await recordedOf(store, [callId])
  return recorded === undefined || recorded.checksum === there?.sha256 ? there : undefined
}

/** Files for their owner alone; the lease is renewed while they grow. */
function heldFiles({ hold, store }: SyncContext, files: Files): Files {
  return {
    ...files,
    append: async (path, at) => {
      const file = await files.append(path, at, OWNER_ONLY)
      return {
        ...file,
        write: async (chunk) => {
          await hold()
          await store.rest()
          await file.write(chunk)
        },
      }
    },
  }
}

async function commit(context: SyncContext, change: StoreChange): Promise<void> {
  await context.hold()
  await context.store.commit(change)
}
