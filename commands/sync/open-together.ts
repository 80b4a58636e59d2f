import type { ClientOverrides, Job } from '../../src/app/model/job.ts'
import type { CopyTarget } from '../../src/store/target.ts'

/** What keeps the pace of a sync together with those of other machines. */
export interface Together {
  readonly together?: ClientOverrides['together']
  close(): Promise<void>
}

/** Opens a connection of its own where machines share the copy: a large commit must not hold up a request. */
export async function openTogether(copy: CopyTarget, baseUrl: string, job: Job): Promise<Together> {
  if (copy.kind !== 'postgres') return { close: async () => undefined }
  const { postgresSession } = await import('../../src/store/postgres/postgres-session.ts')
  const { logThroughPostgres } = await import('../../src/store/postgres/shared-log.ts')
  const { connectPostgres: connect, clock, random } = job.context
  const session = postgresSession({ connect, url: copy.url, waitMs: 10_000, create: false })
  const sharer = { host: new URL(baseUrl).host, owner: Buffer.from(random(8)).toString('hex'), clock }
  return { together: logThroughPostgres(session, sharer), close: () => session.close() }
}
