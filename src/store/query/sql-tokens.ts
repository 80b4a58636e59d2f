/** A word, a sign or a text of SQL as PostgreSQL reads it. */
export interface SqlToken {
  readonly kind: 'blank' | 'text' | 'name' | 'parameter' | 'other'
  readonly text: string
  /** Characters from the start. */
  readonly at: number
}

const NAME = '[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*'

const KINDS: readonly (readonly [SqlToken['kind'], RegExp])[] = [
  ['blank', /(?:\s+|--[^\n\r]*)/y],
  ['text', /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'/y],
  ['text', /\$((?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[\s\S]*?\$\1\$/y],
  ['parameter', /\$\w+/y],
  ['name', /"(?:[^"]|"")*"/y],
  ['name', new RegExp(NAME, 'y')],
  ['other', /\d[\d.]*/y],
]

/** Takes SQL apart, with the settings of a session that has `standard_conforming_strings`. Joined again, it is what it was. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = []
  for (let at = 0; at < sql.length; ) {
    const token = comment(sql, at) ?? matched(sql, at) ?? { kind: 'other', text: sql.charAt(at), at }
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function matched(sql: string, at: number): SqlToken | undefined {
  for (const [kind, pattern] of KINDS) {
    pattern.lastIndex = at
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined) return { kind, text, at }
  }
  return undefined
}

/** Comments can be within comments. */
function comment(sql: string, at: number): SqlToken | undefined {
  if (!sql.startsWith('/*', at)) return undefined
  let [end, depth] = [at, 0]
  do {
    const here = sql.slice(end, end + 2)
    if (here === '/*') depth += 1
    if (here === '*/') depth -= 1
    end += here === '/*' || here === '*/' ? 2 : 1
  } while (depth > 0 && end < sql.length)
  return { kind: 'blank', text: sql.slice(at, end), at }
}

/** A name without its quotes; without them it is in lower case. */
export function plainName(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase()
}
