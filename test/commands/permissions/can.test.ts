import { expect, it } from 'vitest'
import type { Json, Row } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'

const CALL = { id: '70', title: 'Demo', workspaceId: '5', primaryUserId: '1', isPrivate: false }

interface Company {
  readonly call?: Row
  /** Users among the parties; `null` for a call that is not analysed yet. */
  readonly parties?: readonly string[] | null
  readonly granted?: readonly string[]
  readonly profile?: Row
  /** Who has the profile. */
  readonly holders?: readonly string[]
  readonly lacks?: string
}

/** User 2 leads 1; 3 leads nobody; 4 has left. */
const USERS = [
  { id: '1', firstName: 'Ann', managerId: '2', active: true },
  { id: '2', firstName: 'Bob', active: true },
  { id: '3', firstName: 'Cleo', active: true },
  { id: '4', firstName: 'Dan', active: false },
]

function gong({ call = {}, parties = [], granted = [], profile, holders = ['2', '3'], lacks }: Company): HttpTransport {
  const answers: { readonly [path: string]: Row } = {
    '/v2/users': { users: USERS },
    '/v2/workspaces': { workspaces: [{ id: '5', name: 'Sales' }] },
    '/v2/calls/70': { call: { ...CALL, ...call } },
    '/v2/calls/extensive': {
      calls: parties === null ? [] : [{ metaData: { id: '70' }, parties: parties.map((userId) => ({ userId })) }],
    },
    '/v2/calls/users-access': { callAccessList: [{ callId: '70', users: granted.map((userId) => ({ userId })) }] },
    '/v2/all-permission-profiles': { profiles: profile ? [{ id: '9', name: 'Reps', ...profile }] : [] },
    '/v2/permission-profile/users': { users: holders.map((id) => ({ id })) },
  }
  return async (request, signal) => {
    const { pathname } = new URL(request.url)
    const isLacking = pathname === lacks
    const answer: Json = isLacking ? { requestId: 'r', errors: ['no'] } : { requestId: 'r', ...answers[pathname] }
    return await network(() => answer, isLacking ? 403 : 200)(request, signal)
  }
}

const level = (permissionLevel: string, teamLeadIds?: readonly string[]) => ({
  callsAccess: { permissionLevel, ...(teamLeadIds && { teamLeadIds }) },
})

it.each<[user: string, company: Company, can: string, reason: string]>([
  ['1', {}, 'yes', 'hosted the call'],
  ['3', { parties: ['1', '3'] }, 'yes', 'took part in the call'],
  ['3', { granted: ['3'] }, 'yes', 'granted through the API'],
  ['3', { granted: ['3'], call: { isPrivate: true } }, 'yes', 'granted through the API'],
  ['3', { profile: level('all') }, 'yes', 'the profile "Reps" gives access to all calls of the workspace'],
  ['3', { profile: { ...level('all'), callsAndSearch: false } }, 'unknown', 'switches callsAndSearch off'],
  ['3', { profile: level('all'), call: { isPrivate: true } }, 'unknown', 'the call is private'],
  ['3', { profile: level('own') }, 'no', 'did not take part'],
  ['3', { profile: level('own'), parties: null }, 'unknown', 'who took part is not known'],
  ['3', { profile: level('none') }, 'no', 'gives access to no calls'],
  ['3', { profile: level('none'), parties: ['3'] }, 'unknown', 'does not say which counts'],
  ['2', { profile: level('report-to-them') }, 'yes', 'one of these hosted it'],
  ['3', { profile: level('report-to-them') }, 'no', 'none of these took part'],
  ['3', { profile: level('managers-team', ['2']) }, 'yes', 'one of these hosted it'],
  ['3', { profile: level('managers-team', ['3']) }, 'no', 'none of these took part'],
  [
    '3',
    { profile: level('managers-team', ['2']), call: { primaryUserId: '4' }, parties: ['1'] },
    'unknown',
    'without hosting',
  ],
  ['3', { profile: level('galaxy') }, 'unknown', 'newer than this tool'],
  ['3', { profile: level('all'), holders: [] }, 'unknown', 'no permission profile in the workspace'],
  ['4', { profile: level('all'), holders: ['4'] }, 'no', 'not active'],
])('permissions can %s with %j says %s', async (user, company, can, reason) => {
  const { exit, out } = await run(`permissions can ${user} 70`, { network: gong(company) })
  expect({ exit, ...JSON.parse(out) }).toMatchObject({ exit: 0, can, reason: expect.stringContaining(reason) })
})

it('permissions can says what the API does not tell, and does without what the key may not read', async () => {
  const { exit, out } = await run('permissions can 3 70', {
    network: gong({ profile: level('all'), lacks: '/v2/calls/users-access' }),
  })
  expect({ exit, ...JSON.parse(out) }).toMatchObject({
    exit: 0,
    can: 'yes',
    isGranted: null,
    notTold: expect.stringContaining('shared'),
  })
})

it.each([
  ['/v2/calls/extensive', '1', 'yes', 'hosted the call'],
  ['/v2/calls/extensive', '3', 'yes', 'all calls of the workspace'],
  ['/v2/all-permission-profiles', '3', 'unknown', 'the key may not read permission profiles'],
  ['/v2/all-permission-profiles', '1', 'yes', 'hosted the call'],
  ['/v2/workspaces', '3', 'yes', 'all calls of the workspace'],
])('permissions can does without %s for user %s', async (lacks, user, can, reason) => {
  const { exit, out } = await run(`permissions can ${user} 70`, { network: gong({ profile: level('all'), lacks }) })
  expect({ exit, ...JSON.parse(out) }).toMatchObject({ exit: 0, can, reason: expect.stringContaining(reason) })
})

it('permissions can ends with 4 for a call that is not there', async () => {
  expect((await run('permissions can p.tran@tallyhouse.example 7')).exit).toBe(4)
})

it('permissions can asks for the users of the profiles of one workspace alone', async () => {
  const { requests } = await run('permissions can 3 70', { network: gong({ profile: level('all') }) })
  expect(requests.map(queryOf).filter((query) => 'workspaceId' in query)).toEqual([{ workspaceId: '5' }])
})
