import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { KEYS, run, testSandbox } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const TABLE = `email,phone,ticket
thandiwe.jovanovic@nettlecombefoods.example,+12025550178,C-1
nobody@nowhere.example,,C-2
other@nowhere.example,+442079460948,C-3
THANDIWE.jovanovic@nettlecombefoods.example,,C-4
`
const ERASE = 'privacy erase-list people.csv --yes --confirm 5 --max-calls 500'

/** A company that outlives the processes, and what was erased there, in the order of arrival. */
function company() {
  const answering = testSandbox()
  const erased: string[] = []
  const send: HttpTransport = async (request, signal) => {
    if (request.url.includes('/erase-')) erased.push([...new URL(request.url).searchParams.values()].join())
    return await answering(request, signal)
  }
  return { send, erased }
}

/** Other bytes at each draw. */
function drawing() {
  let drawn = 0
  return (count: number) => Uint8Array.from({ length: count }, () => (drawn++ * 37) % 256)
}

const whole = await (async () => {
  const { send, erased } = company()
  const machine = crashing(memoryFiles({ 'people.csv': TABLE }), send)
  const ran = await run(ERASE, { network: machine.network, files: machine.files, env: ENV, random: drawing() })
  return { ...ran, erased, moments: machine.moments() }
})()

it('erases each value once where nothing dies', () => {
  expect(whole.exit).toBe(0)
  expect(whole.erased).toEqual([
    'thandiwe.jovanovic@nettlecombefoods.example',
    '+12025550178',
    'nobody@nowhere.example',
    'other@nowhere.example',
    '+442079460948',
  ])
})

it.each(momentsOf(whole.moments, 25))(
  'dead at moment %i of a list, the same line goes on, and nobody is erased twice',
  async (at) => {
    const { send, erased } = company()
    const files = memoryFiles({ 'people.csv': TABLE })
    const bytes = drawing()
    const dying = crashing(files, send, at)
    await run(ERASE, { network: dying.network, files: dying.files, env: ENV, random: bytes })
    const again = await run(ERASE, { network: send, files, env: ENV, random: bytes })
    const rows: readonly Row[] = JSON.parse(again.out)
    expect(rows).toHaveLength(4)
    expect(new Set(erased).size).toBe(erased.length)
    // What was under way when the machine died is told as such, and not sent again.
    const unsure = rows.filter(({ outcome }) => outcome === 'intended')
    expect(again.exit).toBe(unsure.length > 0 ? 8 : 0)
    expect(erased.length).toBeGreaterThanOrEqual(4)
    expect(erased.length === 5 || unsure.length > 0).toBe(true)
    const checked = await run('privacy receipts --check', { files, env: ENV })
    expect(checked.exit).toBe(0)
    const requests: readonly Row[] = JSON.parse((await run('privacy requests', { files, env: ENV })).out)
    expect(requests.map(({ ticket }) => ticket)).toEqual(['C-1, C-4', 'C-2', 'C-3'])
  },
)
