import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWindow } from '../../../src/api/split-window.ts'
import { once } from '../../../src/lib/once.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { FULL_COMPANY, KEYS, run, testSandbox } from '../../run.ts'
import { bare, inItsOwnTime, network } from '../../support/fake-gong.ts'
import { thinListing } from '../../support/thin-listing.ts'

const YEAR = 'calls list --from 2025-11-20 --to 2026-05-19 -f jsonl -q'

/** Half a year of calls, read once for all who only look at it. */
const wholeYear = once(() => run(YEAR, FULL_COMPANY))

function idsOf(out: string): string[] {
  return out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

/** A pull at 3 requests a second and 0.8 s an answer. It has no log to share, so that nothing waits for a disk. */
function atGongsPace(answering: HttpTransport) {
  const env = { ...KEYS, GONG_RATE: '3', GONG_STATE_DIR: '/dev/null/none' }
  return inItsOwnTime((clock) => {
    const network: HttpTransport = async (request, signal) => {
      await clock.sleep(800)
      return await answering(request, signal)
    }
    return run('calls list --from 200d -f jsonl --fields id', { clock, network, env })
  })
}

function windowsOf(urls: readonly string[]): string[] {
  const parts = urls.map((url) => new URL(url).searchParams)
  return [...new Set(parts.map((query) => `${query.get('fromDateTime')} ${query.get('toDateTime')}`))]
}

describe('a large window', () => {
  it('is cut into half-open slices that meet, and gives every call exactly once', async () => {
    const { out, requests } = await wholeYear()
    const [whole, ...slices] = windowsOf(requests.map(({ url }) => url))
    const ends = slices.map((slice) => slice.split(' '))
    expect(new Set(idsOf(out)).size).toBe(idsOf(out).length)
    expect(idsOf(out).length).toBeGreaterThan(5000)
    expect(slices.length).toBeGreaterThan(3)
    expect(ends.slice(1).every(([from], index) => from === ends[index]?.[1])).toBe(true)
    expect([ends[0]?.[0], ends.at(-1)?.[1]]).toEqual(whole?.split(' '))
  })

  it('costs few requests more than one long cursor would', async () => {
    const { out, sent } = await wholeYear()
    expect(sent.length).toBeLessThanOrEqual(Math.floor((idsOf(out).length / 100) * 1.08))
  })

  it.each([
    ['20,000 calls', 20_000, thinListing(20_000)],
    ['18,000 calls', 18_000, thinListing(18_000)],
    ['11,000 calls on workdays', 11_000, testSandbox(undefined, 11_000)],
  ])('of %s takes hardly longer than the limit would allow', async (_, calls, answering) => {
    const { result, ms } = await atGongsPace(answering)
    expect(idsOf(result.out).length).toBeGreaterThan(calls * 0.9)
    expect(ms / 1000).toBeLessThan((result.sent.length / 3) * 1.04)
  })

  it('is read ahead of a reader who stands still only so far', async () => {
    // Five slices, of some 20 pages each.
    const answering = thinListing(9900)
    let asked = 0
    const network: HttpTransport = (request, signal) => {
      asked += 1
      return answering(request, signal)
    }
    const stillness: number[] = []
    const reading = async () => {
      if (stillness.length > 0) return
      for (let before = -1, turns = 0; turns < 50; turns = asked === before ? turns + 1 : 0) {
        before = asked
        await new Promise(setImmediate)
      }
      stillness.push(asked)
    }
    await run('calls list --from 200d -f jsonl --fields id -q', { network, reading })
    // The first page, 72 ahead, and the one of each slice that it always has.
    expect(stillness[0]).toBeGreaterThan(60)
    expect(stillness[0]).toBeLessThanOrEqual(1 + 72 + 5)
  })

  it('comes out in the order of the window, slice by slice', async () => {
    const { out, requests } = await run(
      YEAR.replace('-f jsonl', '-f jsonl --fields id,scheduled,started,system'),
      FULL_COMPANY,
    )
    const [, ...slices] = windowsOf(requests.map(({ url }) => url))
    const bounds = slices.map((slice) => Date.parse(slice.split(' ')[0] ?? ''))
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { started: string })
    const sliceOf = ({ started }: { started: string }) =>
      bounds.filter((from) => Date.parse(started) + 3_600_000 >= from).length
    const order = rows.map(sliceOf)
    const steps = order.slice(1).filter((slice, index) => slice < (order[index] ?? 0) - 1)
    expect(steps).toEqual([])
  })

  it('is not cut for the sake of a few rows', async () => {
    const { sent } = await run(`${YEAR} --limit 150`, FULL_COMPANY)
    expect(sent).toHaveLength(2)
  })

  it.each([
    ['--limit 4000', 45],
    ['--max-requests 40', 40],
  ])('burns no requests on pages that %s leaves no room for', async (flag, most) => {
    const network = thinListing(20_000)
    const { out, sent } = await run(`calls list --from 200d -f jsonl --fields id -q ${flag}`, { network })
    expect(sent.length).toBeLessThanOrEqual(most)
    expect(idsOf(out).length / sent.length).toBeGreaterThan(85)
  })

  it('starts a slice again when its cursor died, without double rows', async () => {
    const whole = idsOf((await wholeYear()).out)
    let left = 3
    const network: HttpTransport = async (request, signal) => {
      const dies = request.url.includes('cursor') && left > 0 && Number(request.url.length) % 2 === 0
      if (dies) left -= 1
      const body = JSON.stringify({ requestId: 'r', errors: ['cursor has expired'] })
      return dies ? { status: 400, headers: {}, body: bytes(body) } : await answering(request, signal)
    }
    const answering = testSandbox(undefined, FULL_COMPANY.calls)
    const { exit, out } = await run(YEAR, { network })
    expect({ exit, left, ids: idsOf(out).sort() }).toEqual({ exit: 0, left: 0, ids: whole.sort() })
  })

  it('ends with the reason when one slice fails for good', async () => {
    const answering = testSandbox(undefined, FULL_COMPANY.calls)
    const network: HttpTransport = async (request, signal) =>
      request.url.includes('cursor') && !request.url.includes('fromDateTime=2025-11-20')
        ? { status: 403, headers: {}, body: bytes('{"requestId":"r","errors":["no"]}') }
        : await answering(request, signal)
    const { exit, err } = await run(YEAR, { network })
    expect({ exit, said: err.includes('Gong forbids this: no') }).toEqual({ exit: 3, said: true })
  })
})

