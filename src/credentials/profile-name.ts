import { Failure } from '../lib/errors.ts'
import { nearest } from '../lib/spelling.ts'

/** Whether a text is a valid name: 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first. */
export function isProfileName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
}

/** Returns the text itself. @throws Failure `usage` when it is no valid name */
export function checkProfileName(text: string): string {
  if (isProfileName(text)) return text
  const rule = '1 to 64 letters, digits, ".", "_" and "-", a letter or digit first'
  throw new Failure('usage', `${JSON.stringify(text)} cannot name a profile: ${rule}`)
}

/**
 * The failure for a profile that does not exist. Names the nearest one that does, else all of them.
 *
 * @param suffix of "there is no profile "x"", such as `, named by --profile`
 */
export function unknownProfile(name: string, names: readonly string[], suffix = ''): Failure {
  const message = `there is no profile ${JSON.stringify(name)}${suffix}`
  if (names.length === 0) return new Failure('auth', message, { hint: howToAdd })
  return new Failure('auth', `${message}; ${suggestion(name, names)}`, { hint: 'gong profiles list' })
}

/** The failure for a command that needs profiles where there are none. */
export function noProfiles(): Failure {
  return new Failure('auth', 'there are no profiles', { hint: howToAdd })
}

const howToAdd = 'gong profiles add <name>'

function suggestion(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return near === undefined ? `known: ${names.join(', ')}` : `did you mean "${near}"?`
}
