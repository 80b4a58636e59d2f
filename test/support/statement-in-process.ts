import type { Context } from '../../src/platform/ports.ts'
import { answerStatement } from '../../src/store/query/answer-statement.ts'

/** Runs statements in this process, for those that come to an end. */
export function statementHere({
  loadDuckDb,
  files,
  clock,
}: Pick<Context, 'loadDuckDb' | 'files' | 'clock'>): Context['runStatement'] {
  return async (request, signal) => {
    const duckDb = await loadDuckDb()
    if (duckDb === undefined) return { ended: 'crash' }
    return await answerStatement(request, { duckDb, files, clock, signal })
  }
}
