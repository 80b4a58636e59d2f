import { expect, it } from 'vitest'
import { CALL_COUNT, home, KEYS, run, testSandbox } from '../../run.ts'
import { handClock } from '../../support/fake-gong.ts'

it('rows wait until the terminal has taken what removes the line of progress', async () => {
  const clock = handClock()
  const gong = testSandbox(() => clock.now(), CALL_COUNT)
  let shown = false
  let frames = 0
  const over: string[] = []
  await run('calls list --from 60d', {
    terminal: true,
    clock,
    startSpinner: async () => ({
      show: () => {
        shown = true
        frames += 1
      },
      stop: async () => {
        await new Promise((taken) => setImmediate(taken))
        shown = false
      },
    }),
    onOut: (text) => {
      if (shown && text !== '') over.push(text)
    },
    async network(request, signal) {
      await clock.pass(600)
      return await gong(request, signal)
    },
  })
  expect(frames).toBeGreaterThan(2)
  expect(over).toEqual([])
})

it('the line of progress counts the requests of what tells no rows before its end', async () => {
  const clock = handClock()
  const gong = testSandbox(() => clock.now(), 12)
  const due: (() => void)[] = []
  const shown = new Set<string>()
  const { env } = await home()
  const { exit, err } = await run('sync calls users', {
    terminal: true,
    env: { ...env, ...KEYS },
    clock: {
      ...clock,
      later(ms, tell) {
        if (ms === 1000) due.push(tell)
        return () => undefined
      },
    },
    startSpinner: async () => ({ show: (text) => void shown.add(text), stop: async () => undefined }),
    async network(request, signal) {
      await clock.pass(600)
      due.pop()?.()
      return await gong(request, signal)
    },
  })
  expect(exit, err).toBe(0)
  expect(shown.size).toBeGreaterThan(5)
})
