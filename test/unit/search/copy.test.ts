import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { bestHits } from '../../../src/search/best-hits.ts'
import { hitRows, searchTranscript } from '../../../src/search/call-hits.ts'
import { findTurns } from '../../../src/search/copy/find-turns.ts'
import { hitsInCopy } from '../../../src/search/copy/hits-in-copy.ts'
import type { SearchedCopy } from '../../../src/search/copy/searched-copy.ts'
import { matchTurn } from '../../../src/search/match-turn.ts'
import { parseSpokenQuery } from '../../../src/search/spoken-query.ts'
import { openDuckDbReader } from '../../../src/store/query/duckdb-reader.ts'
import type { SqlReader } from '../../../src/store/query/sql-reader.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'
import { SPOKEN_QUERIES, spokenTranscripts } from '../../support/spoken-copies.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

describe.each([
  { how: 'in tables', isTables: true },
  { how: 'in files', isTables: false },
])('the best hits of a copy $how', ({ isTables }) => {
  const transcripts = spokenTranscripts(60)
  let reader: SqlReader
  let copy: SearchedCopy

  beforeAll(async () => {
    const folder = emptyFolder()
    const store = await storeIn(folder)
    await store.commit(changeOf('getCallTranscripts', transcripts))
    await store.close()
    reader = await openDuckDbReader(await copyIn(folder), 'UTC')
    copy = {
      dialect: reader.dialect,
      isTables,
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
