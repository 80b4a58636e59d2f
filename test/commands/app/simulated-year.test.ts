import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import type { Context } from '../../../src/platform/ports.ts'
import { KEYS, type Ran, run } from '../../run.ts'
import { queryOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From the first of a month into the next. */
const NIGHTS = 45
/** Months, from 0, with both changes of the clocks, the year's end and week 53 in them, or nothing of it. */
const MONTHS = [0, 2, 5, 7, 9, 11]
const PAGE = 4
/** Shorter than the overlap, which is for that. */
const LATEST_MS = 2.5 * DAY

/** Numbers from 0 to 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** A call, when it appears in Gong and when its title changes. */
interface Call {
  readonly id: string
  readonly startedMs: number
  readonly seenMs: number
  readonly renamedMs: number
}

function company(startMs: number, random: () => number): readonly Call[] {
  return Array.from({ length: NIGHTS * 2 }, (_, at) => {
    const startedMs = startMs + Math.floor(random() * NIGHTS * DAY)
    const seenMs = startedMs + Math.floor(random() * LATEST_MS)
    return {
      id: String(10 ** 6 + at),
      startedMs,
      seenMs,
      renamedMs: seenMs + Math.floor(random() * (startedMs + LATEST_MS - seenMs)),
    }
  }).sort((one, other) => one.startedMs - other.startedMs)
}

const rowOf = ({ id, startedMs, renamedMs }: Call, nowMs: number) => ({
  id,
  started: new Date(startedMs).toISOString(),
  title: renamedMs <= nowMs ? `final "${id}"` : `first, ${id}`,
})

/** What goes wrong in a night, and after how many requests or writes. */
interface Night {
  readonly fault: 'none' | 'asleep' | 'network' | 'quota' | 'killed'
  readonly after: number
}

function nightOf(random: () => number): Night {
  const roll = random()
  const fault = roll < 0.6 ? 'none' : roll < 0.7 ? 'asleep' : roll < 0.8 ? 'network' : roll < 0.9 ? 'quota' : 'killed'
  return { fault, after: Math.floor(random() * (fault === 'killed' ? 14 : 4)) }
}

/** Gong, as it is at that moment; a cursor holds on to what it was. */
function gongAt(calls: readonly Call[], nowMs: number, { fault, after }: Night): HttpTransport {
  let asked = 0
  return async (request) => {
    asked += 1
    if (asked > after && fault === 'network') throw new Error('the network is gone')
    if (asked > after && fault === 'quota')
      return {
        status: 429,
        headers: { 'retry-after': '40000' },
        body: text({ requestId: 'r', errors: ['Daily limit'] }),
      }
    const { fromDateTime = '', toDateTime = '', cursor = `${nowMs}-0` } = queryOf(request)
    const [asOfMs = 0, skipped = 0] = cursor.split('-').map(Number)
    const found = calls.filter(
      ({ startedMs, seenMs }) =>
        seenMs <= asOfMs && startedMs >= Date.parse(fromDateTime) && startedMs < Date.parse(toDateTime),
    )
    const rows = found.slice(skipped, skipped + PAGE).map((call) => rowOf(call, asOfMs))
    const more = skipped + PAGE < found.length && { cursor: `${asOfMs}-${skipped + PAGE}` }
    return {
      status: 200,
      headers: {},
      body: text({ requestId: 'r', records: { totalRecords: found.length, ...more }, calls: rows }),
    }
  }
}

async function* text(value: unknown): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(JSON.stringify(value))
}

/** A disk that does nothing any more after so many writes, as for a process that is killed. */
function mortal(files: Context['files'], after: number): Context['files'] {
  let done = 0
  const once =
    <Given extends readonly unknown[], T>(act: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      done += 1
      if (done > after) throw new Error('killed')
      return await act(...given)
    }
  return {
    ...files,
    write: once(files.write),
    writeUnsynced: once(files.writeUnsynced),
    remove: once(files.remove),
    create: once(async (...given) => {
      const file = await files.create(...given)
      return {
        ...file,
        get size() {
          return file.size
        },
        write: once(file.write),
        flush: once(file.flush),
        commit: once(file.commit),
        keep: once(file.keep),
        discard: once(file.discard),
      }
    }),
    append: once(async (...given) => {
      const file = await files.append(...given)
      return { ...file, write: once(file.write), sync: once(file.sync) }
    }),
  }
}

/** Six in the morning of a night in Berlin, or somewhat later. */
function morning(startMs: number, night: number, random: () => number): number {
  const utc = startMs + night * DAY
  const isSummer = utc >= Date.parse('2026-03-29') && utc < Date.parse('2026-10-25')
  return utc + (isSummer ? 4 : 5) * HOUR + Math.floor(random() * 2 * HOUR)
}

describe('a cron line through a year of crashes, late rows and spent quotas', () => {
  /** The exit codes of all nights, by what went wrong. */
  const exits = new Map<Night['fault'], Set<number>>()

  it.each(
    MONTHS.map((month, at) => ({
      start: new Date(Date.UTC(2026, month)).toISOString().slice(0, 10),
      to: at % 2 === 0 ? '' : '--to today --tz Europe/Berlin',
    })),
  )('ends with the truth, begun on $start $to', async ({ start, to }) => {
    const startMs = Date.parse(start)
    const random = dice(startMs / DAY)
    const disk = memoryFiles()
    const line = `calls list --since last --overlap 3d --from ${start}T00:00Z ${to} --append id --fields id,started,title --no-retry -o calls.csv`
    const calls = company(startMs, random)
    const night = async (at: number, what: Night): Promise<Ran> => {
      const now = morning(startMs, at, random)
      const files = what.fault === 'killed' ? mortal(disk, what.after) : disk
      return await run(line, { env: { ...KEYS, ...HOME_ENV }, now, network: gongAt(calls, now, what), files })
    }
    for (let at = 1; at < NIGHTS; at++) {
      const what = nightOf(random)
      if (what.fault === 'asleep') continue
      const { exit, err } = await night(at, what)
      // A night that finds nothing in its way ends well, whatever happened before it.
      if (what.fault === 'none') expect(`${exit} ${exit === 0 ? '' : err}`).toBe('0 ')
      exits.set(what.fault, (exits.get(what.fault) ?? new Set()).add(exit))
    }
    // The first may only go on with what another began, the second comes up to date.
    for (const at of [NIGHTS, NIGHTS + 1, NIGHTS + 4])
      expect((await night(at, { fault: 'none', after: 0 })).exit).toBe(0)
    const rows: { id: string; started: string; title: string }[] = parse(
      Buffer.from((await disk.read('calls.csv')) ?? ''),
      { columns: true },
    )
    const truth = calls.map((call) => rowOf(call, Number.POSITIVE_INFINITY))
    expect(rows.sort((one, other) => Number(one.id) - Number(other.id))).toEqual(
      truth.sort((one, other) => Number(one.id) - Number(other.id)),
    )
    expect((await disk.list('.'))?.filter((name) => name.startsWith('calls'))).toEqual(['calls.csv'])
  })

  it('meets each of them', () => {
    expect(exits.get('quota')).toContain(6)
    expect(Math.max(...(exits.get('killed') ?? []))).toBeGreaterThan(0)
    expect(Math.max(...(exits.get('network') ?? []))).toBeGreaterThan(0)
  })
})
