import { expect, it } from 'vitest'
import { Deliverer } from '../../../src/webhooks/deliver/deliver.ts'
import type { Sink } from '../../../src/webhooks/deliver/sink.ts'
import { readEvent } from '../../../src/webhooks/event.ts'
import { openSpool } from '../../../src/webhooks/spool/open-spool.ts'
import type { Spool } from '../../../src/webhooks/spool/spool.ts'
import { NOW } from '../../run.ts'
import { crashingDisk } from '../../support/crashing-disk.ts'
import { eventBody } from '../../support/signed-event.ts'

const FOLDER = '/spool'
const DAY_MS = 86_400_000

function arriving(callId: string, receivedMs = NOW, token?: string) {
  const event = readEvent(Buffer.from(eventBody(callId)), 'gong', receivedMs)
  if (event === undefined) throw new Error('no event')
  return { ...event, ...(token !== undefined && { token }) }
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

it('loses no acknowledged event of 3,000 in 20 crashes, and says which may have run before', async () => {
  const random = numbers()
  const disk = crashingDisk(random)
  const acknowledged = new Set<string>()
  const runs = new Map<string, number>()
  const announced = new Set<string>()
  const calls = Array.from({ length: 3000 }, (_, index) => String(index))
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
    const batch = calls.slice(from, from + 150)
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
  expect(acknowledged.size).toBeGreaterThan(600)
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
  expect(dead && Buffer.from((await reopened.content(dead)).body).toString()).toBe(eventBody('dead'))
})

it('hands on the rest where the disk has lost or altered an event, and gives that one up', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['out'])
  for (const call of ['1', '2', '3']) await spool.receive(arriving(call))
  const [lost] = spool.events()
  const { content } = spool
  spool.content = async (event) => {
    if (event.head.id === lost?.head.id) throw new Error('it is not there')
    return await content.call(spool, event)
  }
  const delivered: string[] = []
  const sink: Sink = {
    ...{ name: 'out', batch: 500, parallel: 1, maxAttempts: Number.POSITIVE_INFINITY },
    deliver: async (events) => void delivered.push(...events.map(({ head }) => head.callId)),
  }
  // Each sleep ends at once, and later than it should have.
  let now = NOW
  const sleep = async (ms: number) => {
    await new Promise((resolve) => setImmediate(resolve))
    now += ms
  }
  const clock = { now: () => now, sleep }
  const told: string[] = []
  const onDelivered = ({ outcome }: { readonly outcome: string }) => void told.push(outcome)
  await new Deliverer(sink, { spool, clock, random: () => 1, onDelivered }).run(true)
  expect(delivered).toEqual(['2', '3'])
  expect([told.at(-1), told.filter((outcome) => outcome === 'retry').length, spool.dead('out')]).toEqual(['dead', 7, 1])
})

it('takes out no more bytes together than memory has room for', async () => {
  const { spool } = await openSpool(crashingDisk(numbers()), FOLDER, ['out'])
  for (const call of ['1', '2', '3', '4']) {
    await spool.receive({ ...arriving(call), body: Buffer.alloc(call === '3' ? 9_000_000 : 3_000_000, ' ') })
  }
  const take = () => spool.take('out', NOW, 500).map(({ head }) => head.callId)
  expect([take(), take(), take(), take()]).toEqual([['1', '2'], ['3'], ['4'], []])
})

it('hands on what came a moment ago without reading it again, and what has no room in memory from the disk', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'])
  const { readPart } = disk
  let reads = 0
  disk.readPart = async (...part) => {
    reads += 1
    return await readPart.call(disk, ...part)
  }
  const large = Buffer.from(eventBody('1', { content: ' '.repeat(9_000_000) }))
  const events = [large, Buffer.from(eventBody('2'))].flatMap((body) => readEvent(body, 'gong', NOW) ?? [])
  for (const event of events) await spool.receive(event)
  for (const [index, event] of [...spool.events()].entries()) {
    const { body, line } = await spool.content(event)
    expect([events[index]?.body.length, events[index]?.line === line, reads]).toEqual([body.length, true, 1])
  }
})

it('has the rest of a request delivered again where the disk was full in between', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'])
  const events = ['1', '2'].map((call) => arriving(call))
  for (const event of events) await spool.receive(event)
  const [one = '', two = ''] = events.map(({ head }) => head.id)
  for (const id of [one, two]) await spool.end({ id, sink: 'exec', outcome: 'dead', attempts: 8 })
  await spool.again([one], 'request')
  disk.isFull = true
  await expect(spool.again([one, two], 'request')).rejects.toThrow('no space left')
  disk.isFull = false
  const { spool: reopened } = await openSpool(disk, FOLDER, ['exec'])
  await reopened.again([one, two], 'request')
  expect([reopened.dead('exec'), reopened.waiting('exec')]).toEqual([0, 2])
})

it('does not wait for a time that a clock named which has been set back since', async () => {
  const { spool } = await openSpool(crashingDisk(numbers()), FOLDER, ['exec'])
  const event = arriving('1')
  await spool.receive(event)
  expect(spool.take('exec', NOW, 1)).toHaveLength(1)
  await spool.end({ id: event.head.id, sink: 'exec', outcome: 'retry', attempts: 1, dueMs: NOW + 365 * DAY_MS })
  expect(spool.take('exec', NOW, 1)).toHaveLength(1)
})

it('hands on an event that is safe, also where there is no room for another segment after it', async () => {
  const disk = crashingDisk(numbers())
  const { spool } = await openSpool(disk, FOLDER, ['exec'], 1)
  disk.write = async () => Promise.reject(new Error('no space left'))
  expect(await spool.receive(arriving('1'))).toBe('new')
  expect(spool.take('exec', NOW, 1)).toHaveLength(1)
})
