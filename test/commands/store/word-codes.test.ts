import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { codeAt, MOST_CODES, UNCODED } from '../../../src/lib/word-codes.ts'
import { openDuckDbStore } from '../../../src/store/duckdb/duckdb-store.ts'
import type { DuckDbCopy } from '../../../src/store/duckdb/open-file.ts'
import { WordCoder } from '../../../src/store/duckdb/word-coder.ts'
import { openDuckDbReader } from '../../../src/store/query/duckdb-reader.ts'
import { changeOf } from '../../../src/store/rows/change-of.ts'
import { copyIn, storeIn } from '../../support/duckdb-copy.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const transcript = (callId: string, ...turns: readonly string[]): Row => ({
  callId,
  transcript: turns.map((text) => ({ speakerId: '1', topic: null, sentences: [{ start: 0, end: 1000, text }] })),
})

const said = (...calls: readonly Row[]) => changeOf('getCallTranscripts', calls)

async function ask(folder: string, sql: string): Promise<readonly Row[]> {
  const reader = await openDuckDbReader(await copyIn(folder), 'UTC')
  const all: Row[] = []
  for await (const rows of reader.query({ sql, given: new Map(), nested: true })) all.push(...rows)
  await reader.close()
  return all
}

/** The same copy, whose signal is aborted once it runs a statement. */
function abortedAt<C extends DuckDbCopy>(part: string, copy: C): C {
  const controller = new AbortController()
  const open: typeof copy.duckDb.open = async (...given) => {
    const file = await copy.duckDb.open(...given)
    const run = file.connection.run.bind(file.connection)
    file.connection.run = (sql, ...values) => {
      if (sql.includes(part)) controller.abort()
      return run(sql, ...values)
    }
    return file
  }
  return { ...copy, signal: controller.signal, duckDb: { ...copy.duckDb, open } }
}

/** The texts that the codes of turns stand for. */
async function decoded(folder: string): Promise<readonly string[]> {
  const words = await ask(folder, 'SELECT word, code FROM search.word_codes')
  const wordOf = new Map(words.map(({ word, code }) => [code, word]))
  const turns = await ask(folder, 'SELECT word_codes, chars, folded FROM turns ORDER BY call_id, turn')
  for (const { chars, folded } of turns) expect(chars).toBe([...String(folded)].length)
  return turns.map(({ word_codes }) => [...String(word_codes)].map((code) => wordOf.get(code) ?? code).join(' '))
}

