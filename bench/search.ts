import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/platform/node/clock.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../src/platform/node/duckdb.ts'
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts'
import { codeOldTurns } from '../src/store/duckdb/word-coder.ts'
import { type Measured, timeProcesses } from './measure.ts'
import { madeWords } from './spoken-text.ts'

const GONG = ['node', 'dist/gong.cjs'] as const
const CALLS = 25_000
const TURNS_A_CALL = 40
const BUDGET_SECONDS = 0.15

const WORDS = madeWords()
const [rare, common, another] = [WORDS[19_000] ?? '', WORDS[3] ?? '', WORDS[7] ?? '']

/** A million turns of two sentences out of twenty thousand; the rows of a call stand together, as a sync writes them. */
const FILL = [
  'SELECT setseed(0.42)',
  `CREATE TEMP TABLE vocabulary AS SELECT ['${WORDS.join("','")}'] AS words`,
  `CREATE TEMP TABLE pool AS SELECT i, array_to_string(list_transform(range(1 + i % 19), x ->
     words[1 + floor(exp(random() * ln(${WORDS.length})))::INT]), ' ') AS sentence FROM range(20011) r(i), vocabulary`,
  `CREATE TEMP TABLE said AS SELECT n // ${TURNS_A_CALL} AS call, n % ${TURNS_A_CALL} AS turn, a.sentence AS one, b.sentence AS two
     FROM range(${CALLS * TURNS_A_CALL}) r(n) JOIN pool a ON a.i = (n * 7919) % 20011 JOIN pool b ON b.i = (n * 104729 + n // 20011) % 20011`,
  `INSERT INTO turns (call_id, turn, speaker_id, start_ms, end_ms, sentences, text, folded)
     SELECT (10000000000 + call)::VARCHAR, turn, (turn % 2)::VARCHAR, turn * 9000, turn * 9000 + 8000, 2, one || '. ' || two || '.',
     ' ' || one || ' ' || two || ' ' FROM said ORDER BY call DESC, turn`,
  `INSERT INTO sentences (call_id, turn, place, speaker_id, start_ms, end_ms, text)
     SELECT (10000000000 + call)::VARCHAR, turn, place, (turn % 2)::VARCHAR, turn * 9000 + place * 4000, turn * 9000 + place * 4000 + 4000,
     CASE place WHEN 0 THEN one ELSE two END || '.' FROM said, range(2) p(place) ORDER BY call DESC, turn, place`,
  `INSERT INTO calls (call_id, title, started, raw)
     SELECT id, 'Call ' || id, TIMESTAMPTZ '2026-05-01' - to_hours(call::INT), json_object('metaData', json_object('id', id, 'title', 'Call ' || id))
     FROM (SELECT call, (10000000000 + call)::VARCHAR AS id FROM range(${CALLS}) c(call))`,
]

/** Searching a copy of a million turns, without the start of the program and of DuckDB: against the time that it may take. */
export async function search(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const path = join(folder, 'gong.duckdb')
  try {
    await fill(path)
    const line = (...words: string[]) => [...GONG, ...words, '--in', path, '-f', 'jsonl', '-q'] as const
    const seconds = timeProcesses(
      {
        start: line('query', 'select 1'),
        rare: line('search', rare, '--limit', '20'),
        common: line('search', common, '--limit', '20'),
        several: line('search', common, another, '--limit', '20'),
        phrase: line('search', `${common} ${another}`, '--limit', '20'),
        window: line('search', common, '--from', '2026-01-01', '--limit', '20'),
        pattern: line('search', `/${rare}[a-z]*/`, '--limit', '20'),
      },
      7,
    )
    const names = {
      rare: 'a rare word, the best 20',
      common: 'a common word, the best 20',
      several: 'two common words, the best 20',
      phrase: 'a phrase, the best 20',
      window: 'a common word since a day, the best 20',
      pattern: 'a pattern, the best 20',
    }
    return Object.entries(names).map(([name, what]) => ({
      what: `search in 1 M turns: ${what}`,
      against: `${BUDGET_SECONDS} s`,
      ratio: ((seconds[name] ?? Number.NaN) - (seconds.start ?? 0)) / BUDGET_SECONDS,
      most: 1,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(path: string): Promise<void> {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) throw new Error('the copy takes DuckDB')
  const store = await openDuckDbStore({ duckDb, path, files: diskFiles({}), clock: systemClock, waitMs: 0 })
  await store.close()
  const { connection, close } = await duckDb.open(path, {})
  for (const sql of FILL) await connection.run(sql)
  await codeOldTurns(connection, duckDb.library)
  close()
}
