import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import { parseExact } from '../../lib/exact-json.ts'
import { once } from '../../lib/once.ts'
import type { Row } from '../../lib/rows.ts'
import type { DuckDb, DuckDbFile } from '../../platform/duckdb.ts'
import { interruptAtAbort } from '../duckdb/interrupt.ts'
import { checkReadable } from '../duckdb/migrate.ts'
import { type DuckDbCopy, diskFailure, isDuckDbFile, openFile } from '../duckdb/open-file.ts'
import { bindAll } from './bind.ts'
import { checkStatement } from './check-statement.ts'
import { timePaths, toJsonOf } from './json-value.ts'
import { faultOf, sqlFailure } from './sql-fault.ts'
import { OutOfMemory, type QueryBytes, type SqlQuery, type SqlReader, TAKE_LESS } from './sql-reader.ts'

/** It can read this one file, and nothing else of this machine. */
const OPTIONS = {
  access_mode: 'READ_ONLY',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  errors_as_json: 'true',
}

function optionsOf({ memory, disk }: QueryBytes): Readonly<Record<string, string>> {
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)}MB`
  return {
    ...(memory !== undefined && { memory_limit: megabytes(memory) }),
    ...(disk !== undefined && { max_temp_directory_size: megabytes(disk) }),
  }
}

/**
 * A copy in a DuckDB file, for reading alone.
 *
 * @param zone in which days begin
 * @param most what a query may take
 * @throws Failure `usage` when there is none, or one of a newer version; `declined` while something writes it
 */
export async function openDuckDbReader(copy: DuckDbCopy, zone: string, most: QueryBytes = {}): Promise<SqlReader> {
  if (!(await isDuckDbFile(copy)))
    throw new Failure('usage', `there is no copy at ${copy.path}`, { hint: 'gong sync makes one' })
  const { connection, close } = await openFile(copy, { ...OPTIONS, ...optionsOf(most) })
  try {
    const schemaVersion = await checkReadable(connection, copy.path)
    return { ...(await lockedReader({ connection, close }, copy, zone)), schemaVersion }
  } catch (error) {
    close()
    throw error
  }
}

/** What a reader knows of what it reads. */
export type Asked = Pick<DuckDbCopy, 'duckDb' | 'path' | 'signal'>

/** A reader of what is open, whose settings nothing can change any more. */
export async function lockedReader({ connection, close }: DuckDbFile, copy: Asked, zone: string): Promise<SqlReader> {
  await lock(connection, zone)
  const ignoreAbort = interruptAtAbort(connection, copy.signal)
  const end = once(() => {
    ignoreAbort()
    close()
  })
  return { dialect: 'duckdb', query: (query) => rowsOf(connection, copy, query), close: async () => end() }
}

async function* rowsOf(connection: DuckDBConnection, copy: Asked, query: SqlQuery): AsyncIterable<readonly Row[]> {
  try {
    copy.signal?.throwIfAborted()
    const result = await started(connection, copy, query)
    const toRow = rowMaker(copy.duckDb.library, result, query.nested)
    query.onTimes?.(timesOf(copy.duckDb.library, result))
    for (;;) {
      // An interrupt may come too early to be heard.
      copy.signal?.throwIfAborted()
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      yield* pagesOf(chunk, toRow)
    }
  } catch (error) {
    copy.signal?.throwIfAborted()
    throw queryFailure(error, query.sql, copy.path)
  }
}

/** A page has no more characters than this, unless one row has: a chunk of DuckDB has 2,048 rows, however long their texts are. */
const PAGE_CHARACTERS = 4_000_000

function* pagesOf(chunk: DuckDBDataChunk, toRow: ReturnType<typeof rowMaker>): Generator<readonly Row[]> {
  let page: Row[] = []
  let characters = 0
  for (let at = 0; at < chunk.rowCount; at += 1) {
    const values = chunk.getRowValues(at)
    for (const value of values) if (typeof value === 'string') characters += value.length
    page.push(toRow(values))
    if (characters < PAGE_CHARACTERS) continue
    yield page
    page = []
    characters = 0
  }
  if (page.length > 0) yield page
}

async function started(
  connection: DuckDBConnection,
  { duckDb: { library }, signal }: Asked,
  query: SqlQuery,
): Promise<DuckDBResult> {
  if (query.isOwn !== true) await checkTyped(connection, query.sql)
  const statement = await (await connection.extractStatements(query.sql)).prepare(0)
  bindAll(library, statement, query.given)
  // An interrupt before it has begun would be forgotten.
  signal?.throwIfAborted()
  return await statement.stream()
}

async function checkTyped(connection: DuckDBConnection, sql: string): Promise<void> {
  const parsed = await connection.run('SELECT json_serialize_sql($sql::VARCHAR)', { sql })
  const [[tree = null] = []] = await parsed.getRows()
  checkStatement(sql, parseExact(withoutInfinity(String(tree))))
}

/** A number such as 1e400 stands in DuckDB's tree as a bare word that JSON does not have. */
function withoutInfinity(tree: string): string {
  return tree.replace(/"(?:[^"\\]|\\.)*"|-?Infinity/g, (token) => (token.endsWith('Infinity') ? 'null' : token))
}

/** Days and months are those of the zone; after that no setting can be changed any more. */
async function lock(connection: DuckDBConnection, zone: string): Promise<void> {
  await connection.run(`SET TimeZone = '${zone.replaceAll("'", "''")}'`)
  await connection.run('SET lock_configuration = true')
}

function rowMaker(library: DuckDb['library'], result: DuckDBResult, nested: boolean) {
  const names = result.deduplicatedColumnNames()
  const converters = names.map((name, at) => [name, toJsonOf(library, result.columnType(at), nested)] as const)
  return (values: Parameters<ReturnType<typeof toJsonOf>>[0][]): Row =>
    Object.fromEntries(converters.map(([name, convert], at) => [name, convert(values[at] ?? null)]))
}

function timesOf(library: DuckDb['library'], result: DuckDBResult): readonly string[] {
  return result
    .deduplicatedColumnNames()
    .flatMap((name, at) => timePaths(library, result.columnType(at)).map((path) => `${name}${path}`))
}

function queryFailure(error: unknown, sql: string, path: string): unknown {
  if (error instanceof Failure) return error
  const local = diskFailure(error, path)
  if (local instanceof Failure) return local
  const fault = faultOf(error)
  if (fault === undefined) return isTooLong(error) ? tooLong(error) : error
  if (/memory/i.test(fault.type))
    return new OutOfMemory('local', `the query takes more memory than there is: ${fault.message}`, {
      hint: TAKE_LESS,
      cause: error,
    })
  return sqlFailure(sql, fault)
}

/** What V8 says to a text of half a billion characters, which DuckDB has no trouble with. */
function isTooLong(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Cannot create a string longer than')
}

function tooLong(cause: unknown): Failure {
  return new Failure('limited', 'the query gives a text that is too long to be read', {
    hint: 'left(text, 500) shortens it',
    cause,
  })
}
