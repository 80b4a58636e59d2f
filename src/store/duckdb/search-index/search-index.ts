import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { writeVarints } from '../../../lib/varints.ts'
import type { DuckDb } from '../../../platform/duckdb.ts'
import { PostingLists } from './posting-lists.ts'

/** Of the folded texts of one batch, which are in memory while it is made. */
export const MAX_BYTES = 6_000_000
/** Rows that the appender takes at once. */
const CHUNK_ROWS = 2048

/**
 * The tables of an index from words to the turns that have them. It is made from `turns` in batches of whole calls, and a batch
 * never changes: a call that is written meanwhile is pending, and counts in no batch, until a later one has it; in those before
 * it is stale then.
 */
export const searchIndexSql: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS search_index',
  'CREATE TABLE IF NOT EXISTS search_index.batches (batch INTEGER NOT NULL, call_count INTEGER NOT NULL, bytes INTEGER NOT NULL, calls VARCHAR NOT NULL, sizes BLOB NOT NULL, turns BLOB NOT NULL)',
  'CREATE TABLE IF NOT EXISTS search_index.words (first_word VARCHAR NOT NULL, last_word VARCHAR NOT NULL, batch INTEGER NOT NULL, words VARCHAR NOT NULL, postings BLOB NOT NULL)',
  'CREATE TABLE IF NOT EXISTS search_index.pending (call_id VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS search_index.stale (call_id VARCHAR NOT NULL, batch INTEGER NOT NULL)',
]

/** Before a `FROM` of turns that are written or removed in the same transaction. */
export const TO_BE_INDEXED = 'INSERT INTO search_index.pending SELECT DISTINCT call_id'

/** For a copy that was filled before there was an index. */
export const ALL_PENDING = `${TO_BE_INDEXED} FROM turns`

const PENDING = '(SELECT call_id FROM search_index.pending)'
/** The calls of all batches. */
const MEMBERS = '(SELECT batch, unnest(string_split(calls, chr(10))) AS call_id FROM search_index.batches)'
/** Batches of less than half of what one may have, which are made anew with the calls that come next: a word is in few places then. */
const SMALL = `SELECT batch FROM search_index.batches LEFT JOIN
  (SELECT batch, count(*) AS stale FROM search_index.stale GROUP BY batch) USING (batch)
  WHERE bytes * (1 - coalesce(stale, 0) / call_count) < $half`
const OUTDATED = `SELECT batch FROM search_index.stale UNION SELECT batch FROM ${MEMBERS} WHERE call_id IN ${PENDING}`

/** Calls of one batch. */
interface Group {
  readonly ids: readonly string[]
  readonly bytes: number
}

/** The index of what is said in a copy that is open. Each step leaves it true. */
export class SearchIndex {
  private readonly connection: DuckDBConnection
  private readonly library: DuckDb['library']
  private readonly maxBytes: number

  constructor(connection: DuckDBConnection, library: DuckDb['library'], maxBytes = MAX_BYTES) {
    this.connection = connection
    this.library = library
    this.maxBytes = maxBytes
  }

  /** Of the folded texts that are in no batch. */
  async pendingBytes(): Promise<number> {
    const [row] = await this.rows(`SELECT sum(strlen(folded) + 1)::DOUBLE FROM turns WHERE call_id IN ${PENDING}`)
    return Number(row?.[0] ?? 0)
  }

  /** Puts the pending calls into batches, together with those of small batches. */
  async addPending(): Promise<void> {
    await this.unmake(SMALL, { half: this.maxBytes / 2 })
    for (const group of await this.groups()) await this.transaction(() => this.make(group))
    // What is left has no turns any more.
    await this.transaction(() => this.settle(PENDING))
  }

  /** Leaves nothing of calls that were removed or changed. */
  async forgetOutdated(): Promise<void> {
    await this.unmake(OUTDATED)
    await this.addPending()
  }

  private async unmake(batches: string, given?: Record<string, DuckDBValue>): Promise<void> {
    const found = (await this.rows(batches, given)).map(([batch]) => Number(batch))
    if (found.length === 0) return
    const where = `WHERE batch IN (${found.join(', ')})`
    await this.transaction(async () => {
      await this.connection.run(
        `INSERT INTO search_index.pending SELECT call_id FROM (SELECT call_id, batch FROM ${MEMBERS} ${where}
         EXCEPT SELECT call_id, batch FROM search_index.stale)`,
      )
      for (const table of ['batches', 'words', 'stale'])
        await this.connection.run(`DELETE FROM search_index.${table} ${where}`)
    })
  }

