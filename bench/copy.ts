import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../src/lib/rows.ts'
import { systemClock } from '../src/platform/node/clock.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../src/platform/node/duckdb.ts'
import type { WritableCopy } from '../src/store/duckdb/compact-file.ts'
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts'
import { openDuckDbReader } from '../src/store/query/duckdb-reader.ts'
import { changeOf } from '../src/store/rows/change-of.ts'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG } from './server.ts'

const ROWS_A_SECOND = 100_000
const GROUP_BY_SECONDS = 0.5
const FIRST_ID = 7_782_342_274_025_937_895n

/** Calls of one commit, each with 25 turns of 4 sentences. */
const CALLS = 500
const ROWS = CALLS * 125

/** The local copy: rows a second from Gong's answers to the disk, a group-by over a million calls, and memory of a long answer. */
export async function copy(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) throw new Error('DuckDB is not installed')
  const file: WritableCopy = {
    duckDb,
    path: join(folder, 'gong.duckdb'),
    files: diskFiles({}),
    clock: systemClock,
    waitMs: 0,
  }
  const measured = [await inserts(file), await groupBy(file), await longAnswer(folder)]
  rmSync(folder, { recursive: true })
  return measured
}

async function inserts(file: WritableCopy): Promise<Measured> {
  const store = await openDuckDbStore(file)
  const seconds: number[] = []
  for (let round = 0; round < 8; round += 1) {
    const records = Array.from({ length: CALLS }, (_, at) => transcript(round * CALLS + at))
    const start = performance.now()
    await store.commit(changeOf('getCallTranscripts', records))
    seconds.push((performance.now() - start) / 1000)
  }
  await store.close()
  const ratio = ROWS / Math.min(...seconds) / ROWS_A_SECOND
  return { what: 'rows of transcripts into a copy', against: '100,000 rows a second', ratio, least: 1 }
}

function transcript(call: number): Row {
  const sentence = (at: number) => ({
    start: at * 900,
    end: at * 900 + 800,
    text: `We moved the rollout to May, said call ${call}, ${at}.`,
  })
  const turn = (at: number) => ({
    speakerId: String(FIRST_ID + BigInt(call * 4 + (at % 3))),
    topic: null,
    sentences: Array.from({ length: 4 }, (_, each) => sentence(at * 4 + each)),
  })
  return { callId: String(FIRST_ID + BigInt(call)), transcript: Array.from({ length: 25 }, (_, at) => turn(at)) }
}

async function groupBy(file: WritableCopy): Promise<Measured> {
  const { connection, close } = await file.duckDb.open(file.path, {})
  await connection.run(`INSERT INTO calls (call_id, started, duration_seconds, primary_user_id)
    SELECT (${FIRST_ID} + range)::VARCHAR, TIMESTAMPTZ '2024-01-01' + INTERVAL (range % 730) DAY, range % 3600, (range % 500)::VARCHAR
    FROM range(1000000)`)
  close()
  const reader = await openDuckDbReader(file, 'UTC')
  const sql = `SELECT primary_user_id, date_trunc('month', started) AS month, count(*) AS calls, sum(duration_seconds) AS seconds
    FROM calls GROUP BY ALL ORDER BY ALL`
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now()
    for await (const _ of reader.query({ sql, given: new Map(), nested: true }));
    times.push((performance.now() - start) / 1000)
  }
  await reader.close()
  return {
    what: 'group-by over 1,000,000 calls',
    against: '0.5 s',
    ratio: Math.min(...times) / GROUP_BY_SECONDS,
    most: 1,
  }
}

async function longAnswer(folder: string): Promise<Measured> {
  const sql =
    "select range as n, 'row ' || range as name, timestamptz '2026-01-01' + to_seconds(range) as at from range(10000000)"
  const env = { GONG_DATA_DIR: folder, GONG_STATE_DIR: folder }
  const peak = await peakOf([GONG, 'query', sql, '-f', 'csv', '--quiet'], env)
  return {
    what: 'memory, `gong query` of 10,000,000 rows as csv',
    against: `${MOST} MB`,
    ratio: peak / MOST,
    most: 1.5,
  }
}
