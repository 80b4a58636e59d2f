import { UNCODED } from '../../lib/word-codes.ts'
import { LONG_TURN_CHARS, PHRASE_WEIGHT } from '../match-turn.ts'
import type { SpokenQuery, SpokenTerm } from '../spoken-query.ts'
import { type CodedWords, codedTerm } from './coded-words.ts'
import { allOf, anyOf, type SearchedCopy, type SqlPart } from './searched-copy.ts'

/** Where the databases differ. */
interface TextFunctions {
  contains(text: string, part: string): string
  /** How many pieces a text is cut into by a separator. */
  pieces(text: string, separator: string): string
  /** By code units, whatever the language of the database. */
  byCode(column: string): string
}

const FUNCTIONS: Readonly<Record<SearchedCopy['dialect'], TextFunctions>> = {
  duckdb: {
    contains: (text, part) => `contains(${text}, ${part})`,
    pieces: (text, separator) => `len(string_split(${text}, ${separator}))`,
    byCode: (column) => column,
  },
  postgres: {
    contains: (text, part) => `strpos(${text}, ${part}) > 0`,
    pieces: (text, separator) => `cardinality(string_to_array(${text}, ${separator}))`,
    byCode: (column) => `${column} COLLATE "C"`,
  },
}

const TEXT = 't.folded'
const CODES = 't.word_codes'

/** The query for turns `t`, and what a copy knows of its words. */
export interface TurnQuery {
  readonly query: SpokenQuery
  readonly dialect: SearchedCopy['dialect']
  /** Where turns have the codes of their words. */
  readonly words: CodedWords | undefined
}

/** How often something stands in a turn `t`, and the condition that it does, which takes less time. */
interface CountSql {
  readonly count: SqlPart
  readonly isThere: SqlPart
}

/** The conditions of turns that have all terms; patterns may be in fewer of them. */
export function termsSql({ query, dialect, words }: TurnQuery): readonly SqlPart[] {
  return query.map((term, at) => {
    const name = `term${at}`
    if (term.kind === 'pattern') return patternSql(term, name, dialect)
    return countOf(term, name, dialect, words).isThere
  })
}

/** In PostgreSQL by letters alone, since other regular expressions than those of RE2 take any time. */
function patternSql({ looser, needles }: SpokenTerm, name: string, dialect: SearchedCopy['dialect']): SqlPart {
  // There is no quote in it; without a set of characters it says no more than the needles.
  const isRegular = dialect === 'duckdb' && looser?.includes('[') === true
  return allOf([
    ...needles.map((needle, at) => containing(TEXT, `${name}_needle${at}`, needle, dialect)),
    ...(isRegular ? [{ sql: `regexp_matches(${TEXT}, '${looser}', 's')`, given: {} }] : []),
  ])
}

/** That a column has a text in it. */
function containing(column: string, name: string, text: string, dialect: SearchedCopy['dialect']): SqlPart {
  return { sql: FUNCTIONS[dialect].contains(column, `$${name}`), given: { [name]: text } }
}

/**
 * A query for the best turns of words and phrases, with their scores as `matchTurn` computes them for a turn of one sentence
 * that holds one term, and how many turns there are in all. Newer calls, which have larger ids, come first among equals.
 *
 * @param where the condition of turns `t`, with that of `termsSql`
 * @param most how many; all when left out
 */
