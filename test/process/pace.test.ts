import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { diskFiles } from '../../src/platform/node/disk/files.ts'
import { home } from '../run.ts'
import { at, gong } from '../support/built-tool.ts'
import { densest } from '../support/densest.ts'

describe('four processes at once', () => {
  const RATE = 10
  const PAGES = 12
  const ALL = 4 * PAGES
  /** So much earlier than in the log may the first request of a process arrive. */
  const COLD = 250

  // The log keeps the last 50 instants, which are all there are here. What a busy machine adds to the way of a request
  // makes two arrivals come closer than they left, so the strict limit is read from the log, and the server's own count
  // allows half a second for the way. The limit must hold in every round. The speed is that of the best two seconds: before
  // some are still starting, after some have ended. It has five rounds to be reached, since a machine that is busy with
  // something else can only make it less.
  it('reach 95 % of the rate together and never pass it', async () => {
    const speeds: number[] = []
    while (speeds.length < 5 && !speeds.some((speed) => speed >= 0.95 * RATE)) speeds.push(await round())
    expect(Math.max(...speeds)).toBeGreaterThanOrEqual(0.95 * RATE)
  })

  /** Requests a second of four processes together, in the best two seconds. */
  async function round(): Promise<number> {
    const { folder } = await home()
    const server = await counting(PAGES)
    const env = { ...at(server.url), GONG_STATE_DIR: folder, GONG_RATE: String(RATE) }
    const runs = await Promise.all([1, 2, 3, 4].map(() => gong('calls list --from 1d -f jsonl -q', { env })))
    expect(runs.map(({ exit, err }) => ({ exit, err }))).toEqual(Array(4).fill({ exit: 0, err: '' }))

    const log = await diskFiles().read(join(folder, 'pace', `${encodeURIComponent(new URL(server.url).host)}.json`))
    const { sent, count }: { sent: number[]; count: number } = JSON.parse(new TextDecoder().decode(log))
    const { arrivals } = server
    expect([arrivals.length, sent.length, count]).toEqual([ALL, ALL, ALL])
    expect(arrivals.filter((moment, index) => moment < (sent[index] ?? 0) - COLD)).toEqual([])
    expect(densest(sent, 1000)).toBeLessThanOrEqual(RATE)
    expect(densest(arrivals, 500)).toBeLessThanOrEqual(RATE)
    const some = 2 * RATE
    const spans = sent.slice(some).map((last, index) => last - (sent[index] ?? 0))
    return (some / Math.min(...spans)) * 1000
  }
})

/** A server of this process that gives so many pages of one call to each pull, and writes down when it was asked. */
async function counting(pages: number): Promise<{ readonly url: string; readonly arrivals: readonly number[] }> {
  const arrivals: number[] = []
  const server = createServer((request, response) => {
    arrivals.push(Date.now())
    const page = Number(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('cursor') ?? 1)
    const cursor = page < pages ? String(page + 1) : undefined
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ requestId: 'counted', records: { totalRecords: pages, cursor }, calls: [{ id: String(page) }] }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${address instanceof Object ? address.port : 0}`, arrivals }
}
