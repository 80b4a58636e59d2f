import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import { MOST_CODES, UNCODED, WORD_CODES } from '../../../src/lib/word-codes.ts'
import { bestHits } from '../../../src/search/best-hits.ts'
import { type FoundCall, hitRows, searchTranscript } from '../../../src/search/call-hits.ts'
import { findTurns } from '../../../src/search/copy/find-turns.ts'
import { hitsInCopy } from '../../../src/search/copy/hits-in-copy.ts'
import type { SearchedCopy } from '../../../src/search/copy/searched-copy.ts'
import { matchTurn } from '../../../src/search/match-turn.ts'
import { callTest, type SpokenFilter } from '../../../src/search/spoken-filter.ts'
import { parseSpokenQuery } from '../../../src/search/spoken-query.ts'
import { openDuckDbReader } from '../../../src/store/query/duckdb-reader.ts'
import type { SqlReader } from '../../../src/store/query/sql-reader.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { objectAt } from '../../../src/transcripts/speakers.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'
import { SPOKEN_FILTERS, SPOKEN_QUERIES, spokenCalls, spokenTranscripts } from '../../support/spoken-copies.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const transcripts = spokenTranscripts(60)
/** Of the last ten, nothing but what was said is there. */
const calls = spokenCalls(50)

/** Leaves no code for a word that comes later. */
async function takeAllCodes(folder: string): Promise<void> {
  const copy = await copyIn(folder)
  const { connection, close } = await copy.duckDb.open(copy.path, {})
  await connection.run(`INSERT INTO ${WORD_CODES} SELECT 'other' || n, 'none' FROM range(${MOST_CODES}) r(n)
    WHERE n >= (SELECT count(*) FROM ${WORD_CODES} WHERE code <> '${UNCODED}')`)
  close()
}

function searchedCopy(reader: SqlReader, isTables = true, hasWordCodes = true): SearchedCopy {
  const copy: SearchedCopy = {
    dialect: reader.dialect,
    isTables,
    hasWordCodes,
    pages: (sql, given = {}) => reader.query({ sql, given: new Map(Object.entries(given)), nested: true, isOwn: true }),
    async rows(sql, given) {
      const all: Row[] = []
      for await (const rows of copy.pages(sql, given)) all.push(...rows)
      return all
    },
  }
  return copy
}

const searched = new Map<string, readonly (FoundCall | undefined)[]>()

/** What is found in each transcript by reading all of it, which no filter and no way of reading changes. */
function searchAll(typed: readonly string[]): readonly (FoundCall | undefined)[] {
  const key = JSON.stringify(typed)
  const query = parseSpokenQuery(typed)
  const found = searched.get(key) ?? transcripts.map((one) => searchTranscript(one, query))
  searched.set(key, found)
  return found
}

/**
 * Each query meets every limit in some copy, and each copy every limit. Files meet every other query, since they are asked as
 * tables without codes are until the sentences are read; and all filters, of which tables, asked alike, meet a third each.
 */
const LIMITS = [1, 7, 100_000]
const limitAt = (at: number): number => LIMITS[at % LIMITS.length] ?? 1

/** What filters are tried with: a term that has a code, terms that may be in one sentence, and a pattern. */
const FILTERED_QUERIES = [['ab'], ['a', 'ab'], ['/ab+c?/']]

const queries = SPOKEN_QUERIES.map((typed, at) => ({ typed, at }))
const filters = SPOKEN_FILTERS.map((filter, at) => ({ filter, at }))

