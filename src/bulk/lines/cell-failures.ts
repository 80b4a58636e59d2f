import { Failure } from '../../lib/errors.ts'

/** Stands in front of what the checks of a command line say, and is taken away again. */
export const LABEL = 'cell'
/** Characters of a cell that a message shows. */
const MAX_SHOWN = 80

/** How to get ids out of a spreadsheet. */
export const AS_TEXT =
  'give the column the format Text before the numbers go into it, or import the file with that column as text'

export function roundedNumber(text: string): Failure {
  return refused(text, 'is what a spreadsheet made of a long number, whose last digits are lost', AS_TEXT)
}

/** The failure for a cell. @param reason as the predicate of a sentence */
export function refused(text: string, reason: string, hint?: string): Failure {
  return new Failure('usage', `"${text}" ${reason}`, { hint })
}

/** Without the label, and with the beginning of a long cell alone. */
export function shortened({ kind, message, hint, cause }: Failure, text: string): Failure {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
  const bare = message.startsWith(`${LABEL}: `) ? message.slice(LABEL.length + 2) : message
  const isOfLine = hint?.startsWith(LABEL) ?? false
  return new Failure(kind, bare.replaceAll(text, shown).slice(0, 1000), { hint: isOfLine ? undefined : hint, cause })
}

/** As `U+0007`. */
export function codePoint(character: string | undefined): string {
  return `U+${(character?.charCodeAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
