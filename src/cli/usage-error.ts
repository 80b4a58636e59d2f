import type { CommanderError } from 'commander'
import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * Commander's complaint as one of ours: its sentence and guess, and as the way out the line as it was meant, or the help.
 *
 * @param words what the last word that was understood could be followed by
 */
export function usageError(error: CommanderError, argv: readonly string[], words: readonly string[]): Failure {
  const start = argv.slice(0, argv.findIndex((word) => word.startsWith('-')) >>> 0).slice(0, 3)
  const typed = start.filter((word) => /^[a-z-]+$/.test(word))
  if (error.code === 'commander.help')
    return new Failure('usage', `a command is missing: one of ${words.join(', ')}`, { hint: help(typed) })
  const [first = '', ...rest] = error.message
    .replace(/^error: /, '')
    .replaceAll(/\boption\b/g, 'flag')
    .split('\n')
  const near = /Did you mean (.*)\?\)/.exec(rest.join(' '))?.[1]
  const message = near === undefined ? first : `${first}; did you mean ${near}?`
  const wrong = error.code === 'commander.unknownCommand' ? typed.indexOf(/'(.*)'/.exec(first)?.[1] ?? '') : -1
  if (wrong < 0) return new Failure('usage', message, { hint: help(typed) })
  const mended = near !== undefined && /^[a-z-]+$/.test(near)
  return new Failure('usage', message, {
    hint: mended ? ['gong', ...typed.with(wrong, near)].join(' ') : help(typed.slice(0, wrong)),
  })
}

/** There is no help on a word. @param before the words that were understood @param names what could have followed them */
export function noHelpError(word: string, before: readonly string[], names: readonly string[]): Failure {
  const near = nearest(word, names)
  const guess = near === undefined ? '' : `; did you mean ${near}?`
  const hint = ['gong', 'help', ...before, ...(near === undefined ? [] : [near])].join(' ')
  return new Failure('usage', `there is no help on '${[...before, word].join(' ')}'${guess}`, { hint })
}

function help(names: readonly string[]): string {
  return ['gong', ...names, '--help'].join(' ')
}
