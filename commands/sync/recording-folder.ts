import type { Job } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import { counted } from '../../src/lib/spelling.ts'
import { removeStrayRecordings } from '../../src/store/purge/stray-recordings.ts'
import type { Store } from '../../src/store/store.ts'
import type { RecordingFolder } from '../../src/store/sync/recordings.ts'
import { type CopyTarget, recordingFolderOf } from '../../src/store/target.ts'

/** Where the recordings of a copy are put. @throws Failure `usage` for a database, which has no folder beside it */
export function recordingsBeside(copy: CopyTarget, { context, globals, send }: Job): RecordingFolder {
  const folder = recordingFolderOf(copy)
  if (folder === undefined)
    throw new Failure('usage', '--media puts recordings into a folder beside the copy, and a database has none', {
      hint: 'gong archive --dir keeps them apart from a copy',
    })
  const { files, clock, interrupted: signal } = context
  const random = () => (context.random(1)[0] ?? 0) / 255
  const { retry, timeout: timeoutMs } = globals
  return { folder, download: { send, files, clock, signal, random, retry, timeoutMs } }
}

/** Removes the recordings of what has left a copy. */
export async function tidyRecordings(store: Store, copy: CopyTarget, job: Job): Promise<void> {
  const folder = recordingFolderOf(copy)
  const removed = folder === undefined ? 0 : await removeStrayRecordings(store, folder, job.context.files)
  if (removed > 0) await job.say(`${folder}: ${counted(removed, 'file')} of calls that left the copy removed`)
}
