import { describe, expect, it } from 'vitest'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { NOW, run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const SELLER = '10764802098955269'
const AMERICAS_MANAGER = '3364331796652261231'

/** A Gong with these profiles in one workspace. */
function company(...profiles: readonly object[]) {
  return network((request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/v2/workspaces') return { requestId: 'r', workspaces: [{ id: '5', name: 'Only' }] }
    if (pathname === '/v2/all-permission-profiles') return { requestId: 'r', profiles }
    const { profileId } = queryOf(request)
    return { requestId: 'r', profile: profiles.find((one) => 'id' in one && one.id === profileId) }
  })
}

describe('permissions diff', () => {
  it('shows only what differs, and ends with 0', async () => {
    const { exit, out, sent } = await run(`permissions diff ${SELLER} ${AMERICAS_MANAGER} -f csv`)
    const lines = out.trim().split('\n')
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/permission-profile', 'GET /v2/permission-profile'] })
    expect(lines[0]).toBe('capability,Account Executive,Manager')
    expect(lines).toContain('scoreCalls,false,true')
    expect(lines).toContain('callsAccess,report-to-them,managers-team:69326825228529617')
    expect(out).not.toContain('callsAndSearch')
  })

  it('says that two allow the same, with no row', async () => {
    const { exit, out, err } = await run(`permissions diff ${SELLER} ${SELLER}`)
    expect({ exit, out }).toEqual({ exit: 0, out: '[]\n' })
    expect(err).toContain('allow the same')
  })

  it('finds Workspace/Name, and heads columns of one name with the workspace', async () => {
    const { exit, out } = await run([
      'permissions',
      'diff',
      'sales americas/Manager',
      'Sales EMEA & APAC/manager',
      '-f',
      'csv',
    ])
    expect(exit).toBe(0)
    expect(out).toBe(
      [
        'capability,Manager (Sales Americas),Manager (Sales EMEA & APAC)',
        'downloadCallMedia,true,false',
        'listenInCalls,true,false',
        '',
      ].join('\n'),
    )
  })

  it('knows what Gong has added since, and a profile that says nothing of it', async () => {
    const network = company(
      { id: '1', name: 'A', newPower: true, sub: { deep: 'x' }, scoreCalls: true },
      { id: '2', name: 'B', scoreCalls: true, description: 'other' },
    )
    const { out } = await run('permissions diff 1 2 -f json', { network })
    expect(JSON.parse(out)).toEqual([
      { capability: 'newPower', A: true, B: null },
      { capability: 'sub.deep', A: 'x', B: null },
    ])
  })

  it.each([
    ['Manager Administrator', 2, '"Manager" names 3 permission profiles'],
    ['"Sales Americas/Managr" 1', 2, 'did you mean "Manager"?'],
    ['"No Such/Manager" 1', 2, 'no permission profile is called "No Such/Manager"'],
    [`${SELLER}`, 2, "missing required argument 'b'"],
  ])('%s is refused', async (words, exit, reason) => {
    const ran = await run(`permissions diff ${words}`)
    expect({ exit: ran.exit, err: ran.err }).toEqual({ exit, err: expect.stringContaining(reason) })
  })
})

describe('permissions matrix', () => {
  it('has a row for each capability and a column for each profile, readable at 100 columns', async () => {
    const { out } = await run('permissions matrix -w "Sales Americas"', { terminal: true, columns: 100 })
    await expect(out).toMatchFileSnapshot('../../golden/permissions-matrix.txt')
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  it('shows the profiles that were named, and with --differing what they differ in', async () => {
    const { out } = await run('permissions matrix Manager "Account Executive" -w "Sales Americas" --differing -f csv')
    const [heading, ...rows] = out.trim().split('\n')
    expect(heading).toBe('capability,Manager,Account Executive')
    expect(rows.every((row) => row.split(',')[1] !== row.split(',')[2])).toBe(true)
    expect(rows).toContain('teamStats,true,false')
  })

  it.each(['md', 'html', 'xlsx'])('is there as %s', async (format) => {
    const { exit, out } = await run(`permissions matrix -w "Sales Americas" -f ${format}`)
    expect({ exit, isThere: out.length > 3000 }).toEqual({ exit: 0, isThere: true })
  })

  it('refuses a profile of another workspace, and names those of this one', async () => {
    const { exit, err } = await run('permissions matrix 69682288482220174 -w "Sales Americas"')
    expect(exit).toBe(4)
    expect(err).toContain('the workspace has no permission profile 69682288482220174')
    expect(err).toContain('Account Executive, Administrator')
  })

  it('tells profiles of one name apart, and one that is called like the first column', async () => {
    const network = company(
      { id: '1', name: 'A', scoreCalls: true },
      { id: '2', name: 'A', scoreCalls: false },
      { id: '3', name: 'capability', scoreCalls: true },
    )
    const { out } = await run('permissions matrix -w 5 -f json', { network })
    expect(JSON.parse(out)).toEqual([
      { capability: 'scoreCalls', 'A (1)': true, 'A (2)': false, 'capability (3)': true },
    ])
  })

  it('disarms a name that a spreadsheet would run', async () => {
    const network = company({ id: '1', name: '=1+1', scoreCalls: true })
    expect((await run('permissions matrix -w 5 -f csv', { network })).out).toContain("'=1+1")
  })
})

describe('permissions of', () => {
  it('shows the profile of a user in each workspace, and where there is none', async () => {
    const { exit, out } = await run('permissions of p.tran@tallyhouse.example -f csv')
    expect(exit).toBe(0)
    expect(out).toBe(
      [
        'workspaceId,workspaceName,profileId,profileName,seesCalls,seesDeals',
        `10246923550725705,Sales Americas,${SELLER},Account Executive,report-to-them,report-to-them`,
        '382030420827378686,Sales EMEA & APAC,,,,',
        '3363813918104031667,Customer Success,,,,',
        '',
      ].join('\n'),
    )
  })

  it('says in a table that there is none, below names that are whole', async () => {
    const { out } = await run('permissions of p.tran@tallyhouse.example -f table', { columns: 80 })
    expect(out).toMatch(/^Sales EMEA & APAC +none *$/m)
    expect(out).toMatch(/^Customer Success +none *$/m)
    expect(out).not.toContain('…')
  })

  it('is refused for a user whom nobody knows, after a look into the list alone', async () => {
    const { exit, sent } = await run('permissions of nobody@nowhere.example')
    expect({ exit, sent: new Set(sent) }).toEqual({ exit: 2, sent: new Set(['GET /v2/users']) })
  })
})

it.each([
  ['library calls', '"customer success/', '"'],
  ['permissions users', '"Sales EMEA & APAC/Manager', '"'],
])('Workspace/Name is taken wherever workspaces have things of their own: %s', async (path, beginning, end) => {
  const folder = JSON.parse((await run('library folders -w "Customer Success"')).out)[0]
  const name = path === 'library calls' ? String(folder.name) : ''
  const { exit, requests } = await run(`${path} ${beginning}${name}${end}`)
  const { folderId, profileId } = queryOf(requests.at(-1))
  expect({ exit, id: folderId ?? profileId }).toEqual({ exit: 0, id: name === '' ? '1273249283035526136' : folder.id })
})

it('a change of the sandbox is seen by the next diff', async () => {
  const setting = { network: openSandbox({ now: () => NOW }) }
  await run(`permissions update ${SELLER} --allow score-calls --yes`, setting)
  const { out } = await run(`permissions diff ${SELLER} ${AMERICAS_MANAGER} -f csv`, setting)
  expect(out).not.toContain('scoreCalls')
})
