import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRow, type Json, rowsIn } from '../../../src/lib/rows.ts'
import { cutContent } from '../../../src/mcp/answer/cut.ts'
import { anyText } from '../../support/any-text.ts'

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe('an answer that is too long', () => {
  it('is cut between rows, and loses none', () => {
    fc.assert(
      fc.property(
        fc.array(anyText({ maxLength: 40 }), { maxLength: 60 }),
        fc.integer({ min: 600, max: 2000 }),
        (texts, most) => {
          const rows = texts.map((text, at) => ({ at, text }))
          const { shown, rest } = cutContent(rows, most)
          expect([...list(shown), ...list(rest)]).toEqual(rows)
          expect(bytesOf(shown)).toBeLessThanOrEqual(most + 2)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is cut in a text without halving a character', () => {
    fc.assert(
      fc.property(anyText({ minLength: 300, maxLength: 600 }), (text) => {
        const { shown, rest = '' } = cutContent(text, 400)
        expect(`${shown}${rest}`).toBe(text)
        expect(bytesOf(shown)).toBeLessThanOrEqual(400)
        expect(/[\ud800-\udbff]$/.test(String(shown))).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  it('is cut in the longest list of a record, whose other fields stay', () => {
    const turns = Array.from({ length: 100 }, (_, at) => `turn ${at}`)
    const { shown, rest, says } = cutContent({ title: 'Demo', turns, notes: ['one'] }, 400)
    expect(shown).toMatchObject({ title: 'Demo', notes: ['one'] })
    const kept = isRow(shown) ? list(shown.turns) : []
    expect([...kept, ...(isRow(rest) ? list(rest.turns) : [])]).toEqual(turns)
    expect(says).toBe(`turns: the first ${kept.length} of 100`)
  })
})

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : rowsIn([])
}
