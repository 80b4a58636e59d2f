import { Failure } from '../../lib/errors.ts'
import type { Row } from '../../lib/rows.ts'
import type { StatementReply, StatementRequest } from '../../platform/statements.ts'
import type { DuckDbCopy } from '../duckdb/open-file.ts'
import { openDuckDbReader } from './duckdb-reader.ts'
import type { SqlReader } from './sql-reader.ts'

/** Runs a statement in this process, with the bounds that DuckDB keeps to and those of its rows. */
export async function answerStatement(
  request: StatementRequest,
  machine: Pick<DuckDbCopy, 'duckDb' | 'files' | 'clock' | 'signal'>,
): Promise<StatementReply> {
  const { path, waitMs, zone, most } = request
  const bytes = { memory: most.countedBytes, disk: most.diskBytes }
  try {
    const reader = await openDuckDbReader({ ...machine, path, waitMs }, zone, bytes)
    try {
      return { rows: await readRows(reader, request) }
    } finally {
      await reader.close()
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { kind, message, hint } = error instanceof Failure ? error : new Failure('bug', error.message)
    return { failure: { kind, message, hint } }
  }
}

async function readRows(reader: SqlReader, { sql, given, most }: StatementRequest): Promise<readonly Row[]> {
  const rows: Row[] = []
  let characters = 0
  for await (const page of reader.query({ sql, given: new Map(Object.entries(given)), nested: true })) {
    rows.push(...page)
    characters += charactersOf(page)
    if (characters > most.characters)
      throw new Failure('limited', 'the rows of this statement are too long to be of use', {
        hint: 'select fewer columns, or left(text, 500)',
      })
    if (rows.length >= most.rows) break
  }
  return rows
}

/** As JSON, of which V8 makes no text of half a billion. */
function charactersOf(rows: readonly Row[]): number {
  try {
    return JSON.stringify(rows).length
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY
    throw error
  }
}