  /** Pending calls, so many together as a batch may have. */
  private async groups(): Promise<readonly Group[]> {
    const calls = await this.rows(
      `SELECT call_id, sum(strlen(folded) + 1)::DOUBLE FROM turns WHERE call_id IN ${PENDING} GROUP BY call_id ORDER BY call_id`,
    )
    const groups: { ids: string[]; bytes: number }[] = []
    for (const [id, size] of calls) {
      const bytes = Number(size)
      const last = groups.at(-1)
      if (last === undefined || last.bytes + bytes > this.maxBytes) groups.push({ ids: [String(id)], bytes })
      else {
        last.ids.push(String(id))
        last.bytes += bytes
      }
    }
    return groups
  }

  private async make({ ids, bytes }: Group): Promise<void> {
    const lists = new PostingLists(bytes)
    const calls: string[] = []
    const [sizes, turns]: [number[], Uint8Array[]] = [[], []]
    for await (const { callId, texts } of this.turnsOf(ids)) {
      calls.push(callId)
      const added = lists.add(texts)
      const ofCall = writeVarints(added.flatMap(({ label, chars }) => [label, chars]))
      sizes.push(added.length, ofCall.length)
      turns.push(ofCall)
    }
    const [[last = 0] = []] = await this.rows('SELECT coalesce(max(batch), 0) FROM search_index.batches')
    const batch = Number(last) + 1
    await this.settle('(SELECT unnest($ids))', ids)
    const blob = (bytes: Uint8Array) => new this.library.DuckDBBlobValue(bytes)
    const ofTurns = [blob(writeVarints(sizes)), blob(Buffer.concat(turns))]
    await this.append('batches', [[batch, calls.length, bytes, calls.join('\n'), ...ofTurns]])
    let rows: DuckDBValue[][] = []
    for (const { words, postings } of lists.blocks()) {
      rows.push([words[0] ?? '', words.at(-1) ?? '', batch, words.join(' '), blob(postings)])
      if (rows.length < CHUNK_ROWS) continue
      await this.append('words', rows)
      rows = []
    }
    await this.append('words', rows)
  }

  /** Calls that are pending no more; in batches that have them they are stale. */
  private async settle(calls: string, ids?: readonly string[]): Promise<void> {
    const { LIST, VARCHAR, listValue } = this.library
    const [values, types] = ids === undefined ? [] : [{ ids: listValue([...ids]) }, { ids: LIST(VARCHAR) }]
    await this.connection.run(
      `INSERT INTO search_index.stale SELECT call_id, batch FROM ${MEMBERS} WHERE call_id IN ${calls}
       EXCEPT SELECT call_id, batch FROM search_index.stale`,
      values,
      types,
    )
    await this.connection.run(`DELETE FROM search_index.pending WHERE call_id IN ${calls}`, values, types)
  }

  /** Call by call: a line for each turn, of its number and its folded text, in any order. */
  private async *turnsOf(ids: readonly string[]) {
    const { LIST, VARCHAR, listValue } = this.library
    const result = await this.connection.stream(
      `SELECT call_id, encode(string_agg(turn || folded, chr(10)))
       FROM turns WHERE call_id IN (SELECT unnest($ids)) GROUP BY call_id`,
      { ids: listValue([...ids]) },
      { ids: LIST(VARCHAR) },
    )
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      for (const [callId, texts] of chunk.getRows())
        if (texts instanceof this.library.DuckDBBlobValue) yield { callId: String(callId), texts: texts.bytes }
    }
  }

  private async append(table: 'batches' | 'words', rows: readonly DuckDBValue[][]): Promise<void> {
    const { INTEGER, VARCHAR, BLOB, DuckDBDataChunk } = this.library
    if (rows.length === 0) return
    const types =
      table === 'words' ? [VARCHAR, VARCHAR, INTEGER, VARCHAR, BLOB] : [INTEGER, INTEGER, INTEGER, VARCHAR, BLOB, BLOB]
    const appender = await this.connection.createAppender(table, 'search_index')
    const chunk = DuckDBDataChunk.create(types, rows.length)
    chunk.setRows(rows)
    appender.appendDataChunk(chunk)
    appender.closeSync()
  }

  private async transaction(run: () => Promise<void>): Promise<void> {
    await this.connection.run('BEGIN')
    await run()
    await this.connection.run('COMMIT')
  }

  private async rows(sql: string, given?: Record<string, DuckDBValue>): Promise<readonly DuckDBValue[][]> {
    return await (await this.connection.run(sql, given)).getRows()
  }
}
