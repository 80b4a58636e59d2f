import { expect, it, onTestFinished } from 'vitest'
import { parseFaults } from '../../src/sandbox/faults.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { SeededRandom } from '../../src/sandbox/seeded-random.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { run } from '../run.ts'
import { at, gong } from '../support/built-tool.ts'
import { queryOf } from '../support/fake-gong.ts'

/** Some of them are private, and not for the list; some are later today. */
const CALLS = 10_300
const FIFTH = '429=0.05,500=0.03,html=0.03,reset=0.02,cut=0.02,stall=0.02,expired=0.03'

/** So many days from today, as `--from` takes it. */
function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
}

function idsOf(out: string): string[] {
  return out.trim().split('\n').sort()
}

// Over a real socket, where an answer can break off or never come. What goes wrong hangs on the part of the window and
// on how many requests it had before, so that every run goes alike however its parts overtake each other. No request fails
// more than three times running: of five tries in a row that fail, nothing could be got.
it('gets each of 10,000 calls exactly once from a server that fails a fifth of the time in every way', async () => {
  const asked = new Map<string, number>()
  const running = new Map<string, number>()
  const from = day(-200)
  let thrown = 0
  // Stands still: else a call of today could begin between the two pulls.
  const start = Date.now()
  const now = () => start
  const failing = openSandbox({ now, calls: CALLS, faults: parseFaults(FIFTH), random: () => thrown })
  const server = await serveSandbox(
    (request, signal) => {
      const part = String(Date.parse(queryOf(request).fromDateTime ?? '') - Date.parse(from))
      asked.set(part, (asked.get(part) ?? 0) + 1)
      thrown = new SeededRandom(part, asked.get(part) ?? 0).next()
      if (running.get(part) === 3) thrown = 1
      running.set(part, thrown < 0.2 ? (running.get(part) ?? 0) + 1 : 0)
      return failing(request, signal)
    },
    { port: 0 },
  )
  onTestFinished(() => server.close())
  const all = `calls list --tz UTC --from ${from} --to ${day(1)} -f jsonl --fields id`
  const plain = await run(all, { now: now(), network: openSandbox({ now, calls: CALLS }) })
  const { exit, out, err } = await gong(`${all} --timeout 2 --debug`, { env: at(server.url) })

  expect(exit).toBe(0)
  const ids = idsOf(out)
  expect(ids.length).toBeGreaterThanOrEqual(10_000)
  expect(ids.join() === idsOf(plain.out).join()).toBe(true)
  const seen = ['< 429', '< 500', '< 502', 'broke off', 'no answer in time', 'a cursor died']
  expect(seen.filter((word) => !err.includes(word))).toEqual([])
})
