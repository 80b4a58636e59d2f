import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../../src/platform/http.ts'
import { openSandbox } from '../../../../src/sandbox/handle.ts'
import { SeededRandom } from '../../../../src/sandbox/seeded-random.ts'
import { type SyncSubject, subjects } from '../../../../src/store/sync/tally.ts'
import { memoryStore } from '../../../support/memory-store.ts'
import { type ModelCall, modelCalls, modelCompany } from '../../../support/model-company.ts'
import { differencesOf, type Run, runOnce } from '../../../support/simulated-year.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-06-01T00:00:00Z')
/** Of calls that are made here. */
const MOST_A_DAY = 1000
const REAL = { sliceCalls: 1000, listedCalls: 300 }

/** A call to which nothing happens but that it is shown after an hour, and analysed after two. */
function plainCall(index: number, startedMs: number): ModelCall {
  const [model] = modelCalls(1, START, 1, 1)
  if (model === undefined) throw new Error('no call')
  const shownMs = startedMs + HOUR
  const readyMs = startedMs + 2 * HOUR
  const never = Number.POSITIVE_INFINITY
  return {
    ...{ ...model, id: `9${String(index).padStart(17, '0')}`, startedMs, countedMs: shownMs, shownMs, hasMedia: true },
    ...{ analysedMs: readyMs, transcriptMs: readyMs, briefMs: readyMs, reanalysedMs: never },
    ...{ editedMs: never, movedMs: never, privateMs: never, deletedMs: never },
  }
}

/** So many plain calls a day, spread over the hours from 8 to 18. */
function plainDays(days: number, perDay: number): ModelCall[] {
  return Array.from({ length: days }, (_, day) => plainDay(day, perDay)).flat()
}

function plainDay(day: number, calls: number): ModelCall[] {
  return Array.from({ length: calls }, (_, at) =>
    plainCall(day * MOST_A_DAY + at, START + day * DAY + 8 * HOUR + Math.floor((at / calls) * 10 * HOUR)),
  )
}

function morning(day: number, calls: readonly ModelCall[], given: Partial<Run> = {}): Run {
  return {
    calls,
    nowMs: START + day * DAY + 6 * HOUR,
    jumpMs: 0,
    random: new SeededRandom(day),
    trouble: { pageSize: 100 },
    isExcluded: () => false,
    run: day,
    limits: REAL,
    ...given,
  }
}

function requestsOf({ outcome }: Awaited<ReturnType<typeof runOnce>>, subject: SyncSubject): number {
  return outcome?.context.tally.get(subject)?.requests ?? 0
}

