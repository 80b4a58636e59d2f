import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spanUnion } from '../../../src/lib/time-spans.ts'
import { KEYS, run } from '../../run.ts'
import { inItsOwnTime } from '../../support/fake-gong.ts'

it('counts each moment of spans that overlap once', () => {
  const span = fc.tuple(fc.nat(60), fc.nat(60))
  fc.assert(
    fc.property(fc.array(span, { minLength: 1 }), (spans) => {
      const ordered = spans.map(([from, length]) => ({ from, to: from + length })).sort((a, b) => a.to - b.to)
      const all = spanUnion()
      let sum = 0
      for (const { from, to } of ordered) sum = all.add(from, to)
      const moments = Array.from({ length: 120 }, (_, at) => ordered.some(({ from, to }) => from <= at && at < to))
      expect(sum).toBe(moments.filter(Boolean).length)
    }),
  )
})

it('tells no longer wait for the limit than the run took, though parts of a window wait beside each other', async () => {
  const { GONG_RATE: _, ...env } = KEYS
  const { result, ms } = await inItsOwnTime((clock) =>
    run('calls list --from 400d -f jsonl --fields id', {
      clock,
      env: { ...env, GONG_RATE: '3', GONG_STATE_DIR: '/dev/null/no' },
    }),
  )
  const [, seconds = ''] = /([\d,]+) s waited for the limit/.exec(result.err) ?? []
  expect(Number(seconds)).toBeGreaterThan(0)
  expect(Number(seconds)).toBeLessThanOrEqual(Math.ceil(ms / 1000))
})
