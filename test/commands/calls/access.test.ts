import { describe, expect, it } from 'vitest'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'
import { shortLine as brief, isChange } from '../../support/requests.ts'

const CALL = '3364161517094170228'
const KALANI = '1272893819781835579'
const INGRID = '10409338845264712'
const GRANT = `calls access grant ${CALL} --user k.nakamura@tallyhouse.example`
const REVOKE = `calls access revoke ${CALL} --user ${KALANI}`
const nothing = network(bare)
const company = () => ({ network: openSandbox({ now: () => NOW }) })

it('access that was granted is seen by the next command, and gone when it was taken back', async () => {
  const setting = company()
  const list = async () => JSON.parse((await run(`calls access list ${CALL}`, setting)).out)
  expect(await list()).toEqual([{ callId: CALL, users: [] }])
  const granted = await run(GRANT, setting)
  const names = { userName: 'Kalani Nakamura-Reyes', callTitle: 'Quayside Textiles | Product walk-through' }
  const pair = { callId: CALL, userId: KALANI, why: null, id: null, ...names }
  expect(JSON.parse(granted.out)).toEqual([{ ...pair, outcome: 'granted', access: 'had none → granted' }])
  expect(await list()).toEqual([{ callId: CALL, users: [{ userId: KALANI }] }])
  const revoked = await run(`${REVOKE} --yes`, setting)
  expect(JSON.parse(revoked.out)).toEqual([{ ...pair, outcome: 'revoked', access: 'granted → has none' }])
  expect(await list()).toEqual([{ callId: CALL, users: [] }])
})

describe('what reaches Gong', () => {
  const both = {
    callAccessList: [
      { callId: '1', userIds: [KALANI, INGRID] },
      { callId: '2', userIds: [KALANI, INGRID] },
    ],
  }

  it.each([
    ['list 1 2,1', 'POST', { filter: { callIds: ['1', '2'] } }],
    [`grant 1 2,1 --user ${KALANI},${INGRID}`, 'PUT', both],
    [`revoke 1 2 --user ${KALANI} --user ${INGRID} --yes`, 'DELETE', both],
    [
      'grant --set callAccessList[0].callId=1 --set callAccessList[0].userIds=7',
      'PUT',
      { callAccessList: [{ callId: '1', userIds: ['7'] }] },
    ],
  ])('of access %s is one %s', async (words, verb, body) => {
    const { requests } = await run(`calls access ${words}`, { network: nothing })
    const those = requests.filter((request) => brief(request) === `${verb} /v2/calls/users-access`)
    expect(those.map(bodyOf)).toEqual([body])
    expect(verb === 'POST' ? requests : requests.filter(isChange)).toEqual(those)
  })

  it('is shown by a dry run, which only reads who was granted what and what that is called', async () => {
    const { out, sent } = await run(`${REVOKE} --dry-run`)
    expect(sent).toEqual(['POST /v2/calls/users-access', 'GET /v2/users', 'POST /v2/calls/extensive'])
    expect(JSON.parse(out)).toMatchObject({ method: 'DELETE', body: { callAccessList: [{ callId: CALL }] } })
  })
})

describe('refused with nothing sent:', () => {
  it.each([
    ['list', '<call> is missing'],
    ['list twelve', '<call>: "twelve" is not an id'],
    ['grant', '<call> and --user are missing'],
    ['grant 1', '--user is missing'],
    ['grant --user 7', '<call> is missing'],
    ['grant .. --user 7', '<call>: ".." is not an id'],
    ['grant --body {}', 'names no call'],
    [`grant --body '{"callAccessList":[{"callId":"1"}]}'`, 'userIds is required'],
    ['revoke --yes', '<call> and --user are missing'],
    ['revoke 1 --yes', '--user is missing'],
    ['revoke --body {} --yes', 'names no call'],
    ['revoke --team 7 --during last-month --yes', 'whose access to the calls that the team hosted?'],
  ])('calls access %s', async (words, said) => {
    const { exit, sent, err } = await run(`calls access ${words}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })

  it('taking access back, where nobody can agree to it', async () => {
    const { exit, requests, err } = await run(REVOKE)
    expect({ exit, changes: requests.filter(isChange) }).toEqual({ exit: 9, changes: [] })
    expect(err).toMatch(
      /Kalani Nakamura-Reyes has no granted access to .*nobody is here to agree.*add --yes when that is right/s,
    )
  })
})

describe('on a terminal, taking access back', () => {
  it.each([
    ['y', 0, ['DELETE /v2/calls/users-access']],
    ['n', 9, []],
  ])('shows who loses what by name, and "%s" ends with %i', async (answer, code, lines) => {
    const setting = company()
    await run(GRANT, setting)
    const { exit, requests, err, asked } = await run(`calls access revoke ${CALL} --user ${KALANI},${INGRID}`, {
      ...setting,
      terminal: true,
      answers: [answer],
    })
    expect({ exit, sent: requests.filter(isChange).map(brief) }).toEqual({ exit: code, sent: lines })
    const call = `"Quayside Textiles | Product walk-through" (call ${CALL})`
    expect(err).toContain(`Kalani Nakamura-Reyes loses access to ${call}`)
    expect(err).toContain(`Ingrid Solheim-Achebe has no granted access to ${call}`)
    expect(asked).toEqual([
      expect.stringContaining(`of Kalani Nakamura-Reyes and Ingrid Solheim-Achebe to ${call}. Go on?`),
    ])
  })
})

it('names a call that Gong does not know, and changes nothing', async () => {
  const { exit, err } = await run(`calls access grant 12345 --user ${KALANI}`)
  expect(exit).toBe(5)
  expect(err).toContain('Call ID 12345 was not found')
})

it('shows one line for each user who has access', async () => {
  const setting = company()
  await run(`${GRANT},${INGRID}`, setting)
  const { out } = await run(`calls access list ${CALL}`, { ...setting, terminal: true })
  expect(out.split('\n').slice(2, 4)).toEqual([`${CALL}  ${KALANI}`, `${CALL}  ${INGRID}`])
})

it('says of a call in a table that nobody was granted, and leaves JSON as Gong gives it', async () => {
  const setting = company()
  const { out } = await run(`calls access list ${CALL}`, { ...setting, terminal: true })
  expect(out.split('\n').slice(2)).toEqual([`${CALL}  nobody was granted`, ''])
  expect(JSON.parse((await run(`calls access list ${CALL}`, setting)).out)).toEqual([{ callId: CALL, users: [] }])
})

it('lists the calls of a period that a user was granted, and no others', async () => {
  const setting = company()
  const [recent = ''] = (await run('calls list --during last-week --jq .[].id', setting)).out.split('\n')
  await run(`calls access grant ${recent} --user ${KALANI},${INGRID}`, setting)
  const { exit, out } = await run(`calls access list --user ${KALANI} --during last-week -f csv`, setting)
  expect(exit).toBe(0)
  expect(out).toMatch(new RegExp(`^callId,userId,title,started\n${recent},${KALANI},[^\n]+\n$`))
})

it('asks of which period the calls of a user are', async () => {
  const { exit, err, sent } = await run(`calls access list --user ${KALANI}`)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain('--during last-month')
})

it('lists the outcomes of dialer calls', async () => {
  const { out, sent } = await run('calls outcomes')
  expect(sent).toEqual(['GET /v2/call-outcomes'])
  expect(JSON.parse(out)[0]).toMatchObject({ callOutcome: 'Meeting booked', displayOrder: 1, category: 'ANSWERED' })
})

it('takes no list of outcomes with a flag that is not there', async () => {
  const { exit, sent } = await run('calls outcomes --from 7d')
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
})
