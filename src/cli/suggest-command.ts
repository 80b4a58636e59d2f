import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'

/**
 * The command that was probably meant by unknown words: the noun is in another group (`workspaces list`) or misspelt
 * (`transcript get`).
 *
 * @param typed the words of the line, with the unknown one at `at`
 * @param paths every command there is, as words, the likeliest of a group first
 * @returns `undefined` where nothing is near
 */
export function suggestCommand(typed: readonly string[], at: number, paths: readonly string[]): Failure | undefined {
  const [unknown = '', next = ''] = typed.slice(at)
  const scored = paths
    .map((path) => ({ path, likeness: likeness(path.split(' '), unknown, next) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
  const path = scored[0]?.path
  if (path === undefined) return undefined
  const verbs = new Set(paths.flatMap((one) => one.split(' ')))
  const rest = typed.slice(at + 1).filter((word) => !verbs.has(word))
  return new Failure('usage', `unknown command '${typed.slice(0, at + 1).join(' ')}'; did you mean '${path}'?`, {
    hint: ['gong', path, ...rest].join(' '),
  })
}

/** The word itself counts most, then that it stands first, then that what follows it is there, too. */
function likeness(path: readonly string[], unknown: string, next: string): number {
  const own = path.some((word) => word === unknown) ? 4 : nearest(unknown, path) === undefined ? 0 : 3
  if (own === 0) return 0
  const [first = ''] = path
  return own + (nearest(unknown, [first]) === undefined ? 0 : 0.5) + (path.includes(next) ? 1 : 0)
}
