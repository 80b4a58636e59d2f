import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { processPace, sharedPace } from '../../../src/api/pace.ts'
import { quotaIn } from '../../../src/api/pace-log.ts'
import { countOn } from '../../../src/api/quota.ts'
import type { Files } from '../../../src/platform/files.ts'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import type { Clock } from '../../../src/platform/ports.ts'
import { home, KEYS, NOW, run } from '../../run.ts'
import { densest } from '../../support/densest.ts'

const signal = new AbortController().signal

/** Sleeping takes no time, and the clock jumps on. */
function jumping(start = 0): Clock {
  let now = start
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
}

describe('the pace of one process', () => {
  it('lets no second hold more requests than the rate, whatever the moments of asking', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 7 }), async (pauses, rate) => {
        const clock = jumping()
        const keep = processPace(clock, rate)
        const sent: number[] = []
        for (const pause of pauses) {
          await clock.sleep(pause)
          await keep(signal)
          sent.push(clock.now())
        }
        expect(densest(sent, 1000)).toBeLessThanOrEqual(rate)
      }),
    )
  })

  it('spaces requests out below one a second', async () => {
    const clock = jumping()
    const keep = processPace(clock, 0.5)
    expect([await keep(signal), await keep(signal), await keep(signal)]).toEqual([0, 2015, 2015])
  })

  it('does not wait at a rate of 0', async () => {
    const keep = processPace(jumping(), 0)
    expect([await keep(signal), await keep(signal)]).toEqual([0, 0])
  })
})

