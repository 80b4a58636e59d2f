import { expect, it } from 'vitest'
import { Deliverer } from '../../../src/webhooks/deliver/deliver.ts'
import type { Sink } from '../../../src/webhooks/deliver/sink.ts'
import { readEvent } from '../../../src/webhooks/event.ts'
import { openSpool, type Spool } from '../../../src/webhooks/spool/spool.ts'
import { NOW } from '../../run.ts'
import { crashingDisk } from '../../support/crashing-disk.ts'
import { eventBody } from '../../support/signed-event.ts'

const FOLDER = '/spool'
const DAY_MS = 86_400_000

function arriving(callId: string, receivedMs = NOW, token?: string) {
  const body = Buffer.from(eventBody(callId))
  const head = readEvent(body, 'gong', receivedMs)
  if (head === undefined) throw new Error('no event')
  return { head, body, ...(token !== undefined && { token }) }
}

const callsOf = (spool: Spool) => [...spool.events()].map(({ head }) => head.callId)

/** A clock that stands; whoever sleeps on it goes on when the test says so. */
const standing = { now: () => NOW, sleep: () => new Promise<void>(() => undefined) }

/** Numbers from 0 to 1, always the same. */
function numbers(): () => number {
  let seed = 7
  return () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
}

it('loses no acknowledged event of 1,000 in 20 crashes, and says which may have run before', async () => {
  const random = numbers()
  const disk = crashingDisk(random)
  const acknowledged = new Set<string>()
  const runs = new Map<string, number>()
  const announced = new Set<string>()
  const calls = Array.from({ length: 1000 }, (_, index) => String(index))
  for (let from = 0; from < calls.length; ) {
    const life = disk.life
    const { spool, open } = await openSpool(disk, FOLDER, ['exec'])
    for (const { head } of open) announced.add(head.callId)
    const sink: Sink = {
      ...{ name: 'exec', batch: 1, parallel: 8, maxAttempts: 5 },
      async deliver(events) {
        await Promise.resolve()
        if (life !== disk.life) throw new Error('this process is dead')
        for (const { head } of events) runs.set(head.callId, (runs.get(head.callId) ?? 0) + 1)
      },
    }
    const parts = { spool, clock: standing, random, onDelivered: () => undefined }
    const deliverer = new Deliverer(sink, parts)
    spool.onWaiting = () => deliverer.wake()
    const delivering = deliverer.run()
    const batch = calls.slice(from, from + 50)
    from += batch.length
    const answers = batch.map((call) =>
      spool.receive(arriving(call)).then(
        () => acknowledged.add(call),
        () => undefined,
      ),
    )
    const isLast = from === calls.length
    if (isLast) await Promise.all(answers)
    else for (let turns = Math.floor(random() * 300); turns > 0; turns -= 1) await Promise.resolve()
    if (!isLast) disk.crash()
    deliverer.stop()
    await Promise.all(answers)
    if (!isLast) continue
    await delivering
    await new Deliverer(sink, parts).run(true)
    expect([...acknowledged].filter((call) => !spool.hasCall(call))).toEqual([])
  }
  expect(acknowledged.size).toBeGreaterThan(200)
  expect([...acknowledged].filter((call) => !runs.has(call))).toEqual([])
  expect([...runs].filter(([call, count]) => count > 1 && !announced.has(call))).toEqual([])
})

it('knows the same event again, also when both come at once, and after a crash', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'])
  const both = await Promise.all([spool.receive(arriving('1')), spool.receive(arriving('1'))])
  expect(both.sort()).toEqual(['duplicate', 'new'])
  disk.crash()
  const again = await openSpool(disk, FOLDER, ['exec'])
  expect(await again.spool.receive(arriving('1'))).toBe('duplicate')
  expect(callsOf(again.spool)).toEqual(['1'])
})

it('refuses a token that has brought its event before, also after a crash', async () => {
  const disk = crashingDisk(numbers())
  const first = await openSpool(disk, FOLDER, ['exec'])
  expect(await first.spool.receive(arriving('1', NOW, 'digest'))).toBe('new')
  disk.crash()
  const second = await openSpool(disk, FOLDER, ['exec'])
  expect(await second.spool.receive(arriving('1', NOW, 'digest'))).toBe('replayed')
  expect(await second.spool.receive(arriving('1', NOW, 'other'))).toBe('duplicate')
})

it('acknowledges nothing while the disk is full, and goes on where there is room again', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'])
  await spool.receive(arriving('1'))
  disk.isFull = true
  await expect(spool.receive(arriving('2'))).rejects.toThrow('no space left')
  disk.isFull = false
  expect(await spool.receive(arriving('2'))).toBe('new')
  const { spool: reopened, damaged } = await openSpool(disk, FOLDER, ['exec'])
  expect([callsOf(reopened), damaged]).toEqual([['1', '2'], 0])
})

it('syncs what comes together once', async () => {
  const { spool } = await openSpool(crashingDisk(numbers()), FOLDER, [])
  await Promise.all(Array.from({ length: 100 }, (_, call) => spool.receive(arriving(String(call)))))
  expect(spool.syncs).toBeLessThanOrEqual(2)
})

it('lets go of what was delivered long ago, and keeps what waits or was given up', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'])
  for (const call of ['done', 'dead']) {
    const { head, ...rest } = arriving(call, NOW - 40 * DAY_MS)
    await spool.receive({ head, ...rest })
    await spool.start(head.id, 'exec', 1)
    const outcome = call === 'done' ? 'done' : 'dead'
    await spool.end({ id: head.id, sink: 'exec', outcome, attempts: 1, why: 'exit 1' })
  }
  await spool.forgetOld(NOW - 30 * DAY_MS)
  const { spool: reopened } = await openSpool(disk, FOLDER, ['exec'])
  expect([callsOf(reopened), reopened.dead('exec'), reopened.waiting('exec')]).toEqual([['dead'], 1, 0])
  const [dead] = reopened.events()
  expect(dead && Buffer.from(await reopened.body(dead)).toString()).toBe(eventBody('dead'))
})
