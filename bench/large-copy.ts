import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Row, rowsIn } from '../src/lib/rows.ts'
import { systemClock } from '../src/platform/node/clock.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import { loadDuckDb } from '../src/platform/node/duckdb.ts'
import { withoutRowsOf } from '../src/store/calls-in-tables.ts'
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts'
import { changeOf } from '../src/store/rows/change-of.ts'
import { type Measured, timeProcesses } from './measure.ts'
import { peakOf } from './pulls.ts'
import { GONG } from './server.ts'
import { chance, madeSentence, madeWords } from './spoken-text.ts'

const CALLS = 200_000
/** Of each call, with four sentences in each. */
const TURNS = 10
/** As a sync makes them: what one answer of Gong's has. */
const CALLS_A_COMMIT = 100
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

/** In a process of its own, whose memory is told with the seconds that the commits took. What it reads is made in another. */
export async function fillLargeCopy(path: string, calls = CALLS): Promise<void> {
  const duckDb = await loadDuckDb({ amongPackages: true, folders: [] })
  if (duckDb === undefined) throw new Error('the copy takes DuckDB')
  const store = await openDuckDbStore({ duckDb, path, files: diskFiles({}), clock: systemClock, waitMs: 0 })
  const load = `import('./.reports/bench.mjs').then(({ writeAnswers }) => writeAnswers(${calls}))`
  const made = spawn(process.execPath, ['-e', load], { stdio: ['ignore', 'pipe', 'inherit'] })
  let seconds = 0
  for await (const line of linesOf(made.stdout)) {
    const answer = JSON.parse(line)
    const start = performance.now()
    // A first sync knows of none of them.
    const ids = new Set(rowsIn(answer.callTranscripts).map(({ callId }) => String(callId)))
    await store.commit(withoutRowsOf(ids, changeOf('listCallsExtensive', rowsIn(answer.calls))))
    await store.commit(withoutRowsOf(ids, changeOf('getCallTranscripts', rowsIn(answer.callTranscripts))))
    seconds += (performance.now() - start) / 1000
  }
  const start = performance.now()
  await store.close()
  seconds += (performance.now() - start) / 1000
  process.stdout.write(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }))
}

/** As they are asked for: `node:readline` would read on meanwhile, and keep all of it. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let parts: Buffer[] = []
  for await (const chunk of source) {
    const end = chunk.indexOf('\n')
    parts.push(end === -1 ? chunk : chunk.subarray(0, end))
    if (end === -1) continue
    yield Buffer.concat(parts).toString()
    // A line is longer than a chunk.
    parts = [chunk.subarray(end + 1)]
  }
}

/** Writes what Gong would answer, so many calls a line. */
export async function writeAnswers(count: number): Promise<void> {
  const [words, random] = [madeWords(), chance(7)]
  for (let first = 0; first < count; first += CALLS_A_COMMIT) {
    const ids = Array.from({ length: CALLS_A_COMMIT }, (_, at) => first + at)
    const answer = { calls: ids.map(call), callTranscripts: ids.map((at) => transcript(at, words, random)) }
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain')
  }
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
