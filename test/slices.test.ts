import { describe, expect, it } from 'vitest'
import type { Send } from '../src/gong/transport.ts'
import { openSandbox } from '../src/sandbox/handle.ts'
import { NOW, run } from './run.ts'

const YEAR = 'calls list --from 2025-11-20 --to 2026-05-19 -f jsonl -q'

const sandbox = () => openSandbox({ now: () => NOW })

function idsOf(out: string): string[] {
  return out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

function windowsOf(urls: readonly string[]): string[] {
  const parts = urls.map((url) => new URL(url).searchParams)
  return [...new Set(parts.map((query) => `${query.get('fromDateTime')} ${query.get('toDateTime')}`))]
}

describe('a large window', () => {
  it('is cut into half-open slices that meet, and gives every call exactly once', async () => {
    const { out, requests } = await run(YEAR)
    const [whole, ...slices] = windowsOf(requests.map(({ url }) => url))
    const ends = slices.map((slice) => slice.split(' '))
    expect(new Set(idsOf(out)).size).toBe(idsOf(out).length)
    expect(idsOf(out).length).toBeGreaterThan(5000)
    expect(slices.length).toBeGreaterThan(3)
    expect(ends.slice(1).every(([from], index) => from === ends[index]?.[1])).toBe(true)
    expect([ends[0]?.[0], ends.at(-1)?.[1]]).toEqual(whole?.split(' '))
  })

  it('costs few requests more than one long cursor would', async () => {
    const { out, sent } = await run(YEAR)
    expect(sent.length).toBeLessThanOrEqual(Math.ceil((idsOf(out).length / 100) * 1.15))
  })

  it('comes out in the order of the window, slice by slice', async () => {
    const { out, requests } = await run(YEAR.replace('-f jsonl', '-f jsonl --fields id,scheduled,started,system'))
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
    const { sent } = await run(`${YEAR} --limit 150`)
    expect(sent).toHaveLength(2)
  })

  it('starts a slice again when its cursor died, without double rows', async () => {
    const whole = idsOf((await run(YEAR)).out)
    let left = 3
    const network: Send = async (request, signal) => {
      const dies = request.url.includes('cursor') && left > 0 && Number(request.url.length) % 2 === 0
      if (dies) left -= 1
      const body = JSON.stringify({ requestId: 'r', errors: ['cursor has expired'] })
      return dies ? { status: 400, headers: {}, body: bytes(body) } : await answering(request, signal)
    }
    const answering = sandbox()
    const { exit, out } = await run(YEAR, { network })
    expect({ exit, left, ids: idsOf(out).sort() }).toEqual({ exit: 0, left: 0, ids: whole.sort() })
  })

  it('ends with the reason when one slice fails for good', async () => {
    const answering = sandbox()
    const network: Send = async (request, signal) =>
      request.url.includes('cursor') && !request.url.includes('fromDateTime=2025-11-20')
        ? { status: 403, headers: {}, body: bytes('{"requestId":"r","errors":["no"]}') }
        : await answering(request, signal)
    const { exit, err } = await run(YEAR, { network })
    expect({ exit, said: err.includes('Gong forbids this: no') }).toEqual({ exit: 3, said: true })
  })
})

it('drops a call that two pages hold', async () => {
  const page = (ids: readonly string[], cursor?: string) =>
    JSON.stringify({ requestId: 'r', records: { totalRecords: 3, cursor }, calls: ids.map((id) => ({ id })) })
  const network: Send = async ({ url }) => ({
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
