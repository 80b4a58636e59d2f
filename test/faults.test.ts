import { expect, it } from 'vitest'
import { parseFaults } from '../src/sandbox/faults.ts'
import { openSandbox } from '../src/sandbox/handle.ts'
import { NOW, run } from './run.ts'

const CALLS = 20_000
const ALL = 'calls list --from 2025-11-01 --to 2026-05-20 -f jsonl --fields id'

const company = (faults?: string) =>
  openSandbox({ now: () => NOW, calls: CALLS, ...(faults !== undefined && { faults: parseFaults(faults) }) })

function idsOf(out: string): string[] {
  return out.trim().split('\n').sort()
}

// A fifth of all requests go wrong. One that never answers is a matter for real sockets.
it('gets each of 20,000 calls exactly once from a server that fails a fifth of the time', async () => {
  const plain = await run(ALL, { network: company() })
  const faulty = await run(ALL, {
    network: company('429=0.03,500=0.04,html=0.03,reset=0.04,cut=0.03,expired=0.03'),
    random: (count) => new Uint8Array(count).fill(1),
  })
  expect({ exit: faulty.exit, same: idsOf(faulty.out).join() === idsOf(plain.out).join() }).toEqual({
    exit: 0,
    same: true,
  })
  expect(faulty.err).toMatch(/\d+ retries, \d+ parts? started again/)
})

it('says what it could not get when a server fails for good', async () => {
  const { exit, err } = await run('calls list --from 1d', { network: company('500=1') })
  expect(exit).toBe(7)
  expect(err).toContain('Gong answered 500')
})
