/**
 * A program of its own that runs one statement on a copy: a job as a line of JSON on stdin, an answer as JSON on stdout. DuckDB
 * hears an interrupt between two parts of its work and not within one, and does not count all memory that it takes; only a
 * process can be ended whatever it does. It ends itself when it takes too much, and when stdin is closed, as it is when who has
 * started it is gone.
 */
import { writeSync } from 'node:fs'
import { systemClock } from '../src/platform/node/clock.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'
import { loadDuckDb, removeSpilled } from '../src/platform/node/duckdb.ts'
import type { StatementJob } from '../src/platform/node/statement-process.ts'
import type { StatementReply } from '../src/platform/statements.ts'
import { answerStatement } from '../src/store/query/answer-statement.ts'

/** How often the memory is looked at: a function can take 50 MB in that time. */
const LOOK_MS = 20

/** Not `process.exit`, which waits for a statement that runs. */
function leave(): void {
  removeSpilled()
  process.kill(process.pid, 'SIGKILL')
}

function reply(answer: StatementReply): void {
  let rest = Buffer.from(JSON.stringify(answer))
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
  } finally {
    leave()
  }
}

async function answer({ places, spillId, ...request }: StatementJob): Promise<void> {
  const { memoryBytes } = request.most
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes) reply({ ended: 'memory' })
  }, LOOK_MS)
  const duckDb = await loadDuckDb(places, () => spillId)
  if (duckDb === undefined) throw new Error('DuckDB was there, and is not there any more')
  reply(await answerStatement(request, { duckDb, files: diskFiles(), clock: systemClock }))
}

let line = ''
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  line += text
  if (line.endsWith('\n')) answer(JSON.parse(line)).catch(leave)
})
// Also Ctrl-C ends it by that, and not as it finds itself.
process.stdin.on('close', leave)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
