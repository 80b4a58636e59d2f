import type { ReadOperation } from '../../api/client.ts'
import type { ArgumentValues } from '../../api/request.ts'
import type { Json, Pages } from '../../lib/rows.ts'
import type { QueryJob } from './job.ts'

/** `pullBatches`, loaded when rows are asked for: most commands have it, and their help does without. */
export async function* pull(operation: ReadOperation, input: ArgumentValues, job: QueryJob, body?: Json): Pages {
  const { pullBatches } = await import('./pull-batches.ts')
  yield* pullBatches(operation, input, job, body)
}
