import fc from 'fast-check'

/** Where half characters begin, which are none by themselves, and how many there are. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800]

/**
 * Any character of Unicode. The unit `binary` of fast-check is the same, and makes a table of all 1,112,064 whenever a text
 * of it is described.
 */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - HALVES })
  .map((index) => String.fromCodePoint(index < FIRST_HALF ? index : index + HALVES))

/** A text of any characters. */
export function anyText(length: { readonly minLength?: number; readonly maxLength?: number } = {}) {
  return fc.string({ unit: anyCharacter, ...length })
}
