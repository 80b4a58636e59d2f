import type { AppendFile } from '../../platform/files.ts'
import { type LinePlace, type SpoolDisk, segmentPath } from './disk.ts'

/** A batch that is synced together has no more bytes, unless one line has. */
const MAX_BATCH_BYTES = 8_000_000

/** Appends lines to the last segment, and says when they are on the disk. */
export interface CommitLog {
  /** @returns where the line is, once it survives a power cut @throws what the disk refuses; nothing of the line counts then */
  append(line: string): Promise<LinePlace>
  /** The segment that lines are appended to, and how many bytes it has. */
  readonly end: { readonly segment: number; readonly bytes: number }
  /** How many syncs there were. */
  readonly syncs: number
  /** Goes on in a new segment, once what is being written is on the disk; not where the last is empty. */
  roll(): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  readonly line: Buffer
  readonly resolve: (place: LinePlace) => void
  readonly reject: (error: unknown) => void
}

/**
 * Opens a log for appending. Group commit: what arrives while the disk is busy is written and synced together, once.
 *
 * @param end where whole lines end: what is behind it was cut off by a crash, and is truncated
 */
export function openCommitLog(disk: SpoolDisk, folder: string, end: CommitLog['end']): CommitLog {
  const waiting: Waiting[] = []
  let { segment, bytes } = end
  let file: AppendFile | undefined
  let busy: Promise<void> = Promise.resolve()
  let isBusy = false
  let syncs = 0

  const write = async (batch: readonly Waiting[]) => {
    try {
      file ??= await disk.append(segmentPath(folder, segment), bytes, 0o600)
      await file.write(Buffer.concat(batch.map(({ line }) => line)))
      await file.sync()
      syncs += 1
      for (const { line, resolve } of batch) {
        resolve({ segment, at: bytes, bytes: line.length })
        bytes += line.length
      }
    } catch (error) {
      // What was written in part is truncated when the file is opened again.
      await file?.close().catch(() => undefined)
      file = undefined
      for (const { reject } of batch) reject(error)
    }
  }

  const drain = async () => {
    while (waiting.length > 0) await write(takeBatch(waiting))
    isBusy = false
  }

  const next = async (work: () => Promise<void>) => {
    const mine = busy.then(work)
    busy = mine.catch(() => undefined)
    await mine
  }

  return {
    append: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ line: Buffer.from(`${line}\n`), resolve, reject })
        if (isBusy) return
        isBusy = true
        void next(drain)
      }),
    get end() {
      return { segment, bytes }
    },
    get syncs() {
      return syncs
    },
    roll: () =>
      next(async () => {
        if (segment > 0 && bytes === 0) return
        // The folder is synced with it: an empty file that is lost in a power cut would take its lines with it.
        await disk.write(segmentPath(folder, segment + 1), '', 0o600)
        await file?.close()
        file = undefined
        segment += 1
        bytes = 0
      }),
    close: () =>
      next(async () => {
        await file?.close()
        file = undefined
      }),
  }
}

function takeBatch(waiting: Waiting[]): readonly Waiting[] {
  let bytes = 0
  const count = waiting.findIndex(({ line }) => {
    bytes += line.length
    return bytes > MAX_BATCH_BYTES
  })
  return waiting.splice(0, count === -1 ? waiting.length : Math.max(1, count))
}