it('starts a slice again when its cursor comes twice, without double rows', async () => {
  const answer = (index: number) => {
    const [calls, cursor] = [
      [['1', '2'], 'a'],
      [['3'], 'a'],
      [['1', '2'], 'b'],
      [['3', '4'], undefined],
    ][index] as [string[], string | undefined]
    return { requestId: 'r', records: { totalRecords: 4, cursor }, calls: calls.map((id) => ({ id })) }
  }
  const { exit, out, err } = await run('calls list --from 2026-05-01 -f jsonl', {
    network: network((_, index) => answer(index)),
  })
  expect({ exit, ids: idsOf(out) }).toEqual({ exit: 0, ids: ['1', '2', '3', '4'] })
  expect(err).toBe('4 rows, 4 requests, 1 part started again\n')
})

it('gives entries without an id as often as Gong does, also when their cursor dies', async () => {
  const entry = (text: string) => ({ userId: '1', eventTime: '2026-05-01T00:00:00Z', logRecord: { text } })
  const pages = [
    { cursor: 'a', entries: ['x', 'x', 'y'] },
    { dead: true },
    { cursor: 'b', entries: ['x', 'x'] },
    { entries: ['y', 'y', 'z'] },
  ]
  const send: HttpTransport = async (request, signal) => {
    const { dead, cursor, entries = [] } = pages.shift() ?? {}
    const body = dead
      ? { requestId: 'r', errors: ['failed to verify cursor'] }
      : { requestId: 'r', records: { totalRecords: 5, cursor }, logEntries: entries.map(entry) }
    return await network(() => body, dead ? 400 : 200)(request, signal)
  }
  const { out } = await run('logs list access --from 3d --jq .logRecord.text -f jsonl -q', { network: send })
  expect(out.trim().split('\n')).toEqual(['x', 'x', 'y', 'y', 'z'])
})

it('cuts a long list of answered scorecards at whole days', async () => {
  const send = network(() => ({ requestId: 'r', records: { totalRecords: 3000 }, answeredScorecards: [] }))
  const { requests } = await run('stats scorecards --from 2026-01-01 --to 2026-02-01', { network: send })
  const filters = requests.map((request) => JSON.parse(String(request.body)).filter)
  expect(filters.map(({ callFromDate, callToDate }) => [callFromDate, callToDate])).toEqual([
    ['2026-01-01', '2026-02-01'],
    ['2026-01-01', '2026-01-16'],
    ['2026-01-16', '2026-02-01'],
  ])
})

it.each(['stats activity', 'stats daily', 'stats interaction', 'stats periods --per day'])(
  'never cuts what is counted over the whole window: %s',
  async (command) => {
    const send = network((request) => ({ ...bare(request), records: { totalRecords: 9000 } }))
    const { sent } = await run(`${command} --from 2026-01-01 --to 2026-02-01`, { network: send })
    expect(sent).toHaveLength(1)
  },
)

it('says it when there was more than Gong counted at first', async () => {
  const send = network(() => ({ requestId: 'r', records: { totalRecords: 1 }, calls: [{ id: '1' }, { id: '2' }] }))
  const { err } = await run('calls list --from 2026-05-01', { network: send })
  expect(err).toBe('2 rows, 1 request, 1 more than Gong counted at first\n')
})

const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2027, 0, 1) })
  .map((at) => new Date(at).toISOString())
const day = instant.map((text) => text.slice(0, 10))

it('cuts any window into parts that meet, none of them empty', () => {
  const property = fc.property(fc.oneof(fc.tuple(instant, instant), fc.tuple(day, day)), fc.nat(60), (ends, extra) => {
    const [from, to] = ends[0] < ends[1] ? ends : [ends[1], ends[0]]
    fc.pre(from !== to)
    const parts = splitWindow({ from, to }, extra + 1)
    expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([from, to])
    expect(parts.slice(1).every((part, index) => part.from === parts[index]?.to)).toBe(true)
    expect(parts.every((part) => Date.parse(part.from) < Date.parse(part.to))).toBe(true)
    expect(parts.length).toBeLessThanOrEqual(extra + 1)
  })
  fc.assert(property)
})

it('drops a call that two pages hold', async () => {
  const page = (ids: readonly string[], cursor?: string) =>
    JSON.stringify({ requestId: 'r', records: { totalRecords: 3, cursor }, calls: ids.map((id) => ({ id })) })
  const network: HttpTransport = async ({ url }) => ({
    status: 200,
    headers: {},
    body: bytes(url.includes('cursor') ? page(['2', '3']) : page(['1', '2'], 'next')),
  })
  const { out } = await run('calls list --from 2026-05-01 -f jsonl -q', { network })
  expect(idsOf(out)).toEqual(['1', '2', '3'])
})

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}
