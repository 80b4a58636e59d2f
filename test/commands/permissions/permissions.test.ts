import { describe, expect, it } from 'vitest'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { bodyOf, network, queryOf } from '../../support/fake-gong.ts'

const AMERICAS = '10246923550725705'
const SELLER = '10764802098955269'
const READ = 'GET /v2/permission-profile'
const WRITE = 'PUT /v2/permission-profile'
const shared = () => ({ network: openSandbox({ now: () => NOW }) })

it('permissions list shows the profiles of a workspace by name, with the levels one looks for', async () => {
  const { sent, out } = await run('permissions list -w "Sales Americas"', { terminal: true })
  expect(sent).toEqual(['GET /v2/workspaces', 'GET /v2/all-permission-profiles'])
  expect(out).toMatch(/id +name +seesCalls +seesDeals +description/)
  expect(out).toMatch(/Account Executive +report-to-them[\s\S]*Administrator +all/)
})

it('permissions get and users look at one profile', async () => {
  const setting = shared()
  const one = await run(`permissions get ${SELLER}`, setting)
  const users = await run(`permissions users ${SELLER}`, setting)
  expect(JSON.parse(one.out)).toMatchObject({ name: 'Account Executive', scoreCalls: false })
  expect(queryOf(one.requests[0])).toEqual({ profileId: SELLER })
  expect(JSON.parse(users.out)[0]).toEqual({
    id: expect.any(String),
    fullName: 'Priscilla Tran',
    emailAddress: 'p.tran@tallyhouse.example',
  })
})

it.each(['get', 'users'])(
  'permissions %s ends with 4 for a profile that is not there, and names those that are',
  async (words) => {
    const { exit, err } = await run(`permissions ${words} 7`)
    expect({ exit, err }).toEqual({ exit: 4, err: expect.stringContaining('Gong knows no permission profile 7') })
    expect(err).toContain('Account Executive')
  },
)

it('permissions update ends with 5 for a profile that is not there, since Gong documents no 404', async () => {
  const { exit, err } = await run('permissions update 7 --name x --yes')
  expect({ exit, err }).toEqual({ exit: 5, err: expect.stringContaining('profile ID 7 was not found') })
})

describe('permissions create', () => {
  it('switches capabilities in either spelling, and names scopes without their suffix', async () => {
    const { sent, requests } = await run(
      `permissions create -w ${AMERICAS} --name Interns --description d --allow score-calls,callsAndSearch --deny trim-calls --access calls=managers-team:7,8 --access forecast=own --access library-folder=Specific-Folders:9`,
    )
    expect(sent).toEqual(['POST /v2/permission-profile'])
    expect(queryOf(requests[0])).toEqual({ workspaceId: AMERICAS })
    expect(bodyOf(requests[0])).toEqual({
      name: 'Interns',
      description: 'd',
      scoreCalls: true,
      callsAndSearch: true,
      trimCalls: false,
      callsAccess: { permissionLevel: 'managers-team', teamLeadIds: ['7', '8'] },
      forecastPermissions: { forecastAccess: { permissionLevel: 'own' } },
      libraryFolderAccess: { permissionLevel: 'specific-folders', libraryFolderIds: ['9'] },
    })
  })

  it('starts from another profile with --like, and the next command sees it', async () => {
    const setting = shared()
    const made = await run(`permissions create -w ${AMERICAS} --name Twin --like ${SELLER} --deny library`, setting)
    const like = JSON.parse((await run(`permissions get ${SELLER}`, setting)).out)
    expect(made.sent).toEqual([READ, 'POST /v2/permission-profile'])
    expect(bodyOf(made.requests[1])).toEqual({ ...like, id: undefined, name: 'Twin', library: false })
    const { out } = await run(`permissions list -w ${AMERICAS} --jq '.[].name'`, setting)
    expect(out).toContain('Twin')
  })

  it('ends with 5 for a name that is taken', async () => {
    expect((await run(`permissions create -w ${AMERICAS} --name Manager`)).exit).toBe(5)
  })
})