describe('the codes of words', () => {
  it('are one character each, no two alike, and none that joins another', () => {
    const codes = Array.from({ length: MOST_CODES }, (_, place) => codeAt(place))
    expect(new Set(codes).size).toBe(MOST_CODES)
    expect(codes).not.toContain(UNCODED)
    expect(codes.filter((code) => [...code].length !== 1 || /[\p{M}\p{C}\p{Z}]/u.test(code))).toEqual([])
    expect(() => codeAt(MOST_CODES)).toThrow('no')
  })

  it('are taken apart by DuckDB as they were put together', async () => {
    const { duckDb } = await copyIn(emptyFolder())
    const { connection, close } = await duckDb.open(':memory:', {})
    const codes = UNCODED + Array.from({ length: MOST_CODES }, (_, place) => codeAt(place)).join('')
    const found = await connection.run("SELECT len(string_split($codes, ''))::INT", { codes })
    expect(await found.getRows()).toEqual([[MOST_CODES + 1]])
    close()
  })

  it('are given while there are some left, and words that come later have none', () => {
    const coder = new WordCoder([])
    for (let place = 0; place < MOST_CODES; place += 1) coder.code(` w${place} `)
    expect(coder.code(' w0 late ')).toBe(codeAt(0) + UNCODED)
  })

  it('are not given to long words, nor to those of a script without blanks', () => {
    const coder = new WordCoder([])
    expect(coder.code(` ${'a'.repeat(40)} ${'a'.repeat(41)} 価格 b `)).toBe(codeAt(0) + UNCODED + UNCODED + codeAt(1))
  })

  it('stand for what was said, whoever wrote last', async () => {
    const folder = emptyFolder()
    const one = await storeIn(folder)
    await one.commit(said(transcript('1', 'The price, the budget')))
    await one.release()
    const other = await storeIn(folder)
    await other.commit(said(transcript('2', 'A budget')))
    await other.release()
    await one.commit(said(transcript('3', 'A quarter'), transcript('1', 'The offer', 'A price')))
    await one.close()
    await other.close()
    expect(await decoded(folder)).toEqual(['the offer', 'a price', 'a budget', 'a quarter'])
  })

  it('are not kept of a commit that fails', async () => {
    const folder = emptyFolder()
    const store = await storeIn(folder)
    const broken = said(transcript('1', 'Never said'))
    await expect(
      store.commit({ ...broken, upsert: [{ table: 'calls', rows: [{ call_id: '1', started: 'no instant' }] }] }),
    ).rejects.toThrow()
    await store.commit(said(transcript('2', 'Well said')))
    await store.close()
    expect(await ask(folder, 'SELECT word FROM search.word_codes ORDER BY word')).toEqual([
      { word: 'said' },
      { word: 'well' },
    ])
    expect(await decoded(folder)).toEqual(['well said'])
  })

  it('are given to the turns of an older version when it is opened to be written', async () => {
    const folder = emptyFolder()
    const copy = await copyIn(folder)
    const store = await openDuckDbStore(copy)
    await store.commit(said(transcript('1', 'Hello there', 'Hello'), transcript('2', 'There 価格')))
    await store.close()
    const file = await copy.duckDb.open(copy.path, {})
    for (const sql of [
      'ALTER TABLE turns DROP word_codes',
      'ALTER TABLE turns DROP chars',
      'DROP SCHEMA search CASCADE',
      "UPDATE sync_marks SET value = '6' WHERE name = 'schema_version'",
    ])
      await file.connection.run(sql)
    file.close()
    // Where Ctrl-C ends that, it goes on the next time.
    await expect(openDuckDbStore(abortedAt('UPDATE turns', copy))).rejects.toThrow('aborted')
    expect(await ask(folder, "SELECT value FROM sync_marks WHERE name = 'schema_version'")).toEqual([{ value: '6' }])
    await (await openDuckDbStore(copy)).close()
    expect(await decoded(folder)).toEqual(['hello there', 'hello', `there ${UNCODED}`])
  })

  it('keep no word that no turn has any more once the copy is written anew, and are not given again', async () => {
    const folder = emptyFolder()
    const store = await storeIn(folder)
    await store.commit(said(transcript('1', 'Call me Zebedee'), transcript('2', 'Call me')))
    await store.commit({ remove: [{ table: 'turns', of: 'call_id', ids: ['1'] }] })
    await store.compact()
    await store.commit(said(transcript('3', 'Call Florence')))
    await store.close()
    expect(await decoded(folder)).toEqual(['call me', 'call florence'])
    expect(
      await ask(
        folder,
        'SELECT word, count(DISTINCT code)::INT AS codes FROM search.word_codes GROUP BY word ORDER BY word',
      ),
    ).toEqual([
      { word: 'call', codes: 1 },
      { word: 'florence', codes: 1 },
      { word: 'me', codes: 1 },
      { word: null, codes: 1 },
    ])
  })

  it('lie on the disk as they are looked through, also once the copy is written anew', async () => {
    const folder = emptyFolder()
    const store = await storeIn(folder)
    await store.commit(said(transcript('1', ...Array.from({ length: 5000 }, () => 'to be or not to be'))))
    await store.compact()
    await store.close()
    const copy = await copyIn(folder)
    const { connection, close } = await copy.duckDb.open(copy.path, { access_mode: 'READ_ONLY' })
    const kinds = await connection.run(`SELECT DISTINCT column_name, compression FROM pragma_storage_info('turns')
      WHERE segment_type = 'VARCHAR' AND column_name IN ('word_codes', 'folded') ORDER BY 1`)
    const [folded, codes] = await kinds.getRows()
    close()
    expect(codes).toEqual(['word_codes', 'Uncompressed'])
    expect(folded).not.toContain('Uncompressed')
  })
})
