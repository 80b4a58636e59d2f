import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import { type Desk, openDesk } from '../../support/privacy-setup.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const NUMBER = '+12025550178'
const NOBODY = 'nobody@nowhere.example'
const TABLE = `Name,email,phone,ticket,received\nT,${BUYER},${NUMBER},C-1,2026-05-04\nN,${NOBODY},,C-2,\n`
const [HOUR, DAY] = [3_600_000, 86_400_000]

function list(desk: Desk, text = TABLE): string {
  const path = join(desk.folder, 'people.csv')
  writeFileSync(path, text)
  return path
}

const erase = (desk: Desk, text = TABLE, values = 3) =>
  desk.run(['privacy', 'erase-list', list(desk, text), '--yes', '--confirm', `${values}`, '--max-calls', '500'])

async function requests(desk: Desk, ...more: string[]): Promise<readonly Row[]> {
  return JSON.parse((await desk.run(['privacy', 'requests', ...more])).out)
}

/** Everything that gong keeps, as one text. */
function kept(folder: string): string {
  if (!existsSync(folder)) return ''
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'latin1')}`)
    .join('\n')
}

describe('a request of a list', () => {
  it('goes from erased to verified, with the day of each', async () => {
    const desk = await openDesk()
    await erase(desk)
    expect(await requests(desk)).toMatchObject([
      {
        state: 'erased',
        value: 't***@n***.example, ***78',
        ticket: 'C-1',
        received: '2026-05-04',
        deadline: '2026-06-03',
        erased: '2026-05-19',
        verified: null,
        reimported: null,
      },
      { state: 'erased', ticket: 'C-2', why: 'not verified yet: gong privacy verify with the list' },
    ])
    desk.pass(DAY)
    expect((await desk.run(['privacy', 'verify', '--from-file', list(desk)])).exit).toBe(0)
    expect(await requests(desk)).toMatchObject([
      { state: 'verified', erased: '2026-05-19', verified: '2026-05-20', why: null },
      { state: 'verified', verified: '2026-05-20' },
    ])
  })

  it('is named by who gives the list again, and others are not there', async () => {
    const desk = await openDesk()
    await erase(desk)
    const path = list(desk, `email\n${BUYER}\nnever@seen.example\n`)
    expect(await requests(desk, '--from-file', path)).toMatchObject([
      { state: 'erased', value: `${BUYER}, ***78`, ticket: 'C-1' },
      {
        state: null,
        value: 'never@seen.example',
        why: `not in the book of receipts of this machine: gong privacy erase-list ${path}`,
      },
    ])
    expect(await requests(desk, NUMBER)).toMatchObject([{ value: `t***@n***.example, ${NUMBER}` }])
    const [{ receipts } = {}] = await requests(desk)
    expect(await requests(desk, `${receipts}`.slice(0, 12))).toMatchObject([{ ticket: 'C-1' }])
  })

  it('is received while nothing was erased, as of a user of the company', async () => {
    const desk = await openDesk()
    await erase(desk, 'email\np.tran@tallyhouse.example\n', 1)
    desk.pass(40 * DAY)
    const { out, err } = await desk.run('privacy requests')
    expect(JSON.parse(out)).toMatchObject([
      { state: 'received', erased: null, why: expect.stringMatching(/^Gong refused.* p\*\*\*@t.*internal user/) },
    ])
    expect(err).toContain('1 request is open after the deadline')
  })

  it('stays one request when the list is run again, also with another ticket', async () => {
    const desk = await openDesk()
    await erase(desk)
    await erase(desk)
    await erase(desk, TABLE.replace('C-2', 'C-9'))
    expect((await requests(desk)).map(({ ticket }) => ticket)).toEqual(['C-1', 'C-2, C-9'])
  })

  it('is not entered by a dry run, or when it was not agreed to', async () => {
    const desk = await openDesk()
    await desk.run(['privacy', 'erase-list', list(desk), '--dry-run'])
    await desk.run(['privacy', 'erase-list', list(desk), '--yes', '--confirm', '3', '--max-calls', '1'])
    expect(await requests(desk)).toEqual([])
  })
})

it('an erasure that was none of a list is a request, too', async () => {
  const desk = await openDesk()
  await desk.run(`privacy erase ${NOBODY} --yes --confirm ${NOBODY} --ticket C-7 --received 2026-05-01`)
  expect(await requests(desk)).toMatchObject([
    {
      state: 'erased',
      value: 'n***@n***.example',
      ticket: 'C-7',
      received: '2026-05-01',
      deadline: '2026-05-31',
      request: null,
    },
  ])
})

it('nothing that is kept holds a value of the list', async () => {
  const desk = await openDesk(undefined, { comesBackMs: DAY })
  await erase(desk)
  await desk.run(['privacy', 'verify', list(desk)])
  await requests(desk, '--from-file', list(desk))
  desk.pass(2 * DAY)
  await erase(desk)
  const all = ['state', 'config']
    .map((name) => kept(join(desk.folder, name)))
    .join('\n')
    .toLowerCase()
  expect(all).toContain('"state":"received"')
  for (const value of [BUYER, NUMBER, NUMBER.slice(1), NOBODY, 'thandiwe', 'jovanovic', 'people.csv'])
    expect(all).not.toContain(value)
})

describe('what comes back after it was clean', () => {
  async function backAgain() {
    const desk = await openDesk(undefined, { comesBackMs: 2 * DAY })
    await erase(desk)
    desk.pass(HOUR)
    await desk.run(['privacy', 'verify', list(desk)])
    expect((await desk.run('privacy verify --all')).exit).toBe(0)
    desk.pass(3 * DAY)
    return desk
  }

  it('is said by verify --all, which ends with 8', async () => {
    const desk = await backAgain()
    const { exit, out, err } = await desk.run('privacy verify --all')
    expect(exit).toBe(8)
    expect(JSON.parse(out).map(({ verdict }: Row) => verdict)).toContain('re-imported')
    expect(err).toContain('there again after they were clean')
  })

  it('is found by the value where the list is given, and stays so in the requests', async () => {
    const desk = await backAgain()
    const { exit, out } = await desk.run(['privacy', 'verify', '--all', '--from-file', list(desk)])
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([
      { verdict: 're-imported', by: 'lookup', ticket: 'C-1' },
      { verdict: 're-imported', by: 'lookup' },
      { verdict: 'clean', ticket: 'C-2' },
    ])
    expect(await requests(desk)).toMatchObject([
      {
        state: 're-imported',
        verified: null,
        reimported: '2026-05-22',
        why: expect.stringContaining('clean since 2026-05-19'),
      },
      { state: 'verified' },
    ])
    expect((await desk.run('privacy requests')).err).toContain('1 request is re-imported')
  })

  it('is erased again by the same list, as the same request', async () => {
    const desk = await backAgain()
    await desk.run(['privacy', 'verify', list(desk)])
    const again = await erase(desk)
    expect(again.sent.filter((line) => line.includes('/erase-'))).toHaveLength(2)
    expect(await requests(desk)).toMatchObject([
      { state: 'erased', ticket: 'C-1', received: '2026-05-04', erased: '2026-05-22', reimported: '2026-05-22' },
      { state: 'verified', ticket: 'C-2' },
    ])
    desk.pass(HOUR)
    await desk.run(['privacy', 'verify', list(desk)])
    expect((await requests(desk)).map(({ state }) => state)).toEqual(['verified', 'verified'])
  })
})

it('requests are found by their ticket, in any case, and so are the erasures to verify', async () => {
  const desk = await openDesk()
  await erase(desk)
  expect(await requests(desk, 'c-1')).toMatchObject([{ ticket: 'C-1', state: 'erased' }])
  expect(await requests(desk, 'C-2', BUYER)).toMatchObject([{ ticket: 'C-1' }, { ticket: 'C-2' }])
  const unknown = await desk.run('privacy requests C-3')
  expect([unknown.exit, unknown.err]).toEqual([2, expect.stringContaining('no receipt, ticket, e-mail address')])
  const verified = JSON.parse((await desk.run('privacy verify C-1')).out)
  expect(verified).toHaveLength(2)
})
