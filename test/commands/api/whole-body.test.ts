import { describe, expect, it } from 'vitest'
import { entries } from '../../../commands/index.ts'
import { commandsIn, tree } from '../../../src/cli/tree.ts'
import { run } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'

const ANN = 'k.nakamura@tallyhouse.example'
const fine = network(bare)
const TIMES = { startTime: '2030-05-20T10:00:00Z', endTime: '2030-05-20T10:30:00Z' }
const CONTENT = { contentId: '1', contentUrl: 'https://a.example', contentTitle: 'A' }
const EVENT = { reportingSystem: 'Binder', eventTimestamp: '2026-05-18T09:00:00Z' }

/** Commands and a body that says all that Gong wants; what stands behind the words goes elsewhere than in the body. */
const WHOLE: readonly (readonly [line: string, body: object])[] = [
  ['flows assign', { flowId: '1', crmProspectsIds: ['p'], flowInstanceOwnerEmail: ANN }],
  ['flows bulk-assign', { flowId: '1', flowInstanceOwnerEmail: ANN, prospects: [{ firstName: 'A', lastName: 'B' }] }],
  ['flows unassign', { crmProspectId: 'p', flowId: '1', unassignedByUserEmail: ANN }],
  ['flows unassign', { flowInstanceIds: ['1'], unassignedByUserEmail: ANN }],
  ['flows steps', { flowIds: ['1'] }],
  ['flows assigned', { crmProspectsIds: ['p'] }],
  ['calls access list', { filter: { callIds: ['1'] } }],
  ['calls access grant', { callAccessList: [{ callId: '1', userIds: ['2'] }] }],
  ['calls access revoke --yes', { callAccessList: [{ callId: '1', userIds: ['2'] }] }],
  [
    'calls create',
    {
      clientUniqueId: 'c',
      direction: 'Inbound',
      actualStart: '2026-05-18T09:00:00Z',
      primaryUser: '1',
      parties: [{ userId: '1' }],
    },
  ],
  ['tasks list', { filter: { userId: '1', types: ['FLOW'], taskAction: ['CALL'], status: ['OPEN'] } }],
  ['tasks update 7', { userId: '1', status: 'DONE' }],
  ['meetings create', { ...TIMES, organizerEmail: ANN, invitees: [{ email: 'a@b.example' }] }],
  ['meetings update 7', { ...TIMES, organizerEmail: ANN, invitees: [{ email: 'a@b.example' }] }],
  ['meetings delete 7 --yes', { organizerEmail: ANN }],
  ['meetings check', { emails: [ANN] }],
  ['engagement action', EVENT],
  ['engagement viewed', { ...EVENT, ...CONTENT }],
  ['engagement shared', { ...EVENT, ...CONTENT }],
  [
    'engagement interaction',
    { eventId: 'e', timestamp: EVENT.eventTimestamp, eventType: 't', content: { contentTitle: 'T' }, trackingId: 'x' },
  ],
  [
    'settings integration',
    { integrationTypeSettings: [{ integrationType: 'DIALER', allowedOrigin: 'https://a.example' }] },
  ],
  ['permissions create -w 1', { name: 'New' }],
  ['crm integration register', { name: 'N', ownerEmail: ANN }],
  ['stats activity', { filter: { fromDate: '2026-05-01', toDate: '2026-05-08' } }],
]

describe('the body is the whole request of', () => {
  it.each(WHOLE)('gong %s', async (line, body) => {
    const { sent, requests, err } = await run([...line.split(' '), '--body', JSON.stringify(body)], { network: fine })
    expect({ err, sent: sent.length > 0 }).toMatchObject({ sent: true })
    expect(requests.map(bodyOf)).toContainEqual(body)
  })

  it('gong crm objects get, whose body is a list', async () => {
    const line = ['crm', 'objects', 'get', 'account', '--integration', '1', '--body', '["a"]']
    const { requests } = await run(line, { network: fine })
    expect(requests[0]?.body).toBe('["a"]')
  })
})

it('no command with a body demands an argument that the body could hold', async () => {
  const demanding: string[] = []
  for (const { path, command } of commandsIn(await tree(entries))) {
    if (command.inputs.body === undefined || path === 'api') continue
    const elsewhere = command.arguments.filter((name) => command.inputs[name]?.outsideBody)
    const { err } = await run([...path.split(' '), ...elsewhere.map(() => '1'), '--body', '{}'], { network: fine })
    if (err.includes('missing required argument')) demanding.push(path)
  }
  expect(demanding).toEqual([])
})

it.each(['tasks update', 'meetings update', 'meetings delete'])(
  'gong %s still wants what no body can say',
  async (line) => {
    const { exit, sent, err } = await run([...line.split(' '), '--body', '{}'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('missing required argument')
  },
)

describe('--set', () => {
  const PARTY = 'parties[0].context[0].objects[0]'
  const create = async (value: string) => {
    const line = ['calls', 'create', '--client-id', 'c', '--direction', 'inbound', '--started', '2026-05-18T09:00:00Z']
    const place = [`${PARTY}.objectType=Account`, `${PARTY}.objectId=123`, 'parties[0].context[0].system=Generic']
    const all = [
      'parties[0].emailAddress=a@b.example',
      ...place,
      `${PARTY}.fields[0].name=n`,
      `${PARTY}.fields[0].value=${value}`,
    ]
    const flags = all.flatMap((one) => ['--set', one])
    const { requests, err } = await run([...line, '--host', '1', ...flags], { network: fine })
    expect(err).toBe('')
    return JSON.stringify(bodyOf(requests[0]))
  }

  it.each([
    ['Acme Inc', '"value":"Acme Inc"'],
    ['12', '"value":12'],
    ['"12"', '"value":"12"'],
    ['{"a":1}', '"value":{"a":1}'],
  ])('takes %s for a field of any kind', async (text, json) => {
    expect(await create(text)).toContain(json)
  })

  it('keeps digits as text where the field is text', async () => {
    expect(await create('x')).toContain('"objectId":"123"')
  })

  it('wants JSON where a whole part of the body is set', async () => {
    const { exit, sent, err } = await run(['users', 'search', '--set', 'filter=x'])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('is not JSON')
  })
})
