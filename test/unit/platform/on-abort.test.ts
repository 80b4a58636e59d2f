import { expect, it } from 'vitest'
import { onAbort } from '../../../src/lib/on-abort.ts'

it('hears a signal that is past', () => {
  let times = 0
  onAbort(AbortSignal.abort(), () => {
    times += 1
  })
  expect(times).toBe(1)
})

it('hears a signal that comes, once, and none after it was told to stop', () => {
  const [kept, forgotten] = [new AbortController(), new AbortController()]
  let times = 0
  for (const { signal } of [kept, forgotten]) {
    const forget = onAbort(signal, () => {
      times += 1
    })
    if (signal === forgotten.signal) forget()
  }
  for (const controller of [kept, forgotten, kept]) controller.abort()
  expect(times).toBe(1)
})