export function bestTurnsSql({ query, dialect, words }: TurnQuery, where: SqlPart, most?: number): SqlPart {
  const terms = query.map((term, at) => countOf(term, `term${at}`, dialect, words))
  const weights = query.map(
    ({ kind }, at) => `n${at}::DOUBLE PRECISION / (n${at} + 1)${kind === 'phrase' ? ` * ${PHRASE_WEIGHT}` : ''}`,
  )
  const score = `(${weights.join(' + ')}) / (1 + chars::DOUBLE PRECISION / ${LONG_TURN_CHARS})`
  return {
    sql: `WITH counted AS (
        SELECT t.call_id, t.turn, ${words === undefined ? 'length(t.folded)' : 't.chars'} AS chars,
          ${terms.map(({ count }, at) => `${count.sql} AS n${at}`).join(', ')}
        FROM turns t WHERE ${where.sql}),
      found AS MATERIALIZED (
        SELECT call_id, turn, floor(${score} * 1000 + 0.5) / 1000 AS score FROM counted)
      SELECT call_id, turn, score, (SELECT count(*) FROM found)::VARCHAR AS total
      FROM found ORDER BY score DESC, ${FUNCTIONS[dialect].byCode('call_id')} DESC, turn${most === undefined ? '' : ` LIMIT ${most}`}`,
    given: Object.assign({}, where.given, ...terms.map(({ count }) => count.given)),
  }
}

function countOf(
  term: SpokenTerm,
  name: string,
  dialect: SearchedCopy['dialect'],
  words: CodedWords | undefined,
): CountSql {
  const coded = words && codedTerm(term, words)
  if (coded === undefined) return countInText(term, name, dialect)
  const byCode = sumOf(coded.codes.map((code, at) => countOfCode(code, `${name}_code${at}`, dialect)))
  if (!coded.isPartial) return byCode
  const inText = countInText(term, name, dialect)
  const isUncoded = FUNCTIONS[dialect].contains(CODES, `'${UNCODED}'`)
  return {
    count: {
      sql: `CASE WHEN ${isUncoded} THEN ${inText.count.sql} ELSE ${byCode.count.sql} END`,
      given: { ...byCode.count.given, ...inText.count.given },
    },
    isThere: anyOf([byCode.isThere, allOf([{ sql: isUncoded, given: {} }, inText.isThere])]),
  }
}

function sumOf(counts: readonly CountSql[]): CountSql {
  return {
    count: {
      sql: counts.map(({ count }) => count.sql).join(' + ') || '0',
      given: Object.assign({}, ...counts.map(({ count }) => count.given)),
    },
    isThere: anyOf(counts.map(({ isThere }) => isThere)),
  }
}

function countOfCode(code: string, name: string, dialect: SearchedCopy['dialect']): CountSql {
  return {
    count: { sql: `${FUNCTIONS[dialect].pieces(CODES, `$${name}`)} - 1`, given: { [name]: code } },
    isThere: containing(CODES, name, code, dialect),
  }
}

function countInText({ forms, counts, needles }: SpokenTerm, name: string, dialect: SearchedCopy['dialect']): CountSql {
  const each = forms.map((form, at) => countOfForm(form, `${name}_${at}`, dialect))
  const { count, isThere } = sumOf(each)
  const first = `coalesce(${each.map((one) => `nullif(${one.count.sql}, 0)`).join(', ')}, 0)`
  return {
    count: counts === 'all forms' ? count : { ...count, sql: first },
    isThere: allOf([...needles.map((text, at) => containing(TEXT, `${name}_needle${at}`, text, dialect)), isThere]),
  }
}

/** A blank at the end may begin the next one: where two share one, blanks are doubled first. */
function countOfForm(form: string, name: string, dialect: SearchedCopy['dialect']): CountSql {
  const { contains, pieces } = FUNCTIONS[dialect]
  const isThere = containing(TEXT, name, form, dialect)
  const absent = `CASE WHEN NOT ${isThere.sql} THEN 0`
  const counted = `${pieces(TEXT, `$${name}`)} - 1 END`
  if (!form.endsWith(' ')) return { count: { ...isThere, sql: `${absent} ELSE ${counted}` }, isThere }
  const doubled = pieces(`replace(${TEXT}, ' ', '  ')`, `$${name}_apart`)
  return {
    count: {
      sql: `${absent} WHEN ${contains(TEXT, `$${name}_twice`)} THEN ${doubled} - 1 ELSE ${counted}`,
      given: {
        [name]: form,
        [`${name}_twice`]: form + form.slice(1),
        [`${name}_apart`]: ` ${form.trim().replaceAll(' ', '  ')} `,
      },
    },
    isThere,
  }
}
