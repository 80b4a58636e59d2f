import type { Job } from '../../src/app/model/job.ts'
import { counted } from '../../src/lib/spelling.ts'
import { openCopy } from '../../src/store/open-copy.ts'
import type { CopyTarget, PublishTarget } from '../../src/store/target.ts'

/** Publishes what a sync has brought, where files are what was asked for. @throws Failure `declined` while another run publishes there */
export async function publishCopy(copy: CopyTarget, target: CopyTarget | PublishTarget, job: Job): Promise<void> {
  if (copy.kind !== 'duckdb' || (target.kind !== 'parquet' && target.kind !== 'folder')) return
  const { folder } = target
  await job.context.files.makeFolder(folder)
  await job.claim(folder)
  const store = await openCopy(job, copy, false)
  try {
    if (target.kind === 'folder') {
      const { publishFolder } = await import('./publish-folder.ts')
      const { written, removed } = await publishFolder(store, folder, job)
      const gone = removed === 0 ? '' : `, ${counted(removed, 'file')} of calls that are gone removed`
      return await job.say(`${folder}: ${counted(written, 'file')} written${gone}`)
    }
    const { requireDuckDb } = await import('../../src/store/duckdb/install-hint.ts')
    const { publishParquet } = await import('../../src/store/parquet/publish-parquet.ts')
    const { context, about, globals } = job
    const { files, clock, interrupted: signal } = context
    const duckDb = await requireDuckDb(context, about.install().form)
    const reading = { duckDb, path: copy.path, files, clock, signal, waitMs: globals.lockWaitMs || 10_000 }
    const { written, unchanged, rows } = await publishParquet(store, reading, { folder, files })
    await job.say(`${folder}: ${counted(written, 'file')} written with ${counted(rows, 'row')}, ${unchanged} unchanged`)
  } finally {
    await store.close()
  }
}