describe('permissions update', () => {
  const LINE = `permissions update ${SELLER} --allow score-calls --access calls=all --set coachingAccess.permissionLevel=own`
  const LINES = [
    '  callsAccess.permissionLevel: report-to-them → all',
    '  coachingAccess.permissionLevel: report-to-them → own',
    '  scoreCalls: false → true',
  ]

  it('shows the difference and writes nothing unless somebody agrees', async () => {
    const { exit, sent, err } = await run(LINE, { answers: ['n'] })
    expect({ exit, sent }).toEqual({ exit: 9, sent: [READ] })
    expect(err.split('\n').slice(0, 3)).toEqual(LINES)
  })

  it('writes the whole profile, and nothing else of it changes', async () => {
    const setting = shared()
    const before = JSON.parse((await run(`permissions get ${SELLER}`, setting)).out)
    const { exit, sent, requests, out } = await run(LINE, { ...setting, answers: ['y'] })
    const after = {
      ...before,
      callsAccess: { permissionLevel: 'all' },
      coachingAccess: { permissionLevel: 'own' },
      scoreCalls: true,
    }
    expect({ exit, sent }).toEqual({ exit: 0, sent: [READ, WRITE] })
    expect(bodyOf(requests[1])).toEqual(after)
    expect(JSON.parse(out)).toMatchObject(after)
    expect(JSON.parse((await run(`permissions get ${SELLER}`, setting)).out)).toMatchObject(after)
  })

  it('says that nothing changes, and sends nothing', async () => {
    const { exit, sent, err } = await run(
      `permissions update ${SELLER} --deny score-calls --name "Account Executive" --yes`,
    )
    expect({ exit, sent }).toEqual({ exit: 0, sent: [READ] })
    expect(err).toContain('is like that already; nothing was sent')
  })

  it.each([
    ['--body', '{"callsAccess":{"permissionLevel":"all"},"libraryFolderAccess":{"permissionLevel":"none"}}'],
    ['--set', 'callsAccess.permissionLevel=all', '--set', 'libraryFolderAccess.permissionLevel=none'],
  ])('lets the ids and rights of an old level go (%s)', async (...flags) => {
    const profile = {
      id: '1',
      callsAccess: { permissionLevel: 'managers-team', teamLeadIds: ['7'] },
      libraryFolderAccess: { permissionLevel: 'specific-folders', libraryFolderIds: ['8'], manageStreams: true },
    }
    const answer = network(() => ({ requestId: 'r', profile }))
    const { exit, requests } = await run(['permissions', 'update', '1', ...flags, '--yes'], { network: answer })
    expect(exit).toBe(0)
    expect(bodyOf(requests[1])).toEqual({
      id: '1',
      callsAccess: { permissionLevel: 'all' },
      libraryFolderAccess: { permissionLevel: 'none' },
    })
  })

  it('sends back nulls, and fields that Gong has added since, as they came', async () => {
    const profile = {
      id: '1',
      name: 'A',
      description: null,
      scoreCalls: false,
      newPower: true,
      dealsAccess: { later: 1 },
    }
    const answer = network(() => ({ requestId: 'r', profile }))
    const { exit, requests } = await run('permissions update 1 --allow score-calls --yes', { network: answer })
    expect(exit).toBe(0)
    expect(bodyOf(requests[1])).toEqual({ ...profile, scoreCalls: true })
  })
})

it.each([
  [`list -w`, '-w'],
  ['list', '--workspace is missing'],
  ['get', "missing required argument 'profile'"],
  [`create -w ${AMERICAS}`, '--name is missing'],
  ['create --name x', '--workspace is missing'],
  ['create -w "Sales Americas" --name x --allow scre-calls', 'did you mean "score-calls"?'],
  ['create -w "Sales Americas" --name x --allow deals --deny deals', 'deals is in --allow and in --deny'],
  ['create -w "Sales Americas" --name x --access library=all', 'did you mean "library-folder"?'],
  ['create -w "Sales Americas" --name x --access calls', 'is not of the form'],
  ['create -w "Sales Americas" --name x --access calls=everyone', '--access calls'],
  ['create -w "Sales Americas" --name x --access calls=all:7', 'ids belong to the level managers-team'],
  ['create -w "Sales Americas" --name x --access calls=managers-team:ann', '--access calls'],
  ['create -w "Sales Americas" --name x --set scorCalls=true', 'did you mean scoreCalls?'],
  [`update ${SELLER}`, 'nothing to change'],
  [`update ${SELLER} --body {"scorCalls":true}`, 'scorCalls is not a field of the body'],
  [`update ${SELLER} --set scoreCalls=maybe`, '--set scoreCalls'],
])('permissions %s is refused with nothing sent', async (line, reason) => {
  const argv = ['permissions', ...(line.includes('{') ? line.split(' ') : [])]
  const { exit, sent, err } = await run(argv.length > 1 ? argv : `permissions ${line}`)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(reason)
})
