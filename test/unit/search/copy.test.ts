import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { bestHits } from '../../../src/search/best-hits.ts'
import { hitRows, searchTranscript } from '../../../src/search/call-hits.ts'
import { findTurns } from '../../../src/search/copy/find-turns.ts'
import { hitsInCopy } from '../../../src/search/copy/hits-in-copy.ts'
import type { SearchedCopy } from '../../../src/search/copy/searched-copy.ts'
import { matchTurn } from '../../../src/search/match-turn.ts'
import { parseSpokenQuery } from '../../../src/search/spoken-query.ts'
import { SearchIndex } from '../../../src/store/duckdb/search-index/search-index.ts'
import { openDuckDbReader } from '../../../src/store/query/duckdb-reader.ts'
import type { SqlReader } from '../../../src/store/query/sql-reader.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'
import { SPOKEN_QUERIES, spokenTranscripts } from '../../support/spoken-copies.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

/** A copy that has been read anew and in part since its words were put in order: some calls are in no batch, or in more than one. */
async function fillIndexed(folder: string, transcripts: readonly Row[]): Promise<void> {
  const store = await storeIn(folder)
  const commit = (some: readonly Row[]) => store.commit(changeOf('getCallTranscripts', some))
  await commit(
    transcripts.slice(0, 45).map((one, at) => ({ ...one, transcript: transcripts[59 - at]?.transcript ?? [] })),
  )
  await store.rest()
  await addPending(folder, 5000)
  await commit(transcripts.slice(0, 30))
  await store.commit({ remove: [{ table: 'turns', of: 'call_id', ids: idsOf(transcripts.slice(30, 45)) }] })
  await store.rest()
  await addPending(folder, 2000)
  await commit(transcripts.slice(25))
  await store.close()
}

async function addPending(folder: string, maxBytes: number): Promise<void> {
  const { duckDb, path } = await copyIn(folder)
  const { connection, close } = await duckDb.open(path, {})
  await new SearchIndex(connection, duckDb.library, maxBytes).addPending()
  close()
}

function idsOf(transcripts: readonly Row[]): readonly string[] {
  return transcripts.map(({ callId }) => String(callId))
}

describe.each([
  { how: 'read through', hasIndex: false },
  { how: 'with an index', hasIndex: true },
])('the best hits of a copy $how', ({ hasIndex }) => {
  const transcripts = spokenTranscripts(60)
  let reader: SqlReader
  let copy: SearchedCopy

  beforeAll(async () => {
    const folder = emptyFolder()
    await fillIndexed(folder, transcripts)
    reader = await openDuckDbReader(await copyIn(folder), 'UTC')
    copy = {
      dialect: reader.dialect,
      hasIndex,
      async rows(sql, given = {}) {
        const all: Row[] = []
        const query = { sql, given: new Map(Object.entries(given)), nested: true, isOwn: true }
        for await (const rows of reader.query(query)) all.push(...rows)
        return all
      },
    }
  })
  afterAll(() => reader.close())

  /** By reading everything. */
  const hitsHere = (typed: readonly string[]) => {
    const best = bestHits(100_000)
    for (const one of transcripts) {
      const found = searchTranscript(one, parseSpokenQuery(typed))
      if (found !== undefined) for (const hit of hitRows(found, {}, () => true)) best.add(hit)
    }
    return { rows: best.sorted(), found: best.found }
  }

  it.each(SPOKEN_QUERIES)('are those of all transcripts, for %s %s %s', async (...words) => {
    const typed = words.filter((word) => word !== undefined)
    const all = hitsHere(typed)
    for (const most of [1, 7, 100_000]) {
      const best = bestHits(most)
      let unread = 0
      for await (const page of hitsInCopy(parseSpokenQuery(typed), copy, {}, most)) {
        for (const hit of page.hits) best.add(hit)
        unread += page.unread ?? 0
      }
      expect(best.sorted()).toEqual(all.rows.slice(0, most))
      expect(best.found + unread).toBe(all.found)
    }
  })

  it.each(SPOKEN_QUERIES)('have the scores that their turns have here, for %s %s %s', async (...words) => {
    const query = parseSpokenQuery(words.filter((word) => word !== undefined))
    const scores = transcripts.flatMap(({ transcript }) =>
      rowsIn(transcript).flatMap(({ sentences }) => {
        const text = rowsIn(sentences)
          .map((sentence) => String(sentence.text))
          .join(' ')
        return matchTurn(query, [{ start: 0, end: 0, text }])?.score ?? []
      }),
    )
    const { turns, total } = await findTurns(query, copy, {})
    // A turn of one sentence has all terms in it, which the database does not count.
    const factor = query.length > 1 && query.every(({ kind }) => kind !== 'pattern') ? 1.5 : 1
    const found = turns.map(({ score }) => score * factor)
    expect(total).toBe(scores.length)
    for (const [at, score] of scores.sort((a, b) => b - a).entries()) expect(found[at]).toBeCloseTo(score, 2)
  })
})
