import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'

/** Verbs that one tool has and another has not, for about the same. */
const KIN: readonly (readonly string[])[] = [
  ['get', 'show', 'list', 'view', 'describe'],
  ['find', 'search', 'list', 'get'],
  ['create', 'add', 'register', 'set', 'new', 'upload'],
  ['update', 'set', 'edit', 'apply'],
  ['delete', 'remove', 'revoke', 'unassign'],
]

/**
 * The command that was probably meant by unknown words: the verb is another one in this group (`crm integration list`), the
 * noun is in another group (`workspaces list`) or misspelt (`transcript get`). A verb that a group has not is no reason to
 * leave it: its help says what there is.
 *
 * @param typed the words of the line, with the unknown one at `at`
 * @param paths every command there is, as words, the likeliest of a group first
 * @returns `undefined` where nothing is near
 */
export function suggestCommand(typed: readonly string[], at: number, paths: readonly string[]): Failure | undefined {
  const [unknown = '', next = ''] = typed.slice(at)
  const before = typed.slice(0, at)
  const words = `unknown command '${typed.slice(0, at + 1).join(' ')}'`
  const sameGroup = suggestVerb(typed, at, paths)
  if (sameGroup !== undefined) return sameGroup
  if (before.length > 0 && isVerb(unknown, paths))
    return new Failure('usage', words, { hint: ['gong', ...before, '--help'].join(' ') })
  const scored = paths
    .map((path) => ({ path, likeness: likeness(path.split(' '), unknown, next) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
  const path = scored[0]?.path
  if (path === undefined) return undefined
  const verbs = new Set(paths.flatMap((one) => one.split(' ')))
  const rest = typed.slice(at + 1).filter((word) => !verbs.has(word))
  return new Failure('usage', `${words}; did you mean '${path}'?`, {
    hint: ['gong', path, ...rest].join(' '),
  })
}

/** The command of the same group whose verb means about the same. @returns `undefined` where there is none */
export function suggestVerb(typed: readonly string[], at: number, paths: readonly string[]): Failure | undefined {
  const [before, unknown = ''] = [typed.slice(0, at), typed[at]]
  const verbs = KIN.filter((family) => family.includes(unknown)).flat()
  const path = verbs.map((verb) => [...before, verb].join(' ')).find((one) => paths.includes(one))
  if (at === 0 || path === undefined) return undefined
  return new Failure('usage', `unknown command '${[...before, unknown].join(' ')}'; did you mean '${path}'?`, {
    hint: ['gong', path, ...typed.slice(at + 1)].join(' '),
  })
}

/** Whether a word is what may be done to many things. One that a single group has, such as `activity`, is a command by itself. */
function isVerb(word: string, paths: readonly string[]): boolean {
  return KIN.some((family) => family.includes(word)) || paths.filter((path) => path.endsWith(` ${word}`)).length > 1
}

/** The word itself counts most, then that it stands first, then that what follows it is there, too. */
function likeness(path: readonly string[], unknown: string, next: string): number {
  const own = path.some((word) => word === unknown) ? 4 : nearest(unknown, path) === undefined ? 0 : 3
  if (own === 0) return 0
  const [first = ''] = path
  return own + (nearest(unknown, [first]) === undefined ? 0 : 0.5) + (path.includes(next) ? 1 : 0)
}
