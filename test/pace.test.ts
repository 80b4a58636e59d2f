import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../src/cli/disk/files.ts'
import type { Clock } from '../src/context.ts'
import { pace, sharedPace } from '../src/gong/pace.ts'
import { home, KEYS, run } from './run.ts'
import { gong, served } from './spawn.ts'

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

/** The most instants that any span of so many milliseconds holds. */
function densest(instants: readonly number[], span: number): number {
  return Math.max(...instants.map((from) => instants.filter((at) => at >= from && at < from + span).length))
}

describe('the pace of one process', () => {
  it('lets no second hold more requests than the rate, whatever the moments of asking', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 7 }), async (pauses, rate) => {
        const clock = jumping()
        const keep = pace(clock, rate)
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
    const keep = pace(clock, 0.5)
    expect([await keep(signal), await keep(signal), await keep(signal)]).toEqual([0, 2000, 2000])
  })

  it('stands aside at a rate of 0', async () => {
    const keep = pace(jumping(), 0)
    expect([await keep(signal), await keep(signal)]).toEqual([0, 0])
  })
})

describe('the pace of all processes of a machine', () => {
  const shared = async (rate: number, clock: Clock, counted: number[] = []) => {
    const { folder } = await home()
    const path = join(folder, 'pace.json')
    const make = () => sharedPace(clock, realFiles(), path, rate, async (today) => void counted.push(today))
    return { make, path }
  }

  it('gives each its turn, so that they keep to the rate together', async () => {
    const still: Clock = { now: () => 5000, sleep: async () => undefined }
    const { make } = await shared(3, still)
    const all = [make(), make(), make(), make()]
    const waits: number[] = []
    for (const keep of [...all, ...all]) waits.push(await keep(signal))
    expect(densest(waits, 1000)).toBe(3)
    expect(Math.max(...waits)).toBeLessThan(2100)
  })

  it("counts the day's requests", async () => {
    const counted: number[] = []
    const { make } = await shared(3, jumping(Date.parse('2026-05-19T23:59:59Z')), counted)
    const keep = make()
    for (let asked = 0; asked < 5; asked += 1) await keep(signal)
    expect(counted).toEqual([1, 2, 3, 1, 2])
  })

  it('takes a damaged log for an empty one', async () => {
    const { make, path } = await shared(3, jumping())
    await realFiles().jot(path, '{"sent":[1,2')
    expect(await make()(signal)).toBe(0)
  })

  it('is not held up by a clock that was set back', async () => {
    const { make, path } = await shared(1, jumping(1000))
    await realFiles().jot(path, '{"sent":[9000000000000],"day":"","count":0}')
    expect(await make()(signal)).toBe(0)
  })

  it('runs on alone, and says so, where the state folder cannot be written', async () => {
    const { GONG_RATE: _, ...env } = KEYS
    const { exit, err } = await run('calls list --from 1d --limit 1', {
      env: { ...env, GONG_STATE_DIR: '/dev/null/no' },
    })
    expect(exit).toBe(0)
    expect(err).toContain('other runs of gong do not know of this one')
  })

  // Without one log for all, four processes would come at 80 requests a second. The server's limit leaves room for what a
  // busy machine adds to the way of a request.
  it('is kept by real processes side by side, so that a server with a limit refuses none', async () => {
    const { folder } = await home()
    const server = await served('--rate 30')
    const env = { ...server.env, GONG_STATE_DIR: folder, GONG_RATE: '20' }
    const line = 'calls list --during last-month -f jsonl --no-retry -q --fields id'
    const runs = await Promise.all([1, 2, 3, 4].map(() => gong(line, { env })))
    expect(runs.map(({ exit, err }) => ({ exit, err }))).toEqual(Array(4).fill({ exit: 0, err: '' }))
  })
})
