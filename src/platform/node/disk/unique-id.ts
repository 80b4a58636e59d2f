/**
 * A name that no other process makes, in the form of a UUID. Not by `crypto`, which takes 2 ms to load: it need not be
 * secret, since whatever is made under it must not be there yet.
 */
export function uniqueId(): string {
  return [8, 4, 4, 4, 12].map(randomHex).join('-')
}

function randomHex(digits: number): string {
  return Math.floor(Math.random() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0')
}