describe('Requests of a sync', () => {
  it('needs 12 for 500 new calls with 2,100 before them, 30 at most with all else, and few more to find one late call', async () => {
    const calls = [...plainDays(15, 140), ...plainDay(15, 500), ...plainDay(16, 140)]
    const late = { ...plainCall(99_999, START + 9 * DAY), shownMs: START + 16.5 * DAY, countedMs: START + 16.5 * DAY }
    const store = memoryStore()
    const wholly = (day: number, there: readonly ModelCall[]) => {
      const others = openSandbox({ now: () => START + day * DAY + 6 * HOUR, calls: 200 })
      return runOnce(store, morning(day, there, { others, request: { subjects } }))
    }
    await wholly(15, calls)
    const quiet = await wholly(16, calls)
    expect(differencesOf(store, calls, START + 16 * DAY + 6 * HOUR)).toEqual([])
    // The workspaces, five pages, five times a hundred transcripts, one proof.
    expect(1 + requestsOf(quiet, 'calls') + requestsOf(quiet, 'transcripts')).toBe(12)
    expect(quiet.requests).toBe(16)
    const { requests } = await wholly(17, [...calls, late])
    expect(differencesOf(store, [...calls, late], START + 17 * DAY + 6 * HOUR)).toEqual([])
    expect(requests).toBeLessThanOrEqual(quiet.requests + 12)
  })

  it('finds nothing changed in a sweep after a quiet week, of a company that is opened anew, either', async () => {
    const store = memoryStore()
    const sandboxOn = (day: number, run: number) =>
      runOnce(
        store,
        morning(day, [], { run, network: openSandbox({ now: () => START + day * DAY + 6 * HOUR, calls: 150 }) }),
      )
    const settled = () =>
      new Map(store.entries().flatMap((one) => (one.state === 'settled' ? [[one.callId, one]] : [])))
    await sandboxOn(40, 1)
    const before = settled()
    const { outcome, requests } = await sandboxOn(48, 2)
    const after = settled()
    const otherwise = [...before].filter(([id, { fingerprint }]) => after.get(id)?.fingerprint !== fingerprint)
    expect({ otherwise, isThere: before.size > 60 }).toEqual({ otherwise: [], isThere: true })
    // Of the last day before, something was awaited.
    expect(outcome?.context.tally.get('calls')).toMatchObject({ changed: 0, removed: 0 })
    expect(outcome?.context.tally.get('transcripts')).toMatchObject({ changed: 0 })
    // A week of 90 days each, and what is new.
    expect(requests).toBe(17)
  })

  it.each([
    ['has no request left', { quota: 14 }],
    ['is killed', { diesAfter: 17 }],
  ])('has the latest calls when the first run %s', async (_, trouble) => {
    const calls = plainDays(90, 60)
    const store = memoryStore()
    await runOnce(store, morning(90, calls, { trouble: { pageSize: 100, ...trouble }, request: { total: 5400 } }))
    const kept = new Set(store.rows('calls').map((row) => row.call_id))
    const latest = calls.slice(-kept.size).filter(({ id }) => kept.has(id))
    expect(kept.size).toBeGreaterThan(500)
    expect(latest.length / kept.size).toBeGreaterThan(0.8)
    expect(calls.findIndex(({ id }) => kept.has(id))).toBeGreaterThan(calls.length - 1.5 * kept.size)
  })

  it('has listed a first run without a gap, also where the latest part came last', async () => {
    const calls = plainDays(4, 100)
    const nowMs = START + 4 * DAY + 6 * HOUR
    const company = modelCompany(calls, () => nowMs, new SeededRandom(1), { pageSize: 100 })
    const store = memoryStore()
    let lists = 0
    const slowAtFirst: HttpTransport = async (request, signal) => {
      const isFirst = request.url.endsWith('/v2/calls/extensive') && ++lists === 1
      const answer = await company(request, signal)
      for (let turn = 0; isFirst && turn < 1000 && (await store.mark('calls.covered')) === undefined; turn += 1)
        await Promise.resolve()
      return answer
    }
    await runOnce(store, morning(4, calls, { network: slowAtFirst, request: { total: 9000 } }))
    const covered: unknown[] = JSON.parse((await store.mark('calls.covered')) ?? '[]')
    expect({ hasAll: differencesOf(store, calls, nowMs), spans: covered.length }).toEqual({ hasAll: [], spans: 1 })
  })

  it('tells of a call whose answers are larger than is taken, and has all others', async () => {
    const calls = plainDays(4, 60)
    const [hostile] = calls.slice(70)
    const nowMs = START + 4 * DAY + 6 * HOUR
    const company = modelCompany(calls, () => nowMs, new SeededRandom(1), { pageSize: 100 })
    const network: HttpTransport = async (request, signal) => {
      const answer = await company(request, signal)
      const chunks: Uint8Array[] = []
      for await (const chunk of answer.body) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString('utf8')
      const isWhole = text.includes(`"${hostile?.id}"`) && /"(content|transcript)":/.test(text)
      return {
        ...answer,
        body: (async function* () {
          yield Buffer.from(text)
          if (isWhole) for (let mb = 0; mb < 500; mb += 1) yield Buffer.alloc(1e6, 32)
        })(),
      }
    }
    const store = memoryStore()
    const { outcome } = await runOnce(store, morning(4, calls, { network }))
    expect(outcome?.context.tally.get('calls')?.failure?.message).toBe(
      `call ${hostile?.id}: the answer is larger than 10 MB`,
    )
    expect(differencesOf(store, calls, nowMs).map((line) => line.replace(/: .*/, ''))).toEqual([
      `${hostile?.id}`,
      `${hostile?.id} is awaited`,
    ])
  })

  it('cuts a part that has a few calls more than are listed at once', async () => {
    const calls = plainDays(3, 33)
    const store = memoryStore()
    const limits = { sliceCalls: 30, listedCalls: 12 }
    await runOnce(store, morning(3, calls, { limits, trouble: { pageSize: 100, quota: 60 } }))
    expect(store.rows('calls')).toHaveLength(calls.length)
  })

  it('sends nothing twice: a second run an hour later asks what time it is, for new calls and for the total', async () => {
    const calls = plainDays(10, 50)
    const store = memoryStore()
    await runOnce(store, morning(10, calls))
    const { requests } = await runOnce(store, morning(10, calls, { nowMs: START + 10 * DAY + 7 * HOUR, run: 99 }))
    expect(requests).toBe(3)
  })

  it('goes on day by day when no day allows what is left to be listed at once, and old transcripts come, too', async () => {
    const calls = plainDays(20, 100).map((call, index) =>
      index % 10 === 0 ? { ...call, transcriptMs: call.transcriptMs + 2 * DAY } : call,
    )
    const store = memoryStore()
    for (let day = 5; day < 20; day += 1)
      await runOnce(store, morning(day, calls, { trouble: { pageSize: 100, quota: 8 } }))
    const kept = new Set(store.rows('sentences').map((row) => row.call_id))
    const missing = calls.filter(({ id, startedMs }) => startedMs < START + 15 * DAY && !kept.has(id))
    // Spans that no run has requests enough for are listed in parts: without that, none of the first ones would be here.
    expect(missing.length).toBeLessThan(400)
  })

  it('comes to the end at last, however few requests each run has', async () => {
    const calls = plainDays(30, 40)
    const store = memoryStore()
    const kept: number[] = []
    for (let run = 0; run < 60; run += 1) {
      await runOnce(
        store,
        morning(30, calls, { nowMs: START + 30 * DAY + run * HOUR, run, trouble: { pageSize: 100, quota: 4 } }),
      )
      kept.push(store.rows('calls').length)
    }
    expect(kept.at(-1)).toBe(calls.length)
  })

  it('asks no second time at once for calls that have nothing to be said of them, and settles them', async () => {
    const calls = plainDays(3, 20).map((call) => ({
      ...call,
      hasMedia: false,
      analysedMs: Infinity,
      transcriptMs: Infinity,
    }))
    const store = memoryStore()
    await runOnce(store, morning(3, calls))
    expect(store.entries().map(({ state }) => state)).toEqual(calls.map(() => 'settled'))
  })

  it('removes a call that Gong has no more, and keeps its mark', async () => {
    const calls = plainDays(3, 4)
    const [first] = calls
    const store = memoryStore()
    await runOnce(store, morning(3, calls))
    const later = calls.map((call) => (call === first ? { ...call, deletedMs: START + 3 * DAY } : call))
    await runOnce(store, morning(4, later))
    expect(differencesOf(store, later, START + 4 * DAY)).toEqual([])
    expect(store.entries().find(({ callId }) => callId === first?.id)?.state).toBe('gone')
  })

  it('does not believe that so many calls are gone at once, as for a key that may see none', async () => {
    const calls = plainDays(3, 4)
    const store = memoryStore()
    await runOnce(store, morning(3, calls))
    const { outcome } = await runOnce(store, morning(4, [], { request: { maxRemovals: 5 } }))
    expect(store.rows('calls')).toHaveLength(12)
    expect(outcome?.context.tally.get('calls')).toMatchObject({ removed: 0, kept: 12 })
  })

  it('believes the clock of Gong more than that of a machine that is two years ahead', async () => {
    const calls = plainDays(6, 4)
    const store = memoryStore()
    await runOnce(store, morning(3, calls, { jumpMs: 700 * DAY }))
    await runOnce(store, morning(6, calls))
    expect(differencesOf(store, calls, START + 6 * DAY)).toEqual([])
  })
})
