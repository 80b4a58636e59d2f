import type { OpenedJob } from '../../../src/app/job/open-job.ts'
import { overriding } from '../../../src/app/job/overriding.ts'
import { Failure } from '../../../src/lib/errors.ts'
import type { Row } from '../../../src/lib/rows.ts'
import { checkZone } from '../../../src/lib/zones.ts'
import { withinBounds } from '../../../src/mcp/within-bounds.ts'
import { openReader } from '../../../src/store/query/open-reader.ts'
import type { SqlReader } from '../../../src/store/query/sql-reader.ts'

/** That DuckDB counts. */
const MOST = { memory: 1_000_000_000, disk: 1_000_000_000 }
/** It does not count the texts and lists that functions make. */
const BOUNDS = {
  ...{ ms: 30_000, bytes: 1.5 * MOST.memory, what: 'the statement' },
  hint: 'add conditions, join less, or make shorter texts',
}
/** Of all rows, as JSON. */
const MAX_CHARACTERS = 20_000_000

/** Characters of a text that a function makes. */
const MOST_FILLED = 10_000

/** A statement of a model. */
interface Statement {
  readonly sql: string
  /** The values of its parameters. */
  readonly given: ReadonlyMap<string, string>
  /** In which days begin. */
  readonly zone: string | undefined
  /** Rows; a few more may come. */
  readonly most: number
}

/**
 * The rows of a statement on the local copy, which it can only read, within bounds: a model may well join all with all.
 *
 * @throws Failure `limited` for what takes too long, takes too much beside DuckDB or gives too much, `local` for what takes too much memory; as `openReader` and its queries do
 */
export async function runStatement(
  { zone, ...statement }: Statement,
  { context, globals, about }: OpenedJob,
): Promise<readonly Row[]> {
  const days = zone === undefined ? context.zone : checkZone('tz', zone)
  return await withinBounds(BOUNDS, context, async (signal) => {
    const reader = await openReader(undefined, {
      context: overriding(context, { interrupted: { value: signal } }),
      form: about.install().form,
      ...{ lockWaitMs: globals.lockWaitMs, zone: days, most: MOST },
    })
    try {
      return await readRows(reader, statement)
    } finally {
      await reader.close()
    }
  })
}

async function readRows(reader: SqlReader, { sql, given, most }: Omit<Statement, 'zone'>): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const page of reader.query({ sql, given, nested: true, mostFilled: MOST_FILLED })) {
    rows.push(...page)
    if (JSON.stringify(rows).length > MAX_CHARACTERS)
      throw new Failure('limited', 'the rows of this statement are too long to be of use', {
        hint: 'select fewer columns, or left(text, 500)',
      })
    if (rows.length >= most) break
  }
  return rows
}
