import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PackedMap } from '../../../src/lib/packed-map.ts'

describe('a packed map', () => {
  it('holds what an ordinary one holds, whatever was set, also anew', () => {
    const entries = fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.jsonValue()), {
      maxLength: 400,
    })
    fc.assert(
      fc.property(entries, (all) => {
        const [packed, plain] = [new PackedMap<never>(), new Map<string, unknown>()]
        for (const [key, value] of all) {
          packed.set(key, value as never)
          plain.set(key, JSON.parse(JSON.stringify(value)))
        }
        expect(packed.size).toBe(plain.size)
        for (const [key, value] of plain) expect(packed.get(key)).toEqual(value)
        expect(new Map(packed.entries())).toEqual(plain)
        expect(packed.get('a key that none has')).toBeUndefined()
      }),
    )
  })

  it('finds each of many, and none that is not there', () => {
    const packed = new PackedMap<number>()
    for (let at = 0; at < 20_000; at += 1) packed.set(`003${at}`, at)
    const wrong = Array.from({ length: 20_000 }, (_, at) => at).filter((at) => packed.get(`003${at}`) !== at)
    expect(wrong).toEqual([])
    expect(packed.get('00320000')).toBeUndefined()
  })

  it('holds what is larger than a block, and what comes behind it', () => {
    const packed = new PackedMap<string>()
    const long = 'x'.repeat(3_000_000)
    packed.set('long', long)
    for (let at = 0; at < 100; at += 1) packed.set(`after ${at}`, `${at}`.repeat(30_000))
    expect(packed.get('long')).toBe(long)
    expect(packed.get('after 99')).toBe('99'.repeat(30_000))
  })
})
