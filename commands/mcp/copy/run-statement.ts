import type { OpenedJob } from '../../../src/app/job/open-job.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { formatCount } from '../../../src/lib/spelling.ts'
import { checkZone } from '../../../src/lib/zones.ts'
import type { StatementReply, StatementRequest } from '../../../src/platform/statements.ts'
import { LOCK_WAIT_MS } from '../../../src/store/query/open-reader.ts'
import { TAKE_LESS } from '../../../src/store/query/sql-reader.ts'
import { defaultCopy } from '../../../src/store/target.ts'

const MOST = {
  ms: 30_000,
  memoryBytes: 1_500_000_000,
  countedBytes: 1_000_000_000,
  diskBytes: 1_000_000_000,
  characters: 20_000_000,
}

/** A statement of a model. */
interface Statement extends Pick<StatementRequest, 'sql' | 'given'> {
  /** In which days begin. */
  readonly zone: string | undefined
  /** Rows; a few more may come. */
  readonly most: number
}

/**
 * The rows of a statement on the local copy, which it can only read, within bounds: a model may well join all with all.
 *
 * @throws Failure `limited` for what takes too long or gives too much, `limited` or `local` for too much memory; as
 * `openReader` and its queries do
 */
export async function runStatement(
  { sql, given, zone, most }: Statement,
  { context, globals }: OpenedJob,
): Promise<readonly Row[]> {
  const request = {
    ...{ path: context.files.absolute(defaultCopy(context.env)), sql, given },
    zone: zone === undefined ? context.zone : checkZone('tz', zone),
    waitMs: globals.lockWaitMs || LOCK_WAIT_MS,
    most: { ...MOST, rows: most },
  }
  return rowsIn(await context.runStatement(request, context.interrupted))
}

function rowsIn(reply: StatementReply): readonly Row[] {
  if ('rows' in reply) return reply.rows
  if ('ended' in reply) throw new Failure('limited', `the statement was ended${WHY[reply.ended]}`, { hint: TAKE_LESS })
  const { kind, message, hint } = reply.failure
  throw new Failure(kind, message, { hint })
}

const WHY = {
  time: ` after ${formatCount(MOST.ms / 1000)} s`,
  memory: `: it took more than ${formatCount(MOST.memoryBytes / 1_000_000)} MB of memory`,
  crash: ': its process died, probably of too much memory',
}
