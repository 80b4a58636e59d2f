import type { ReadOperation } from '../../api/client.ts'
import type { ArgumentValues, RequestExtras } from '../../api/request.ts'
import { Failure } from '../../lib/errors.ts'
import { type Json, type Pages, rowsIn, textsIn } from '../../lib/rows.ts'
import { batches } from './arguments.ts'
import type { QueryJob } from './job.ts'
import { requestedIdsOf } from './requested-ids.ts'

/**
 * Calls the operation once for each batch that Gong takes: a list over its cap is cut, and the answers follow each other.
 *
 * @param body fields of the body that no input carries
 */
export async function* pullBatches(operation: ReadOperation, input: ArgumentValues, job: QueryJob, body?: Json): Pages {
  const { read } = job
  const ask = (given: ArgumentValues, extras: RequestExtras) => read.pages(operation, given, extras)
  const all = batches(operation, input)
  const cursor = cursorOf(input, all.length)
  // Rows before the cursor are not fetched, so missing ids are unknown.
  const requested = cursor === undefined ? requestedIdsOf(operation, input, body) : undefined
  const { limit, maxRequests } = job.globals
  // Parts that are pulled side by side must not use up the requests before the first of them is whole.
  const most = Math.min(limit, maxRequests * PAGE * FULL)
  const [only = {}] = all
  if (all.length === 1 && requested === undefined)
    return yield* ask(only, { body, limit: most, cursor, resumeSteps: job.after })
  const from = batchAt(job.after)
  const idsUntil = (batch: number) => all.slice(0, batch + 1).flatMap((given) => textsIn(given[requested?.name ?? '']))
  if (job.after !== undefined && job.after !== null) requested?.resume(idsUntil(from.read), from.left)
  for (const [batch, given] of [...all.entries()].slice(from.batch)) {
    const after = job.after === undefined ? undefined : batch === from.batch ? from.after : null
    const pages = (ids?: readonly string[]) =>
      ask(requested && ids ? { ...given, [requested.name]: ids } : given, {
        body,
        limit: most,
        resumeSteps: after,
      })
    const ids = textsIn(given[requested?.name ?? ''])
    for await (const page of requested && ids.length > 0 ? requested.ask(ids, pages) : pages()) {
      requested?.notePage(page)
      const left = requested?.missingOf(idsUntil(batch)) ?? []
      const isWhole = all.length === 1 && page.resumeStep === undefined
      const resumeStep = after === undefined || isWhole ? undefined : { batch, after: page.resumeStep ?? null, left }
      // Each batch has its own total, which is not that of the pull.
      yield { ...page, total: all.length === 1 ? page.total : undefined, resumeStep }
    }
  }
  if (requested !== undefined) yield* requested.absentPage(read)
}

function cursorOf({ cursor }: ArgumentValues, requests: number): string | undefined {
  if (typeof cursor !== 'string') return undefined
  if (requests > 1)
    throw new Failure('usage', `--cursor goes on in one list, and these ids are asked for in ${requests}`)
  return cursor
}

/** Records that Gong gives for one request (field notes, "Limits and cursors"). */
const PAGE = 100
/** How full pages are at least, on an average over some parts: the last page of each is not. */
const FULL = 0.8

interface At {
  readonly batch: number
  readonly after: Json
  /** The batch that was read last. */
  readonly read: number
  /** What had been asked for until then and had not come. */
  readonly left: readonly string[]
}

/** Which batch the steps of an earlier run ended in, and where; a batch of one page is done with it. */
function batchAt(steps: Json | undefined): At {
  const all = rowsIn(steps)
  const last = all.at(-1)
  if (last === undefined) return { batch: 0, after: null, read: -1, left: [] }
  const read = Number(last.batch)
  const inner = all.filter(({ batch }) => batch === last.batch).map(({ after = null }) => after)
  const isDone = inner.at(-1) === null
  return { batch: isDone ? read + 1 : read, after: isDone ? null : inner, read, left: textsIn(last.left) }
}
