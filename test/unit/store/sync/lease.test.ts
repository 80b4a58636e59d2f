import { expect, it } from 'vitest'
import { Failure } from '../../../../src/lib/errors.ts'
import type { Store } from '../../../../src/store/store.ts'
import { takeLease } from '../../../../src/store/sync/lease.ts'
import { NOW } from '../../../run.ts'
import { memoryStore } from '../../../support/memory-store.ts'

it('gives back a lease that was taken although taking it was broken off', async () => {
  const store = memoryStore()
  const brokenOff: Store['lease'] = async (owner, nowMs, untilMs) => {
    const isTaken = await store.lease(owner, nowMs, untilMs)
    if (untilMs > nowMs) throw new Failure('interrupted', 'interrupted')
    return isTaken
  }
  const clock = { now: () => NOW, sleep: async () => undefined }
  const { signal } = new AbortController()
  const taking = takeLease({ ...store, lease: brokenOff }, { owner: 'one', clock, signal, waitMs: 0 })
  await expect(taking).rejects.toThrow('interrupted')
  expect(await store.lease('another', NOW, NOW + 1000)).toBe(true)
})
