import { expect, it, onTestFinished } from 'vitest'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { home, NOW } from '../run.ts'
import { at, startGong } from '../support/built-tool.ts'
import { densest } from '../support/densest.ts'

it('lets no more through after a pause of the machine than at any other time', async () => {
  const RATE = 4
  const { folder } = await home()
  const answering = openSandbox({ now: () => NOW, calls: 9900 })
  const arrivals: number[] = []
  let noted: () => void = () => undefined
  const server = await serveSandbox(
    (request, signal) => {
      arrivals.push(performance.now())
      noted()
      return answering(request, signal)
    },
    { port: 0 },
  )
  onTestFinished(() => server.close())
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      noted = () => arrivals.length >= count && resolve()
      noted()
    })
  const env = { ...at(server.url), GONG_STATE_DIR: folder, GONG_RATE: String(RATE) }
  const running = startGong('calls list --from 2025-11-01 --to 2026-05-19 -f jsonl -q', { env })
  await arrived(2 * RATE)
  running.kill('SIGSTOP')
  await new Promise((wake) => setTimeout(wake, 1500))
  const before = arrivals.length
  running.kill('SIGCONT')
  await arrived(before + 2 * RATE)
  running.kill('SIGKILL')
  // A busy machine may add half a second to the way of a request.
  expect(densest(arrivals, 500)).toBeLessThanOrEqual(RATE)
  expect(arrivals.length).toBeLessThan(before + 3 * RATE)
})
