import { expect, it } from 'vitest'
import { parseFaults } from '../../../src/sandbox/faults.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'

const OWNER = 'k.nakamura@tallyhouse.example'

const company = (faults: string) => openSandbox({ now: () => NOW, faults: parseFaults(faults) })

it('spreads a single rate over every fault that a client can survive', () => {
  const each = expect.closeTo(0.2 / 7)
  expect(parseFaults('0.2')).toEqual({
    '429': each,
    '500': each,
    html: each,
    reset: each,
    cut: each,
    stall: each,
    expired: each,
  })
})

it('names both forms of Retry-After by turns', async () => {
  const send = company('429=1')
  const asked = { method: 'GET', url: 'https://sandbox.example/v2/users', headers: {}, timeoutMs: 0 }
  const after = async () => (await send(asked, new AbortController().signal)).headers['retry-after']
  expect([await after(), await after()]).toEqual(['1', 'Tue, 19 May 2026 12:00:01 GMT'])
})

it('says what it could not get when a server fails for good', async () => {
  const { exit, err } = await run('calls list --from 1d', { network: company('500=1') })
  expect(exit).toBe(7)
  expect(err).toContain('Gong answered 500')
})

it('loses every answer where it is to', async () => {
  const send = company('lost=1')
  const body = JSON.stringify({ clientUniqueId: 'c' })
  const asked = { method: 'POST', url: 'https://sandbox.example/v2/calls', headers: {}, timeoutMs: 0, body } as const
  await expect(send(asked, new AbortController().signal)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

it('does twice what it is asked for, and gives the second answer', async () => {
  const call =
    'calls create --client-id c1 --direction inbound --started 2026-05-18T09:00Z --host p.tran@tallyhouse.example'
  const { exit, out } = await run(`${call} --party name=Jo`, { network: company('twice=1') })
  expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining('already there') })
})

it('knows no Engage licence where there is to be none, and lets everything else be', async () => {
  const setting = { network: company('unlicensed=1') }
  const flows = await run('flows list --owner k.nakamura@tallyhouse.example', setting)
  expect({ exit: flows.exit, err: flows.err }).toEqual({ exit: 3, err: expect.stringContaining('no Engage licence') })
  expect((await run('users list --limit 1', setting)).exit).toBe(0)
})

it('fails items of a request that succeeds', async () => {
  const files = memoryFiles({
    'people.csv': `prospect,owner\n${Array.from({ length: 60 }, (_, at) => `cool-${at},${OWNER}\n`).join('')}`,
    'accounts.csv': `objectId,name,modifiedDate\n${Array.from({ length: 60 }, (_, at) => `a${at},A ${at},2026-05-18T09:00:00Z\n`).join('')}`,
  })
  let now = NOW
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const faults = parseFaults('line=0.2,prospect=0.2')
  const setting = { files, clock, network: openSandbox({ now: clock.now, faults }) }
  const outcomes = async (line: string) => {
    const { exit, out } = await run(`${line} -f csv --fields outcome`, setting)
    const all = out.trim().split('\n').slice(1)
    return { exit, good: all.filter((one) => /^(assigned|uploaded|saved)/.test(one)).length, all: all.length }
  }
  const some = { exit: 8, all: 60, good: expect.toSatisfy((count: number) => count > 30 && count < 60) }
  expect(await outcomes('flows assign 382113028872392068 --from-file people.csv --ignore-cool-off')).toEqual(some)
  expect(await outcomes('crm objects upload account --from-file accounts.csv --wait')).toEqual(some)
})
