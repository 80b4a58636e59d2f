import { describe, expect, it } from 'vitest'
import { type Quota, reserve, spend } from '../../../src/api/quota.ts'
import { isRow, type Row } from '../../../src/lib/rows.ts'
import { NOW, type Ran, run, type Setting } from '../../run.ts'
import { HOME_ENV } from '../../support/memory-files.ts'
import { ended, schedulingMachine } from '../../support/scheduling-machine.ts'

const DAY_MS = 86_400_000
const LOG = `${HOME_ENV.GONG_STATE_DIR}/pace/us-1.api.gong.io.json`
const KEY = { accessKey: 'sandbox', accessKeySecret: 'sandbox-secret', baseUrl: 'https://us-1.api.gong.io' }
const LIST = 'calls list --from 2026-05-18 --to 2026-05-19 -q'

/** A machine with a profile and a crontab, on which what the crontab starts runs, too. */
async function machine() {
  const scheduling = schedulingMachine()
  const gong = (words: string | readonly string[], setting: Setting = {}): Promise<Ran> =>
    scheduling.gong(words, {
      ...setting,
      runProgram: async (program) => {
        const [node, , ...line] = program.command
        if (node !== '/usr/bin/node') return await setting.runProgram?.(program)
        const { exit, err } = await run(line, { ...setting, env: program.env, files: scheduling.files })
        return ended(exit, err)
      },
    })
  const crontab: Setting['runProgram'] = async ({ command }) => ended(command[1] === '-l' ? 1 : 0, 'no crontab for ana')
  await gong('profiles add work --keys file --no-check', { stdin: JSON.stringify(KEY) })
  const at = (nowMs: number): Setting => ({ now: nowMs, runProgram: crontab })
  const quota = async (setting: Setting = {}): Promise<Row[]> => {
    const rows: unknown = JSON.parse((await gong('doctor --quota -f json', setting)).out)
    return Array.isArray(rows) ? rows.filter(isRow) : []
  }
  const writeLog = (log: Row) => scheduling.files.write(LOG, JSON.stringify(log), 0o600)
  const log = async (): Promise<Row> => JSON.parse(await scheduling.text(LOG))
  const spend = async (requests: number) =>
    writeLog({ ...(await log()), sent: [], day: '2026-05-19', spent: { 'calls list': requests } })
  return { gong, quota, spend, writeLog, log, at }
}

describe("the day's requests", () => {
  it('are told by whose they were, the most first, and what is left', async () => {
    const { gong, quota } = await machine()
    await gong(LIST)
    await gong('users list -q --max-requests 1')
    await gong(LIST)
    const [first, second, left] = await quota()
    expect([first, second]).toEqual([
      { spender: 'calls list', requests: expect.any(Number), reserved: 0, share: expect.any(Number) },
      { spender: 'users list', requests: 1, reserved: 0, share: 0 },
    ])
    expect(left).toMatchObject({ spender: '(left)', requests: 10_000 - Number(first?.requests) - 1 })
  })

  it('are a table of their own on a terminal, and the only columns of CSV', async () => {
    const { gong, writeLog } = await machine()
    await writeLog({ sent: [], day: '2026-05-19', spent: { 'calls list': 1204 } })
    const { out } = await gong('doctor --quota', { terminal: true })
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['spender', 'requests', 'reserved', 'share'],
      expect.anything(),
      ['calls list', '1204', '0', '12'],
      ['(left)', '8796', '0', '88'],
      [''],
    ])
    expect((await gong('doctor --quota -f csv')).out).toMatch(/^spender,requests,reserved,share\n/)
  })

  it('hold no word that a person typed', async () => {
    const { gong, log } = await machine()
    await gong('privacy find thandiwe.jovanovic@nettlecombefoods.example -q')
    expect(JSON.stringify(await log())).not.toContain('thandiwe')
  })

  it('that an earlier version counted without a name are counted', async () => {
    const { quota, writeLog } = await machine()
    await writeLog({ sent: [], day: '2026-05-19', count: 42 })
    expect(await quota()).toMatchObject([{ spender: 'unnamed', requests: 42 }, { requests: 9958 }])
  })

  it('begin anew with each day (UTC)', async () => {
    const { quota, writeLog, at } = await machine()
    await writeLog({ sent: [], day: '2026-05-19', spent: { 'calls list': 9000 } })
    expect(await quota(at(NOW + DAY_MS))).toMatchObject([{ spender: '(left)', requests: 10_000 }])
  })
})

