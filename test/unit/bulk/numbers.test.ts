import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLines } from '../../../src/bulk/lines/check-lines.ts'
import type { TableFields } from '../../../src/bulk/lines/table-fields.ts'
import { Failure } from '../../../src/lib/errors.ts'
import { checkJob, tableOf } from '../../support/tables.ts'

const AMOUNT = { amount: { kind: 'number', help: '' } } as const satisfies TableFields

/** The numbers of a column, or what is wrong with them. */
async function numbers(cells: readonly string[], text = `amount\n${cells.join('\n')}\n`): Promise<unknown> {
  try {
    const lines = await checkLines(await tableOf(text), AMOUNT, {}, checkJob())
    return [...lines].map(({ values }) => values.amount)
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    return error.message.split('\n').slice(1).join('\n').trim() || error.message
  }
}

describe('a column of numbers', () => {
  it.each<[string, readonly string[], readonly number[]]>([
    ['a decimal comma', ['"12,5"', '"1.234,56"', '7'], [12.5, 1234.56, 7]],
    ['a decimal point', ['12.5', '"1,234.56"', '7'], [12.5, 1234.56, 7]],
    ['points between thousands alone', ['1.234.567', '1.234'], [1234567, 1234]],
    ['commas between thousands alone', ['"1,234,567"', '"1,234"'], [1234567, 1234]],
    ['a comma, by which points are thousands', ['1.234', '"0,5"'], [1234, 0.5]],
    ['a point, by which commas are thousands', ['"1,234"', '0.5'], [1234, 0.5]],
    ['blanks', ['1 234', '"12 345,5"', '1\u00a0000\u00a0000', '1\u202f234'], [1234, 12345.5, 1000000, 1234]],
    ['apostrophes', ["1'234.50", '1’000'], [1234.5, 1000]],
    ['a sign', ['"-1.234,50"', '"-0,5"'], [-1234.5, -0.5]],
    ['no signs', ['1234', '0'], [1234, 0]],
  ])('with %s is read', async (_, cells, values) => {
    expect(await numbers(cells)).toEqual(values)
  })

  it.each<[string, readonly string[], string]>([
    [
      'could be read in two ways',
      ['1.234', '7'],
      'line 2, amount: "1.234" could be 1234 or 1.234, and no other number',
    ],
    ['could be, with a comma', ['"1,234"'], '"1,234" could be 1234 or 1.234'],
    ['is written in two ways', ['12.5', '"12,5"'], 'line 3, amount: has another decimal sign than line 2'],
    ['has its signs in wrong places', ['"1.23,5"', '2'], '"1.23,5" is not a number'],
    ['has blanks in wrong places', ['12 34'], '"12 34" is not a number'],
    ['is none', ['many'], '"many" is not a number'],
  ])('that %s is refused', async (_, cells, message) => {
    expect(await numbers(cells)).toContain(message)
  })

  it('of JSON has points where it has decimals, as JSON writes numbers', async () => {
    expect(await numbers([], '[{"amount":1.234},{"amount":"12,5"}]')).toEqual([1.234, 12.5])
    expect(await numbers([], '[{"amount":"1,234"}]')).toContain('could be 1234 or 1.234')
  })

  it('is what was written, in either notation, whatever the numbers are', async () => {
    const formats = [
      new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 }),
      new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100),
          { minLength: 1, maxLength: 5 },
        ),
        fc.constantFrom(...formats),
        async (values, format) => {
          // One number that says how all are written.
          const all = [...values, 0.5]
          expect(await numbers(all.map((value) => `"${format.format(value)}"`))).toEqual(all)
        },
      ),
      { numRuns: 50 },
    )
  })
})
