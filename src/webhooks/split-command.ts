import { Failure } from '../lib/errors.ts'

const HINT = `name a script, or let a shell read it: --exec "sh -c 'jq .callData.metaData.id >> ids'"`

/** What a shell would read, and nobody reads here. */
const SHELL_SIGNS = new Set('|&;<>()$`')

/**
 * Splits a command into its words: at blanks, except within single or double quotes; a backslash takes the next character as it
 * is, except within single quotes. No shell reads it, so variables, pipes and patterns mean nothing.
 *
 * @throws Failure `usage` for a quote that is not closed, for no word at all, and for signs outside quotes that only a shell understands
 */
export function splitCommand(text: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === quote) quote = undefined
    else if (sign === '\\' && quote !== "'") word = `${word ?? ''}${text[++at] ?? ''}`
    else if (quote !== undefined) word = `${word ?? ''}${sign}`
    else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (SHELL_SIGNS.has(sign)) throw new Failure('usage', `--exec: no shell reads "${sign}"`, { hint: HINT })
    else word = `${word ?? ''}${sign}`
  }
  if (quote !== undefined) throw new Failure('usage', `--exec: a quote ${quote} is not closed`, { hint: HINT })
  if (word !== undefined) words.push(word)
  if (words.length === 0) throw new Failure('usage', '--exec: there is no command', { hint: HINT })
  return words
}
