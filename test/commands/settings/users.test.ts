import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { bodyOf, queryOf } from '../../support/fake-gong.ts'

const INGRID = '10409338845264712'

describe('users', () => {
  it('list shows everybody once', async () => {
    const users: { id: string }[] = JSON.parse((await run('users list')).out)
    expect(users.length).toBeGreaterThanOrEqual(40)
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length)
  })

  it('list --avatars asks for the synthetic users too', async () => {
    const { requests } = await run('users list --avatars')
    expect(queryOf(requests[0])).toEqual({ includeAvatars: 'true' })
  })

  it.each([['INGRID@tallyhouse.example'], [INGRID]])('get finds %s', async (user) => {
    const { out, sent } = await run(`users get ${user}`)
    expect(JSON.parse(out)).toMatchObject({ id: INGRID, firstName: 'Ingrid' })
    expect(sent.at(-1)).toBe(`GET /v2/users/${INGRID}`)
  })

  it('get ends with 4 for an id that nobody has', async () => {
    const { exit, out } = await run('users get 1')
    expect({ exit, out }).toEqual({ exit: 4, out: '' })
  })

  it('get says where the addresses are when none is near', async () => {
    const { exit, err } = await run('users get somebody@elsewhere.example')
    expect(exit).toBe(2)
    expect(err).toContain('try: gong users list')
  })

  it('search sends an empty filter rather than none', async () => {
    const { requests } = await run('users search')
    expect(requests.map(bodyOf)).toEqual([{ filter: {} }])
  })

  it('search takes people and the time they were created', async () => {
    const { requests } = await run(
      'users search --user ingrid@tallyhouse.example --created-from 2022-01-01 --created-to 2023-01-01',
    )
    expect(bodyOf(requests.at(-1))).toEqual({
      filter: {
        userIds: [INGRID],
        createdFromDateTime: '2022-01-01T00:00:00+01:00',
        createdToDateTime: '2023-01-01T00:00:00+01:00',
      },
    })
  })

  it('search refuses a range that ends before it begins, and sends nothing', async () => {
    const { exit, sent, err } = await run('users search --created-from 2026-05-01 --created-to 2026-01-01')
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('is not after --created-from')
  })

  it('history shows what was set when', async () => {
    const { out, sent } = await run(`users history ingrid@tallyhouse.example`)
    expect(JSON.parse(out)[0]).toMatchObject({ setting: expect.any(String), time: expect.any(String) })
    expect(sent.at(-1)).toBe(`GET /v2/users/${INGRID}/settings-history`)
  })
})

it('settings workspaces lists them', async () => {
  const { out, sent } = await run("settings workspaces --jq '.[].name'")
  expect(out).toBe('Sales Americas\nSales EMEA & APAC\nCustomer Success\n')
  expect(sent).toEqual(['GET /v2/workspaces'])
})

it('operations tells what each command asks of Gong, without asking it anything', async () => {
  const { out, sent } = await run('operations', { env: {} })
  expect(sent).toEqual([])
  expect(JSON.parse(out)).toContainEqual({
    operation: 'listCallsExtensive',
    method: 'POST',
    path: '/v2/calls/extensive',
    effect: 'read',
    scope: 'api:calls:read:extensive',
    paged: true,
    command: expect.stringContaining('gong calls details, gong calls find,'),
    summary: expect.any(String),
  })
})
