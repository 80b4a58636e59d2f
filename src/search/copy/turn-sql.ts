import { LONG_TURN_CHARS, PHRASE_WEIGHT } from '../match-turn.ts'
import type { SpokenQuery, SpokenTerm } from '../spoken-query.ts'
import type { SearchedCopy, SqlPart } from './searched-copy.ts'

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

/** The turns `t` of which something may be found in, by their folded text. */
export function needlesSql(query: SpokenQuery, { dialect }: Pick<SearchedCopy, 'dialect'>): SqlPart {
  const needles = query.flatMap((term) => term.needles)
  const tests = [
    ...needles.map((_, at) => FUNCTIONS[dialect].contains('t.folded', `$needle${at}`)),
    // Other regular expressions than those of RE2 take any time. There is no quote in them.
    ...(dialect === 'duckdb' ? looserPatterns(query) : []).map((one) => `regexp_matches(t.folded, '${one}', 's')`),
  ]
  return {
    sql: tests.join(' AND ') || 'true',
    given: Object.fromEntries(needles.map((text, at) => [`needle${at}`, text])),
  }
}

/** Those that need any character. */
function looserPatterns(query: SpokenQuery): readonly string[] {
  return query.flatMap(({ looser }) => (looser?.includes('[') === true ? [looser] : []))
}

/**
 * A query for the best turns of words and phrases, with their scores as `matchTurn` computes them for a turn of one sentence
 * that holds one term, and how many turns there are in all. Newer calls, which have larger ids, come first among equals.
 *
 * @param where the condition of turns `t`
 * @param most how many; all when left out
 */
export function bestTurnsSql(
  query: SpokenQuery,
  where: SqlPart,
  { dialect }: Pick<SearchedCopy, 'dialect'>,
  most?: number,
): SqlPart {
  const functions = FUNCTIONS[dialect]
  const terms = query.map((term, at) => countOf(term, `term${at}`, functions))
  const weights = query.map(
    ({ kind }, at) => `n${at}::DOUBLE PRECISION / (n${at} + 1)${kind === 'phrase' ? ` * ${PHRASE_WEIGHT}` : ''}`,
  )
  const score = `(${weights.join(' + ')}) / (1 + chars::DOUBLE PRECISION / ${LONG_TURN_CHARS})`
  return {
    sql: `WITH counted AS (
        SELECT t.call_id, t.turn, length(t.folded) AS chars,
          ${terms.map(({ sql }, at) => `${sql} AS n${at}`).join(', ')}
        FROM turns t WHERE ${[where.sql, ...terms.map(({ isThere }) => `(${isThere})`)].join(' AND ')}),
      found AS MATERIALIZED (
        SELECT call_id, turn, floor(${score} * 1000 + 0.5) / 1000 AS score FROM counted)
      SELECT call_id, score, (SELECT count(*) FROM found)::VARCHAR AS total
      FROM found ORDER BY score DESC, ${functions.byCode('call_id')} DESC, turn${most === undefined ? '' : ` LIMIT ${most}`}`,
    given: Object.assign({}, where.given, ...terms.map(({ given }) => given)),
  }
}

/** How often something stands in `t.folded`, and whether it does, which takes less time. */
interface CountSql extends SqlPart {
  readonly isThere: string
}

function countOf({ forms, counts }: SpokenTerm, name: string, functions: TextFunctions): CountSql {
  const each = forms.map((form, at) => occurrencesOf(form, `${name}_${at}`, functions))
  const first = `coalesce(${each.map(({ sql }) => `nullif(${sql}, 0)`).join(', ')}, 0)`
  return {
    sql: counts === 'all forms' ? each.map(({ sql }) => sql).join(' + ') : first,
    isThere: each.map(({ isThere }) => isThere).join(' OR '),
    given: Object.assign({}, ...each.map(({ given }) => given)),
  }
}

/** A blank at the end may begin the next one: where two share one, blanks are doubled first. */
function occurrencesOf(form: string, name: string, { contains, pieces }: TextFunctions): CountSql {
  const text = 't.folded'
  const isThere = contains(text, `$${name}`)
  const absent = `CASE WHEN NOT ${isThere} THEN 0`
  const counted = `${pieces(text, `$${name}`)} - 1 END`
  if (!form.endsWith(' ')) return { sql: `${absent} ELSE ${counted}`, isThere, given: { [name]: form } }
  const doubled = pieces(`replace(${text}, ' ', '  ')`, `$${name}_apart`)
  return {
    sql: `${absent} WHEN ${contains(text, `$${name}_twice`)} THEN ${doubled} - 1 ELSE ${counted}`,
    isThere,
    given: {
      [name]: form,
      [`${name}_twice`]: form + form.slice(1),
      [`${name}_apart`]: ` ${form.trim().replaceAll(' ', '  ')} `,
    },
  }
}
