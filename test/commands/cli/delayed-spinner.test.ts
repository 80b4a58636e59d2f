import { expect, it } from 'vitest'
import { CALL_COUNT, run, testSandbox } from '../../run.ts'
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
