import type { Challenge } from '../../src/app/model/challenge.ts'
import { type Contact, toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import { repeatLine } from '../../src/lib/repeat-line.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { addressOf } from '../../src/privacy/person.ts'
import { describeSize, type ListSize } from './erase-list-summary.ts'

/** One has to be typed with the number, so that no habit answers. */
// biome-ignore format: a list of words
const WORDS = [
  'amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'iris', 'juniper', 'kelp', 'larch',
]

interface Retyping<Confirmed> {
  readonly confirm?: Confirmed | undefined
}

/** The value of a person has to be typed once more. */
export function retypePerson(
  person: Contact,
  { value, confirm }: Retyping<string> & { readonly value: string },
  question: string,
): Challenge {
  return {
    question,
    accepts: (answer) => isSame(answer, person),
    refusal: `what was typed is not ${addressOf(person)}; nothing was erased`,
    isConfirmed: confirm !== undefined,
    hint: `gong privacy find ${shellQuote([value])}, then erase it with --yes --confirm ${shellQuote([value])}`,
  }
}

/** @throws Failure `declined` for a --confirm with another person's value, on a terminal too */
export async function checkPersonConfirmed(person: Contact, confirm: string | undefined): Promise<void> {
  if (confirm === undefined || (await isSame(confirm, person))) return
  throw new Failure('declined', `--confirm "${confirm}" is not ${addressOf(person)}; nothing was sent`)
}

/** The same address to the letter, or the same number in any notation. */
async function isSame(typed: string, person: Contact): Promise<boolean> {
  const again = await toContact('', typed).catch(() => undefined)
  return again !== undefined && addressOf(again) === addressOf(person)
}

/** The number of values of a list has to be typed, with a word; off a terminal both --yes and the number are needed. */
export function retypeCount(
  { values }: ListSize,
  { argv, confirm }: Retyping<number> & { readonly argv: readonly string[] },
  word: string,
  question: string,
): Extract<Challenge, { readonly hint: string }> {
  const expected = `${values} ${word}`
  const again = (...words: readonly string[]) =>
    repeatLine(argv, { values: ['--confirm'], switches: ['--yes', '-y', '--dry-run'] }, words)
  return {
    question: `${question}${expected}`,
    accepts: (answer) => answer.trim().toLowerCase() === expected,
    refusal: 'what was typed is not that; nothing was erased',
    isConfirmed: confirm !== undefined,
    hint: `${again('--dry-run')}, and when that is right: ${again('--yes', '--confirm', `${values}`)}`,
  }
}

/** @throws Failure `declined` for a --confirm with another number, on a terminal too */
export function checkCountConfirmed(size: ListSize, confirm: number | undefined, hint: string): void {
  if (confirm === undefined || confirm === size.values) return
  throw new Failure('declined', `--confirm ${confirm}: the list has ${describeSize(size)}; nothing was sent`, { hint })
}

/** A word of a few, by chance. */
export function wordToType(random: (bytes: number) => Uint8Array): string {
  return WORDS[(random(1)[0] ?? 0) % WORDS.length] ?? 'amber'
}
