import { expect, it } from 'vitest'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { CALL_COUNT, NOW, run } from '../../run.ts'

const LINES = [
  'report trackers --during last-week -f json',
  'report accounts --from 3d -f json',
  'stats activity --during last-week -f json',
]

it.each(LINES)('a sandbox that keeps calls answers like one that generates them anew: %s', async (line) => {
  const outs: string[] = []
  for (const keptCalls of [0, 3, CALL_COUNT]) {
    const network = openSandbox({ now: () => NOW, calls: CALL_COUNT, keptCalls })
    const first = await run(line, { network })
    const second = await run(line, { network })
    expect([first.exit, first.out.length > 100]).toEqual([0, true])
    outs.push(first.out, second.out)
  }
  expect(new Set(outs).size).toBe(1)
})