const ADD = `schedule add nightly --cron '0 22 * * *' --reserve 6000 --no-run -- ${LIST} -o calls.csv`

describe('what is reserved for a schedule', () => {
  it('is not spent by another run, which ends with 6 and says for whom it is kept', async () => {
    const { gong, quota, spend, at } = await machine()
    expect((await gong(ADD, at(NOW))).exit).toBe(0)
    await spend(4000)
    const { exit, err, sent } = await gong(LIST, at(NOW))
    expect({ exit, sent }).toEqual({ exit: 6, sent: [] })
    expect(err).toContain(
      "of today's 10,000 requests 4,000 are spent, and 6,000 are reserved for schedule nightly\n  try: gong doctor --quota",
    )
    expect(await quota(at(NOW))).toMatchObject([
      { spender: 'schedule nightly', requests: 0, reserved: 6000 },
      { spender: 'calls list', requests: 4000 },
      { spender: '(left)', requests: 0 },
    ])
  })

  it('is spent by its own run, which lets go of it until the next', async () => {
    const { gong, quota, spend, log, at } = await machine()
    await gong(ADD, at(NOW))
    await spend(4000)
    expect((await gong('schedule run nightly', at(NOW + 10 * 3_600_000))).exit).toBe(0)
    const rows = await quota(at(NOW + 10.5 * 3_600_000))
    expect(rows).toMatchObject([
      { spender: 'calls list' },
      { spender: 'schedule nightly', reserved: 0 },
      { spender: '(left)' },
    ])
    expect(Number(rows[1]?.requests)).toBeGreaterThan(0)
    expect((await log()).reserved).toEqual({ 'schedule nightly': { requests: 6000, fromDay: '2026-05-20' } })
    expect((await gong(LIST, at(NOW + 10.5 * 3_600_000))).exit).toBe(0)
  })

  it('is let go with the schedule, and of more than a day has nothing is kept', async () => {
    const { gong, log, at } = await machine()
    await gong(ADD, at(NOW))
    await gong('schedule remove nightly', at(NOW))
    expect((await log()).reserved).toEqual({})
    const { exit, err } = await gong(ADD.replace('6000', '10000'), at(NOW))
    expect([exit, err]).toEqual([2, expect.stringContaining('Gong allows 10,000 requests a day; leave some')])
  })

  it('is kept, and listed, where HOME alone says where profiles are', async () => {
    const { gong, at } = await machine()
    const env = { HOME: '/home/ana' }
    await gong('profiles add work --keys file --no-check', { env, stdin: JSON.stringify(KEY) })
    const added = await gong(ADD, { ...at(NOW), env })
    expect(added.exit, added.err).toBe(0)
    const listed = await gong('schedule list', { ...at(NOW), env, terminal: true })
    expect(listed.out).toMatch(/reserve[\s\S]*\b6,?000\b/)
  })

  it('is nothing where GitHub runs the line', async () => {
    const { gong, at } = await machine()
    const { exit, err } = await gong(ADD.replace(' --no-run', ' --github'), at(NOW))
    expect([exit, err]).toEqual([2, expect.stringContaining('--reserve: what is kept is kept on this machine')])
  })
})

it('counts what was taken back', () => {
  const empty: Quota = { day: '', spent: {}, reserved: {} }
  const quota = spend(spend(empty, NOW, 'calls list', 3), NOW, 'calls list', -1)
  expect(quota.spent).toEqual({ 'calls list': 2 })
  expect(reserve(reserve(quota, 'a', { requests: 5, fromDay: '2026-05-19' }), 'a', undefined).reserved).toEqual({})
})