describe('the pace of all processes of a machine', () => {
  const shared = async (rate: number, clock: Clock, counted: number[] = []) => {
    const { folder } = await home()
    const path = join(folder, 'pace.json')
    const make = () =>
      sharedPace(clock, diskFiles(), path, {
        rate,
        spender: 'calls list',
        onCount: async (today: number) => void counted.push(today),
      })
    return { make, path }
  }

  it('lets no second hold more requests than the rate, whoever sends them', async () => {
    const clock = jumping()
    const { make } = await shared(3, clock)
    const all = [make(), make(), make(), make()]
    const sent: number[] = []
    for (const keep of [...all, ...all, ...all]) {
      await keep(signal)
      sent.push(clock.now())
    }
    expect(densest(sent, 1000)).toBe(3)
    expect(clock.now()).toBeLessThan(4000)
  })

  it("counts the day's requests, those without a pace too", async () => {
    const counted: number[] = []
    const { make, path } = await shared(3, jumping(Date.parse('2026-05-19T23:59:59Z')), counted)
    const keep = make()
    for (let asked = 0; asked < 5; asked += 1) await keep(signal)
    const clock = jumping(Date.parse('2026-05-20T12:00:00Z'))
    await sharedPace(clock, diskFiles(), path, {
      rate: 0,
      spender: 'calls list',
      onCount: async (today: number) => void counted.push(today),
    })(signal)
    expect(counted).toEqual([1, 2, 3, 1, 2, 3])
    expect(countOn(await quotaIn(diskFiles(), path), clock.now())).toBe(3)
    expect(countOn(await quotaIn(diskFiles(), path), Date.parse('2026-05-21T00:00:00Z'))).toBe(0)
  })

  it('counts at the end what a run sends without a pace, but not to the sandbox in this process', async () => {
    const { env } = await home()
    const setting = { env: { ...KEYS, ...env, GONG_BASE_URL: 'http://127.0.0.1:4000' } }
    await run('calls list --during last-month --rate 0', setting)
    const { sent } = await run('calls list --during last-month --rate 0 --max-requests 2', setting)
    await run('calls list --during last-month --sandbox', setting)
    await run('users list --rate 0 --dry-run', setting)
    expect(sent).toHaveLength(2)
    const { out } = await run('doctor --offline --rate 0 --jq \'.[] | select(.check=="requests") | .found\'', setting)
    expect(out).toMatch(/^5 of 10,000 today/)
  })

  it('reports waits in whole milliseconds, though the monotonic clock has fractions', async () => {
    let now = 1000.0147
    const clock = { now: () => Math.floor(now), monotonicMs: () => now, sleep: async (ms: number) => void tick(ms) }
    const tick = (ms: number) => {
      now += ms + 0.3
    }
    const { make } = await shared(3, clock)
    const keeps = [make(), processPace(clock, 3)]
    for (const keep of keeps)
      for (let asked = 0; asked < 7; asked += 1) expect(Number.isInteger(await keep(signal))).toBe(true)
  })

  it('takes a damaged log for an empty one', async () => {
    const { make, path } = await shared(3, jumping())
    await diskFiles().writeUnsynced(path, '{"sent":[1,2')
    expect(await make()(signal)).toBe(0)
  })

  it('is not held up by a clock that was set back', async () => {
    const { make, path } = await shared(1, jumping(1000))
    await diskFiles().writeUnsynced(path, '{"sent":[9000000000000],"day":"","count":0}')
    expect(await make()(signal)).toBe(0)
  })

  it('keeps no turn for a run that was cancelled while it waited', async () => {
    const clock = jumping(5000)
    const { make, path } = await shared(1, clock)
    await make()(signal)
    const before = await diskFiles().read(path)
    const sleep = async () => {
      throw new Error('cancelled')
    }
    const keep = sharedPace({ ...clock, sleep }, diskFiles(), path, { rate: 1, spender: 'calls list' })
    const all = await Promise.allSettled([keep(signal), keep(signal), keep(signal)])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await diskFiles().read(path)).toEqual(before)
  })

  /** A clock whose hands are set while the time passes steadily. */
  function set(): Clock & { readonly by: (ms: number) => void; readonly monotonicMs: () => number } {
    let [wall, passed] = [NOW, 0]
    return {
      now: () => wall,
      monotonicMs: () => passed,
      by: (ms) => {
        wall += ms
      },
      sleep: async (ms) => {
        wall += ms
        passed += ms
      },
    }
  }

  it.each([
    ['back by an hour', -3_600_000],
    ['back by 5 seconds', -5000],
    ['forward by an hour', 3_600_000],
    ['forward by 1 second', 1000],
  ])('lets no more through when the clock is set %s again and again', async (_, ms) => {
    const clock = set()
    const { make } = await shared(3, clock)
    const all = [make(), make(), make()]
    const sent: number[] = []
    for (const keep of [...all, ...all, ...all, ...all]) {
      clock.by(ms)
      await keep(signal)
      sent.push(clock.monotonicMs())
    }
    expect(densest(sent, 1000)).toBeLessThanOrEqual(3)
    expect(clock.monotonicMs()).toBeLessThan(6000)
  })

  it('counts what a process with another clock has sent as sent just now', async () => {
    const ahead = jumping(1_000_000_000)
    const { make, path } = await shared(3, ahead)
    const first = make()
    for (let sent = 0; sent < 3; sent += 1) await first(signal)
    const behind = jumping(5000)
    const other = sharedPace(behind, diskFiles(), path, { rate: 3, spender: 'calls list' })
    const waits: number[] = []
    for (let sent = 0; sent < 7; sent += 1) waits.push(await other(signal))
    expect(waits[0]).toBeGreaterThanOrEqual(300)
    expect(behind.now() - 5000).toBeGreaterThanOrEqual(2000)
  })

  it('takes another turn when the machine stood still while it waited for one', async () => {
    const ALL = 15
    let now = 0
    let sleepers: { readonly until: number; readonly wake: () => void }[] = []
    const sleep = (ms: number) => new Promise<void>((wake) => void sleepers.push({ until: now + ms, wake }))
    const { make } = await shared(3, { now: () => now, sleep })
    const sent: number[] = []
    for (let count = 0; count < ALL; count += 1) void make()(signal).then(() => sent.push(now))
    // Time passes when everybody sleeps: 4 seconds at once, and then a little at a time.
    for (let step = 4000; sent.length < ALL; ) {
      await new Promise((done) => setImmediate(done))
      if (sleepers.length + sent.length < ALL) continue
      now += step
      step = 5
      const due = sleepers.filter(({ until }) => until <= now)
      sleepers = sleepers.filter(({ until }) => until > now)
      for (const { wake } of due) wake()
    }
    expect(densest(sent, 1000)).toBeLessThanOrEqual(3)
    expect(now).toBeLessThan(4000 + 6000)
  })
})

