import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../src/lib/rows.ts'
import { systemClock } from '../src/platform/node/clock.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../src/platform/node/duckdb.ts'
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts'
import { changeOf } from '../src/store/rows/change-of.ts'
import { type Measured, timeProcesses } from './measure.ts'
import { peakOf } from './pulls.ts'
import { GONG } from './server.ts'
import { chance, madeSentence, madeWords } from './spoken-text.ts'

const CALLS = 200_000
/** Of each call, with four sentences in each. */
const TURNS = 10
const CALLS_A_COMMIT = 500
const FIRST_ID = 7_782_342_274_025_937_895n
const MEMORY = 400
const START = Date.parse('2024-01-01T09:00:00Z')

/**
 * A copy of 200,000 calls and 8,000,000 sentences, made by commits as a sync makes them. It takes minutes and some gigabytes,
 * so that it is measured where it is named: `node scripts/bench.mjs largeCopy`.
 */
export async function largeCopy(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const path = join(folder, 'gong.duckdb')
  try {
    const load = `import('./.reports/bench.mjs').then(({ fillLargeCopy }) => fillLargeCopy(${JSON.stringify(path)}))`
    const filled = execFileSync(process.execPath, ['-e', load], { encoding: 'utf8' })
    const { seconds, peak } = JSON.parse(filled)
    const line = (...words: string[]) => [GONG, ...words, '--in', path, '-f', 'jsonl', '-q'] as const
    const word = madeWords()[5000] ?? ''
    const group =
      'select date_trunc($$month$$, started) as m, speaker_id, count(*) as n, sum(length(text)) as chars from sentences join calls using (call_id) group by all order by n desc limit 10'
    const times = timeProcesses(
      {
        start: ['node', ...line('query', 'select 1')],
        search: ['node', ...line('search', word, '--limit', '20')],
        group: ['node', ...line('query', group)],
      },
      5,
    )
    const over = (name: string) => (times[name] ?? Number.NaN) - (times.start ?? 0)
    const rows = CALLS * (1 + TURNS * 5)
    const figure = (what: string, against: string, ratio: number, most?: number): Measured => ({
      ...{ what: `8 M sentences: ${what}`, against, ratio },
      ...(most !== undefined && { most }),
    })
    return [
      { ...figure('rows into the copy', '100,000 rows a second', rows / seconds / 100_000), least: 1 },
      figure('memory of that', `${MEMORY} MB`, peak / MEMORY, 1),
      figure('the file', '1 GB', statSync(path).size / 1e9, 3),
      figure('a word, the best 20', '1 s', over('search'), 1),
      figure(
        'memory of that',
        `${MEMORY} MB`,
        (await peakOf([...line('search', word, '--limit', '20')], {})) / MEMORY,
        1,
      ),
      figure('sentences by month and speaker', '1 s', over('group'), 3),
      figure('memory of that', `${MEMORY} MB`, (await peakOf([...line('query', group)], {})) / MEMORY, 1),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In a process of its own, whose memory is told with the seconds that the commits took. */
export async function fillLargeCopy(path: string): Promise<void> {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) throw new Error('the copy takes DuckDB')
  const store = await openDuckDbStore({ duckDb, path, files: diskFiles({}), clock: systemClock, waitMs: 0 })
  const [words, random] = [madeWords(), chance(7)]
  let seconds = 0
  for (let first = 0; first < CALLS; first += CALLS_A_COMMIT) {
    const ids = Array.from({ length: CALLS_A_COMMIT }, (_, at) => first + at)
    const calls = ids.map(call)
    const transcripts = ids.map((at) => transcript(at, words, random))
    const start = performance.now()
    await store.commit(changeOf('listCallsExtensive', calls))
    await store.commit(changeOf('getCallTranscripts', transcripts))
    seconds += (performance.now() - start) / 1000
  }
  await store.close()
  process.stdout.write(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }))
}

function call(at: number): Row {
  const started = new Date(START + at * 300_000).toISOString()
  return { metaData: { id: String(FIRST_ID + BigInt(at)), title: `Call ${at}`, started, duration: 1800 } }
}

function transcript(call: number, words: readonly string[], random: () => number): Row {
  const sentence = (at: number) => ({
    start: at * 4000,
    end: at * 4000 + 3800,
    text: `${madeSentence(words, 1 + Math.floor(random() * 19), random)}.`,
  })
  const turn = (at: number) => ({
    speakerId: String(FIRST_ID + BigInt(call * 4 + (at % 3))),
    topic: null,
    sentences: Array.from({ length: 4 }, (_, each) => sentence(at * 4 + each)),
  })
  return { callId: String(FIRST_ID + BigInt(call)), transcript: Array.from({ length: TURNS }, (_, at) => turn(at)) }
}
