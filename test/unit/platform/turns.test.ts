import { describe, expect, it } from 'vitest'
import { turns } from '../../../src/lib/turns.ts'

describe('turns', () => {
  const never = new AbortController().signal

  /** Something that runs until it is told to end. */
  function endless() {
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    return { run: () => ended, end }
  }

  it('are taken in the order in which they were asked for', async () => {
    const inTurn = turns(1)
    const first = endless()
    const begun: number[] = []
    const running = [
      inTurn(never, first.run),
      ...[2, 3, 4].map((number) => inTurn(never, async () => void begun.push(number))),
    ]
    await Promise.resolve()
    expect(begun).toEqual([])
    first.end()
    await Promise.all(running)
    expect(begun).toEqual([2, 3, 4])
  })

  it('are given on by who does not want theirs any more, also in the moment that it comes', async () => {
    const inTurn = turns(1)
    const first = endless()
    const over = new AbortController()
    const running = inTurn(never, first.run)
    const second = inTurn(over.signal, async () => 2)
    const third = inTurn(never, async () => 3)
    first.end()
    await running
    over.abort(new Error('cancelled'))
    expect(await Promise.allSettled([second, third])).toMatchObject([{}, { value: 3 }])
  })

  it('come to nothing with the reason of the signal', async () => {
    const inTurn = turns(1)
    const first = endless()
    const over = new AbortController()
    const running = inTurn(never, first.run)
    const second = expect(inTurn(over.signal, async () => 2)).rejects.toThrow('cancelled')
    over.abort(new Error('cancelled'))
    await second
    first.end()
    await running
  })

  it('are free again after what has failed', async () => {
    const inTurn = turns(1)
    await expect(inTurn(never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await inTurn(never, async () => 2)).toBe(2)
  })
})