describe('the pace of those who wake up late', () => {
  /** Four pulls at once whose answers take 0.8 s; `lateMs` says how much too late the n-th sleep of all ends. */
  async function pull(requests: number, lateMs: (sleep: number) => number) {
    const files = inMemory()
    let [nowMs, sleeps, active] = [0, 0, 4]
    let sleepers: { readonly untilMs: number; readonly wake: () => void }[] = []
    const sleep = (ms: number) =>
      new Promise<void>((wake) => void sleepers.push({ untilMs: nowMs + ms + lateMs(sleeps++), wake }))
    const clock = { now: () => nowMs, sleep }
    const sent: number[] = []
    const work = async () => {
      const keep = sharedPace(clock, files, 'pace.json', { rate: 3, spender: 'calls list' })
      while (sent.length < requests) {
        await keep(signal)
        sent.push(nowMs)
        await sleep(800)
      }
      active -= 1
    }
    const all = [work(), work(), work(), work()]
    while (active > 0) {
      await new Promise((done) => setImmediate(done))
      if (sleepers.length < active || active === 0) continue
      nowMs = Math.min(...sleepers.map(({ untilMs }) => untilMs))
      const due = sleepers.filter(({ untilMs }) => untilMs <= nowMs)
      sleepers = sleepers.filter(({ untilMs }) => untilMs > nowMs)
      for (const { wake } of due) wake()
    }
    await Promise.all(all)
    const [first = 0, last = 0] = [sent.at(20), sent.at(-1)]
    return { sent, aSecond: (sent.length - 21) / ((last - first) / 1000) }
  }

  /** A log that takes no time to read and write. */
  function inMemory(): Files {
    let log: Uint8Array | undefined
    let last: Promise<unknown> = Promise.resolve()
    return {
      ...diskFiles(),
      withLock: (_, run) => {
        const done = last.then(() => run(async () => undefined))
        last = done
        return done
      },
      readNoFollow: async () => log,
      writeUnsynced: async (_, text) => {
        log = Buffer.from(text)
      },
    }
  }

  it.each<readonly [string, (sleep: number) => number]>([
    ['never', () => 0],
    ['by a few milliseconds', (sleep) => sleep % 10],
    ['by 25 ms, every fifth', (sleep) => (sleep % 5 === 0 ? 25 : 1)],
  ])('reaches 95 percent of the rate and never passes it when they are late %s', async (_, lateMs) => {
    const { sent, aSecond } = await pull(150, lateMs)
    expect(densest(sent, 1000)).toBe(3)
    expect(aSecond).toBeGreaterThanOrEqual(0.95 * 3)
  })

  it('is never more than the rate, however late they are', async () => {
    const lateness = fc.array(fc.constantFrom(0, 3, 9, 12, 30, 200, 900, 2500), { minLength: 7, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(lateness, async (pattern) => {
        const { sent } = await pull(40, (sleep) => pattern[sleep % pattern.length] ?? 0)
        expect(densest(sent, 1000)).toBeLessThanOrEqual(3)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the pace of a command line', () => {
  const LINE = 'calls list --from 1d --limit 1'
  const { GONG_RATE: _, ...PACED } = KEYS

  it('is one for each address', async () => {
    const { env } = await home()
    const clock = jumping(NOW)
    const { waits } = await run(LINE, { clock, env: { ...PACED, ...env, GONG_RATE: '1' } })
    const other = { ...PACED, ...env, GONG_RATE: '1', GONG_BASE_URL: 'https://other.api.gong.io' }
    await run(LINE, { clock, env: other })
    expect({ waits, now: clock.now() }).toEqual({ waits: [], now: NOW })
    await run(LINE, { clock, env: other })
    expect(clock.now()).toBe(NOW + 1265)
  })

  it('counts what goes to Gong without a pace, and not what goes to a stand-in', async () => {
    const { env } = await home()
    const debug = (more: Record<string, string>) => run(`${LINE} --debug`, { env: { ...KEYS, ...env, ...more } })
    await debug({})
    expect((await debug({})).err).toContain('request 2 of today; Gong allows 10,000 a day')
    expect((await debug({ GONG_BASE_URL: 'http://127.0.0.1:1' })).err).not.toContain('of today')
  })

  it('is kept alone, and says so, where the state folder cannot be written', async () => {
    const { exit, err } = await run(LINE, { env: { ...PACED, GONG_STATE_DIR: '/dev/null/no' } })
    expect(exit).toBe(0)
    expect(err).toContain('other runs of gong do not know of this one')
  })
})
