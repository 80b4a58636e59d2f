import type { DuckDBConnection } from '@duckdb/node-api'
import { charsIn } from '../../lib/fold-text.ts'
import { codeAt, isCodable, MOST_CODES, UNCODED, WORD_CODES } from '../../lib/word-codes.ts'
import type { DuckDb } from '../../platform/duckdb.ts'

type Library = DuckDb['library']

/** While a file is open, no other process can give a code to a word. */
const coders = new WeakMap<DuckDBConnection, WordCoder>()

/** The words of a copy that is open. */
export async function wordCoderOf(connection: DuckDBConnection): Promise<WordCoder> {
  const known = coders.get(connection)
  if (known !== undefined) return known
  const rows = await (await connection.run(`SELECT word, code FROM ${WORD_CODES}`)).getRows()
  const coder = new WordCoder(rows.map(([word, code]) => [word === null ? undefined : String(word), String(code)]))
  coders.set(connection, coder)
  return coder
}

/** Writes texts with a character for each word, and gives one to each word that is new. */
export class WordCoder {
  private readonly codes: Map<string, string>
  /** With the codes of words that no turn has any more, which stay theirs. */
  private taken: number
  /** Whether it is stored that there are words without a code. */
  private isUncodedKnown: boolean
  private fresh: { readonly word: string | null; readonly code: string }[] = []

  constructor(known: readonly (readonly [word: string | undefined, code: string])[]) {
    this.codes = new Map(known.flatMap(([word, code]) => (word === undefined ? [] : [[word, code] as const])))
    this.isUncodedKnown = known.some(([, code]) => code === UNCODED)
    this.taken = known.length - (this.isUncodedKnown ? 1 : 0)
  }

  /** @param comparable as `toComparable` makes it: a blank before each word, and behind the last */
  code(comparable: string): string {
    const codes: string[] = []
    for (let start = 1, end = 0; ; start = end + 1) {
      end = comparable.indexOf(' ', start)
      if (end === -1) return codes.join('')
      const word = comparable.slice(start, end)
      if (word !== '') codes.push(this.codes.get(word) ?? this.codeOfNew(word))
    }
  }

  private codeOfNew(word: string): string {
    if (this.taken === MOST_CODES || !isCodable(word)) {
      if (!this.isUncodedKnown) this.fresh.push({ word: null, code: UNCODED })
      this.isUncodedKnown = true
      return UNCODED
    }
    const code = codeAt(this.taken)
    this.taken += 1
    this.codes.set(word, code)
    this.fresh.push({ word, code })
    return code
  }

  /** Stores the codes that were given since the last time, in the transaction of the texts that have them. */
  async save(connection: DuckDBConnection, { LIST, VARCHAR, listValue }: Library): Promise<void> {
    if (this.fresh.length === 0) return
    const texts = LIST(VARCHAR)
    await connection.run(
      `INSERT INTO ${WORD_CODES} SELECT unnest($words), unnest($codes)`,
      { words: listValue(this.fresh.map(({ word }) => word)), codes: listValue(this.fresh.map(({ code }) => code)) },
      { words: texts, codes: texts },
    )
    this.fresh = []
  }
}

/** Turns that are coded in one statement. */
const TURNS_AT_ONCE = 20_000

/** Codes the turns that were written before there were codes. @throws the reason of the signal, with what is coded kept */
export async function codeOldTurns(
  connection: DuckDBConnection,
  library: Library,
  signal?: AbortSignal,
): Promise<void> {
  const { BIGINT, LIST, VARCHAR, listValue } = library
  const coder = await wordCoderOf(connection)
  const next = `SELECT call_id, turn, folded FROM turns WHERE word_codes IS NULL LIMIT ${TURNS_AT_ONCE}`
  for (;;) {
    signal?.throwIfAborted()
    const rows = await (await connection.run(next)).getRows()
    if (rows.length === 0) return
    const texts = rows.map(([, , folded]) => String(folded ?? ''))
    const given = {
      ids: listValue(rows.map(([id]) => String(id))),
      turns: listValue(rows.map(([, turn]) => BigInt(Number(turn)))),
      codes: listValue(texts.map((text) => coder.code(text))),
      chars: listValue(texts.map((text) => BigInt(charsIn(text)))),
    }
    await connection.run('BEGIN')
    await connection.run(
      `UPDATE turns SET word_codes = c.codes, chars = c.chars
       FROM (SELECT unnest($ids) AS id, unnest($turns) AS turn, unnest($codes) AS codes, unnest($chars) AS chars) c
       WHERE turns.call_id = c.id AND turns.turn = c.turn`,
      given,
      { ids: LIST(VARCHAR), turns: LIST(BIGINT), codes: LIST(VARCHAR), chars: LIST(BIGINT) },
    )
    await coder.save(connection, library)
    await connection.run('COMMIT')
  }
}

/** Forgets the words that no turn has any more; nobody is to find a name that was erased. Their codes are not given again. */
export async function forgetWords(connection: DuckDBConnection): Promise<void> {
  coders.delete(connection)
  await connection.run(
    `UPDATE ${WORD_CODES} SET word = NULL WHERE word IS NOT NULL
     AND code NOT IN (SELECT DISTINCT unnest(string_split(word_codes, '')) FROM turns WHERE word_codes IS NOT NULL)`,
  )
}
