import type { Job } from '../../src/app/model/job.ts'
import { counted } from '../../src/lib/spelling.ts'
import { openCopy } from '../../src/store/open-copy.ts'
import { PARQUET_MANIFEST } from '../../src/store/parquet/manifest.ts'
import type { Published } from '../../src/store/parquet/publish-parquet.ts'
import type { Store } from '../../src/store/store.ts'
import type { CopyTarget, PublishTarget } from '../../src/store/target.ts'
import { isExportFile } from '../../src/transcripts/folder-index.ts'

/**
 * Publishes what a sync has brought as files.
 *
 * @param anew whether nothing may be left of what was published before, also for those who still read it
 * @throws Failure `declined` while another run publishes there
 */
export async function publishCopy(copy: CopyTarget, target: PublishTarget, job: Job, anew = false): Promise<void> {
  const { folder } = target
  await job.context.files.makeFolder(folder)
  await job.claim(folder, target.kind === 'folder' ? isExportFile : (name) => name === PARQUET_MANIFEST)
  const store = await openCopy(job, copy, 'write')
  try {
    if (target.kind === 'folder') {
      const { publishFolder } = await import('./publish-folder.ts')
      const { written, removed } = await publishFolder(store, folder, job, anew)
      const gone = removed === 0 ? '' : `, ${counted(removed, 'file')} of calls that are gone removed`
      return await job.say(`${folder}: ${counted(written, 'file')} written${gone}`)
    }
    const publish = () => publishAsParquet(store, copy, folder, job)
    const { written, unchanged, rows } = await publish()
    // The files of the last manifest leave with the next one.
    if (anew) await publish()
    await job.say(`${folder}: ${counted(written, 'file')} written with ${counted(rows, 'row')}, ${unchanged} unchanged`)
  } finally {
    await store.close()
  }
}

async function publishAsParquet(store: Store, copy: CopyTarget, folder: string, job: Job): Promise<Published> {
  const { requireDuckDb } = await import('../../src/store/duckdb/install-hint.ts')
  const { publishParquet } = await import('../../src/store/parquet/publish-parquet.ts')
  const { context, about, globals } = job
  const { files, clock, interrupted: signal, connectPostgres: connect } = context
  const duckDb = await requireDuckDb(context, about.install().form)
  const reading = { duckDb, files, clock, signal, waitMs: globals.lockWaitMs || 10_000 }
  const published = (path: string) => publishParquet(store, { ...reading, path }, { folder, files })
  if (copy.kind === 'duckdb') return await published(copy.path)
  const { withCopyOfPostgres } = await import('../../src/store/parquet/copy-of-postgres.ts')
  const path = `${folder}/.copy.duckdb`
  return await withCopyOfPostgres({ from: { connect, url: copy.url }, to: { ...reading, path }, files }, () =>
    published(path),
  )
}
