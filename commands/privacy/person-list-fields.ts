import type { TableFields } from '../../src/bulk/lines/table-fields.ts'

/** Words that stand before or behind `email` and `phone` in a heading; a number may follow. */
const SORTS = 'work office business home private personal primary secondary other alternate alternative mobile'.split(
  ' ',
)
const EMAILS = ['email', 'email address', 'mail']
const PHONES = ['phone', 'phone number', 'telephone', 'telephone number', 'mobile', 'cell', 'cell phone']

function sorted(nouns: readonly string[]): string[] {
  return nouns.flatMap((noun) => [noun, ...SORTS.flatMap((sort) => [`${sort} ${noun}`, `${noun} ${sort}`])])
}

/** What a line of a list of people has: all its addresses and numbers are one person's. */
export const PERSON_FIELDS = {
  email: { kind: 'email', many: true, perColumn: true, headings: sorted(EMAILS), help: 'e-mail addresses' },
  phone: { kind: 'phone', many: true, perColumn: true, headings: sorted(PHONES), help: 'phone numbers' },
  value: {
    kind: 'contact',
    many: true,
    perColumn: true,
    headings: ['email or phone', 'phone or email', 'identifier', 'data subject'],
    help: 'e-mail addresses or phone numbers',
  },
  ticket: {
    kind: 'text',
    headings: [
      ...['ticket', 'case', 'request'].flatMap((one) =>
        ['', 'id', 'no', 'nr', 'number', 'key'].map((end) => `${one} ${end}`),
      ),
    ],
    help: 'of the request, kept in the receipt',
  },
  received: {
    kind: 'day',
    headings: ['received on', 'received at', 'date received', 'request date', 'requested on'],
    help: 'the day on which the request came in',
  },
} as const satisfies TableFields

/** Of which a line has at least one. */
export const VALUE_FIELDS = ['email', 'phone', 'value'] as const