describe.each([
  { how: 'in tables', place: 0, isTables: true, hasWordCodes: true },
  { how: 'in tables that have no code left', place: 1, isTables: true, hasWordCodes: true, codedCalls: 1 },
  { how: 'in tables of an older version', place: 2, isTables: true, hasWordCodes: false },
  { how: 'in files', place: 3, isTables: false, hasWordCodes: false },
])('the best hits of a copy $how', ({ place, isTables, hasWordCodes, codedCalls }) => {
  let reader: SqlReader
  let copy: SearchedCopy

  beforeAll(async () => {
    const folder = emptyFolder()
    const store = await storeIn(folder)
    if (codedCalls !== undefined) {
      await store.commit(changeOf('getCallTranscripts', transcripts.slice(0, codedCalls)))
      await store.release()
      await takeAllCodes(folder)
    }
    await store.commit(changeOf('getCallTranscripts', transcripts))
    await store.commit(changeOf('listCallsExtensive', calls))
    await store.close()
    reader = await openDuckDbReader(await copyIn(folder), 'UTC')
    copy = searchedCopy(reader, isTables, hasWordCodes)
  })
  afterAll(() => reader.close())

  /** By reading everything. */
  const hitsHere = (typed: readonly string[], filter: SpokenFilter = {}) => {
    const best = bestHits(100_000)
    const test = callTest(filter)
    for (const [at, found] of searchAll(typed).entries()) {
      const call = calls[at] ?? {}
      const { isWanted, passes } = test(call)
      if (found !== undefined && isWanted) for (const hit of hitRows(found, call, passes)) best.add(hit)
    }
    return { rows: best.sorted(), found: best.found }
  }

  /** Of the copy. */
  const hitsThere = async (typed: readonly string[], filter: SpokenFilter, most: number) => {
    const best = bestHits(most)
    let unread = 0
    for await (const page of hitsInCopy(parseSpokenQuery(typed), copy, filter, most)) {
      for (const hit of page.hits) best.add(hit)
      unread += page.unread ?? 0
    }
    return { rows: best.sorted(), found: best.found + unread }
  }

  it.each(queries.filter(({ at }) => isTables || at % 2 === 0))(
    'are those of all transcripts, for $typed',
    async ({ typed, at }) => {
      const { rows, found } = hitsHere(typed)
      const most = limitAt(at + place)
      expect(await hitsThere(typed, {}, most)).toEqual({ rows: rows.slice(0, most), found })
    },
  )

  it.each(filters.filter(({ at }) => !isTables || at % 3 === place))(
    'are those that pass, for $filter',
    async ({ filter, at }) => {
      const typed = FILTERED_QUERIES[Math.floor(at / LIMITS.length + place) % FILTERED_QUERIES.length] ?? []
      const { rows, found } = hitsHere(typed, filter)
      const most = limitAt(at + place)
      expect(await hitsThere(typed, filter, most)).toEqual({ rows: rows.slice(0, most), found })
    },
  )

  it('are also of calls without details where it may be unknown who speaks, and not where a side is wanted', async () => {
    const known = new Set(calls.map((call) => String(objectAt(call, 'metaData').id)))
    const strangers = async (filter: SpokenFilter) =>
      (await hitsThere(['ab'], filter, 100_000)).rows.filter(({ callId }) => !known.has(String(callId)))
    expect(await strangers({ speaker: ['Unknown'] })).toHaveLength((await strangers({})).length)
    expect(await strangers({})).not.toEqual([])
    expect(await strangers({ speaker: ['Internal', 'External'] })).toEqual([])
  })

  it('has hits that pass each filter, and hits that do not', () => {
    const all = hitsHere(['ab']).found
    const passing = SPOKEN_FILTERS.map((filter) => hitsHere(['ab'], filter).found)
    // An account that no call has, and a name of somebody who is not of the company.
    expect(passing.filter((found) => found === 0)).toHaveLength(2)
    expect(passing.every((found) => found < all)).toBe(true)
  })

  it('reads the details of calls with one of the best hits alone', async () => {
    const read: string[] = []
    const watched: SearchedCopy = {
      ...copy,
      rows(sql, given) {
        if (/\braw\b/.test(sql)) read.push(...(given?.ids ?? '').split(','))
        return copy.rows(sql, given)
      },
    }
    for await (const _ of hitsInCopy(parseSpokenQuery(['ab']), watched, { speaker: ['External'] }, 3));
    expect(read.length).toBeGreaterThan(0)
    expect(read.length).toBeLessThanOrEqual(3)
  })

  it.each(isTables ? queries : [])('have the scores that their turns have here, for $typed', async ({ typed }) => {
    const query = parseSpokenQuery(typed)
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

describe('the hits of a copy of few calls', () => {
  interface Said {
    readonly speakerId?: string
    readonly texts: readonly (string | null)[]
  }

  /** The best hits in calls of such turns, in a copy and by reading everything. */
  async function bestOf(calls: readonly (readonly Said[])[], typed: readonly string[], most = 9) {
    const transcripts = calls.map((turns, at) => ({
      callId: String(at),
      transcript: turns.map(({ speakerId = '1', texts }) => ({
        speakerId,
        sentences: texts.map((text, place) => ({ start: place * 1000, end: place * 1000 + 900, text })),
      })),
    }))
    const folder = emptyFolder()
    const store = await storeIn(folder)
    await store.commit(changeOf('getCallTranscripts', transcripts))
    await store.close()
    const reader = await openDuckDbReader(await copyIn(folder), 'UTC')
    const query = parseSpokenQuery(typed)
    const [here, there] = [bestHits(most), bestHits(most)]
    for (const found of transcripts.map((one) => searchTranscript(one, query)))
      if (found !== undefined) for (const hit of hitRows(found, {}, () => true)) here.add(hit)
    for await (const { hits } of hitsInCopy(query, searchedCopy(reader), {}, most))
      for (const hit of hits) there.add(hit)
    await reader.close()
    return { here: here.sorted(), there: there.sorted() }
  }

  it('number speakers as all do who have a turn, also one without a sentence', async () => {
    const { here, there } = await bestOf([[{ texts: [] }, { speakerId: '2', texts: ['price'] }]], ['price'])
    expect(there).toMatchObject([{ speaker: 'Speaker 2' }])
    expect(there).toEqual(here)
  })

  it('match patterns in what is said alone, whatever sentences are empty', async () => {
    const { here, there } = await bestOf([[{ texts: [null, 'next', '', 'year', ''] }]], ['/^next year$/'])
    expect(there).toHaveLength(1)
    expect(there).toEqual(here)
  })

  it('have the words that are left when control characters are taken out', async () => {
    const { here, there } = await bestOf(
      [[{ texts: ['a pri\u0000ce, bo\u001b[1mld, wo\u3164rd'] }]],
      ['price bold word'],
    )
    expect(there).toHaveLength(1)
    expect(there).toEqual(here)
  })

  it('are the best ones for a phrase whose open end begins it again', async () => {
    // The first has the phrase once, too, and is longer: the "ha" in "hat" cannot end another.
    const calls = [[{ texts: ['ha ha hat and more'] }], [{ texts: ['ha ha or less'] }]]
    const { here, there } = await bestOf(calls, ['ha ha*'], 1)
    expect(there).toMatchObject([{ text: 'ha ha or less' }])
    expect(there).toEqual(here)
  })

  it('are those of newer calls where only the rounding of their turns tells them apart', async () => {
    const { here, there } = await bestOf(
      [29, 30].map((length) => [{ texts: [`a b ${'x'.repeat(length)}`] }]),
      ['a', 'b'],
      1,
    )
    expect(there).toMatchObject([{ callId: '1' }])
    expect(there).toEqual(here)
  })
})
