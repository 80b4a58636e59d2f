import { whileLocked } from '../../src/app/job/output-locks.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { reportingFiles } from '../../src/app/output/files-written.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { zoneOf } from '../../src/lib/zones.ts'
import { MEDIA, type Medium } from '../../src/media/links.ts'
import { saveRecordings } from '../../src/media/save.ts'
import { recordExport } from '../../src/state/exported-files.ts'

interface Wanted extends Readonly<Record<Medium, boolean>> {
  readonly call: readonly string[]
  readonly dir?: string | undefined
  readonly again: boolean
}

/** Saves the recordings of calls in a folder; yields what became of each. */
export async function* downloadRecordings({ call, dir: folder = '.', again, ...wanted }: Wanted, job: QueryJob): Pages {
  const { context, globals } = job
  // A folder that cannot be made is known before anything is sent.
  if (!globals.dryRun) {
    await context.files.makeFolder(folder)
    await recordExport(context, folder)
  }
  const files = whileLocked(context.files, await job.claim(folder))
  const tally = { written: 0 }
  const media = MEDIA.filter((medium) => wanted[medium])
  const pages = saveRecordings(
    { ids: call, media, folder, zone: await zoneOf(undefined, job), overwrite: again },
    {
      gong: job.read,
      send: job.send,
      files,
      clock: context.clock,
      signal: context.interrupted,
      random: () => (context.random(1)[0] ?? 0) / 255,
      retry: globals.retry,
      timeoutMs: globals.timeout,
      tally,
    },
  )
  yield* reportingFiles(pages, { written: () => tally.written, again }, job)
}
