import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldText, toComparable } from '../../../src/lib/fold-text.ts'
import { looserPattern } from '../../../src/search/pattern/looser-pattern.ts'
import { countMatches } from '../../../src/search/pattern/machine.ts'
import { matchesNothing } from '../../../src/search/pattern/node.ts'
import { parsePattern } from '../../../src/search/pattern/parse.ts'

const CHARS = ['a', 'b', 'É', 'ß', '7', '٣', '_', '-', ' ', "'", '李', 'ﬁ'] as const

const atom = fc.oneof(
  fc.constantFrom(...CHARS, '.', '\\d', '\\w', '\\s', '\\D', '\\b', '[ab]', '[a-z]', '[^a]', '[\\d_]', '[É-ü]'),
)
const repeated = fc
  .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{2,3}', '{25}'))
  .map((one) => (one[0] === '\\b' ? one[0] : one.join('')))
const pattern = fc
  .tuple(fc.array(repeated, { minLength: 1, maxLength: 4 }), fc.array(repeated, { minLength: 1, maxLength: 3 }))
  .chain(([some, others]) =>
    fc.constantFrom(
      some.join(''),
      `${some.join('')}|${others.join('')}`,
      `(${some.join('')}|${others.join('')})+${others.join('')}`,
    ),
  )
const text = fc.array(fc.constantFrom(...CHARS, 'ab', 'Ü', '\n'), { maxLength: 40 }).map((parts) => parts.join(''))

/** As RE2 reads it. */
function found(source: string, comparable: string): boolean {
  return new RegExp(source.replace(/\\x\{/g, '\\u{'), 'su').test(comparable)
}

it('a looser pattern finds something wherever the pattern does', () => {
  let matches = 0
  fc.assert(
    fc.property(pattern, text, (source, said) => {
      const node = parsePattern(source)
      const folded = foldText(said)
      fc.pre(!matchesNothing(node) && countMatches(node, source)(folded) > 0)
      matches += 1
      expect(found(looserPattern(node), toComparable(folded))).toBe(true)
    }),
    // Always the same ones: there are some that take this engine, which is not RE2, any time.
    { numRuns: 600, maxSkipsPerRun: 100, seed: 7 },
  )
  expect(matches).toBe(600)
})

it('a looser pattern leaves out what has too few of its characters', () => {
  const looser = looserPattern(parsePattern('[xz]{3}'))
  expect(found(looser, toComparable('one xx z'))).toBe(false)
  expect(found(looser, toComparable('one xxz'))).toBe(true)
})
