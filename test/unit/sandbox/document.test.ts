import { describe, expect, it } from 'vitest'
import { type Row, rowsIn, textsIn } from '../../../src/lib/rows.ts'
import { openCompany } from '../../../src/sandbox/company/company.ts'
import { idSeries } from '../../../src/sandbox/company/ids.ts'
import { prospectAt } from '../../../src/sandbox/company/prospects.ts'
import { OAUTH_CLIENT } from '../../../src/sandbox/oauth.ts'
import { FULL_COMPANY } from '../../run.ts'
import { first, NOW, type Stranger, stranger } from '../../support/third-party-client.ts'

const opened = openCompany({ seed: 1, today: NOW, calls: 5200 })
const MAIL = 'p.tran@tallyhouse.example'
const FLOW = idSeries(1, 'flow').of(0)
const at = `integrationId=${idSeries(1, 'crm integration').of(2)}`
const hour = 3_600_000

/** A sandbox whose clock goes when it is told to. */
function clocked(): { ask: Stranger; pass: (ms: number) => void } {
  let now = NOW
  const pass = (ms: number) => {
    now += ms
  }
  return { ask: stranger({ now: () => now }), pass }
}

describe('links to media', () => {
  const links = { filter: { callIds: [opened.call(100).id] }, contentSelector: { exposedFields: { media: true } } }

  /** A token that was granted these scopes, by way of the two addresses of OAuth. */
  async function tokenFor(scope: string): Promise<[Stranger, string]> {
    const ask = stranger()
    const redirect = 'http://127.0.0.1:7/'
    const query = { client_id: OAUTH_CLIENT.id, response_type: 'code', redirect_uri: redirect, state: 's', scope }
    const { headers } = await ask(`GET /oauth2/authorize?${new URLSearchParams(query)}`)
    const code = new URL(String(headers.location)).searchParams.get('code') ?? ''
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect })
    const as = { accessKey: OAUTH_CLIENT.id, secret: OAUTH_CLIENT.secret, lacks: [], seesCalls: true }
    const { body } = await ask(`POST /oauth2/generate-customer-token?${form}`, { as })
    return [ask, String(body.access_token)]
  }

  it('are refused to a token that was not granted their scope, which no operation needs as a whole', async () => {
    const [ask, token] = await tokenFor('api:calls:read:extensive')
    const plain = await ask('POST /v2/calls/extensive', { token, body: { filter: links.filter } })
    const refused = await ask('POST /v2/calls/extensive', { token, body: links })
    expect([plain.status, refused.status, refused.errors.join()]).toEqual([
      200,
      401,
      expect.stringContaining("'api:calls:read:media-url'"),
    ])
  })

  it('are given to one that was', async () => {
    const [ask, token] = await tokenFor('api:calls:read:extensive api:calls:read:media-url')
    const { body } = await ask('POST /v2/calls/extensive', { token, body: links })
    expect(first(body.calls).media).toMatchObject({ audioUrl: expect.stringContaining('/media/') })
  })
})

describe('a registered call', () => {
  const host = opened.users.find(
    ({ active, row }) => active && JSON.stringify(row.settings).includes('"telephonyCallsImported":true'),
  )
  const registration: Row = {
    clientUniqueId: 'dialer-1',
    actualStart: '2026-05-13T09:00:00Z',
    direction: 'Outbound',
    duration: 600,
    primaryUser: host?.id ?? '',
    parties: [{ userId: host?.id ?? '' }, { phoneNumber: '+1 202-555-0100' }],
  }

  /** In which of the four places there is the call: its list, its id, its details, its transcripts (as a count). */
  async function seen(ask: Stranger, callId: string): Promise<number[]> {
    const filter = { filter: { callIds: [callId] } }
    const list = await ask('GET /v2/calls?fromDateTime=2026-05-13T08:59:59Z&toDateTime=2026-05-13T09:00:01Z')
    const others = [
      await ask(`GET /v2/calls/${callId}`),
      await ask('POST /v2/calls/extensive', { body: filter }),
      await ask('POST /v2/calls/transcript', { body: filter }),
    ]
    const isListed = rowsIn(list.body.calls).some(({ id }) => id === callId)
    return [isListed ? 200 : 404, ...others.map(({ status }) => status)]
  }

  it.each([
    ['without media', registration, []],
    ['under a minute', { ...registration, duration: 20 }, ['call.mp3']],
  ])('%s is in none of the four places, ever', async (_, body, files) => {
    const { ask, pass } = clocked()
    const callId = String((await ask('POST /v2/calls', { body })).body.callId)
    for (const file of files) await ask(`PUT /v2/calls/${callId}/media`, { form: ['mediaFile', file, 'noise'] })
    pass(24 * hour)
    expect(await seen(ask, callId)).toEqual([404, 404, 404, 404])
  })

  it('with media is in none of them at first, and in all of them later', async () => {
    const { ask, pass } = clocked()
    const callId = String((await ask('POST /v2/calls', { body: registration })).body.callId)
    const sent = await ask(`PUT /v2/calls/${callId}/media`, { form: ['mediaFile', 'call.mp3', 'noise'] })
    expect([sent.status, await seen(ask, callId)]).toEqual([201, [404, 404, 404, 404]])
    pass(hour)
    expect(await seen(ask, callId)).toEqual([200, 200, 200, 200])
  })

  it('is named in the refusal of the next one with its client id', async () => {
    const ask = stranger()
    const { callId } = (await ask('POST /v2/calls', { body: registration })).body
    const { status, errors } = await ask('POST /v2/calls', { body: registration })
    expect([status, errors.join()]).toEqual([409, expect.stringContaining(String(callId))])
  })
})

describe('the generic CRM', () => {
  it('shows the fields of every type when no type is asked for, and of one alone when it is', async () => {
    const ask = stranger()
    const all = await ask(`GET /v2/crm/entity-schema?${at}`)
    const one = await ask(`GET /v2/crm/entity-schema?${at}&objectType=DEAL`)
    const types = ({ objectTypeToSelectedFields: map = {} }: Row) => Object.keys(map ?? {})
    expect([types(all.body), types(one.body)]).toEqual([['ACCOUNT', 'CONTACT', 'DEAL', 'LEAD'], ['DEAL']])
  })

  it('looks at the first 100 ids and drops the others in silence', async () => {
    const objects = Array.from({ length: 150 }, (_, place) => `a-${place}`)
    const { status, body } = await stranger()(`GET /v2/crm/entities?${at}&objectType=ACCOUNT`, { body: objects })
    expect([status, Object.keys(body.crmObjectsMap ?? {})]).toEqual([200, objects.slice(0, 100)])
  })

  const good = '{"objectId":"a-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Acme","domains":["acme.com"]}'

  /** What the status of an upload of these lines says once it is over. */
  async function uploaded(type: string, text: string): Promise<Row> {
    const { ask, pass } = clocked()
    const query = `${at}&clientRequestId=r-1`
    const sent = await ask(`POST /v2/crm/entities?${query}&objectType=${type}`, {
      form: ['dataFile', 'a.ldjson', text],
    })
    expect(sent).toMatchObject({ status: 201, body: { clientRequestId: 'r-1' } })
    pass(hour)
    const { body } = await ask(`GET /v2/crm/request-status?${query}`)
    return body
  }

  it('takes a file of good lines', async () => {
    const text = `${good}\n{"objectId":"jo@acme.com","modifiedDate":"2026-01-15T10:00:00+02:00","isDeleted":true}\n`
    const done = { status: 'DONE', errors: [], totalErrorCount: 0, totalSuccessCount: 2 }
    expect(await uploaded('ACCOUNT', text)).toMatchObject(done)
  })

  it.each([
    ['milliseconds', 'ACCOUNT', good.replace('00Z', '00.000Z'), 2, 'Field [modifiedDate] is not a date-time'],
    ['no date', 'ACCOUNT', '{"objectId":"a-2"}', 2, 'Mandatory field [modifiedDate] is missing or empty'],
    [
      'no id',
      'ACCOUNT',
      '{"modifiedDate":"2026-01-15T10:00:00Z"}',
      2,
      'Mandatory field [objectId] is missing or empty',
    ],
    ['an id with a blank', 'ACCOUNT', good.replace('a-1', 'a 2'), 2, 'Field [objectId] is not 1 to 64'],
    ['an id of 65 signs', 'ACCOUNT', good.replace('a-1', 'a'.repeat(65)), 2, 'Field [objectId] is not 1 to 64'],
    ['an id that is a number', 'ACCOUNT', good.replace('"a-1"', '7'), 2, 'Field [objectId] is not'],
    ['the same object', 'ACCOUNT', good, 2, 'Object [a-1] is in the file more than once'],
    ['no JSON', 'ACCOUNT', 'acme', 2, 'The line is not a JSON object'],
    [
      'a list of domains that is none',
      'ACCOUNT',
      good.replace('a-1', 'a-2').replace('["acme.com"]', '"acme.com"'),
      2,
      'Field [domains]',
    ],
    [
      'an address that is no page',
      'ACCOUNT',
      good.replace('a-1', 'a-2').replace('"name"', '"url":"acme","name"'),
      2,
      'Field [url]',
    ],
  ])('fails a file with %s in its second line', async (_, type, line, number, words) => {
    expect(await uploaded(type, `${good}\n${line}\n`)).toMatchObject({
      status: 'FAILED',
      errors: [{ line: number, description: expect.stringContaining(words) }],
      totalErrorCount: 1,
      totalSuccessCount: 1,
    })
  })

  const dated = '"modifiedDate":"2026-01-15T10:00:00Z"'

  it.each([
    ['an empty file', 'ACCOUNT', '', 0, 'The file is empty'],
    ['a file of blank lines', 'ACCOUNT', '\n\n', 0, 'The file is empty'],
    ['a user without an address', 'BUSINESS_USER', `{"objectId":"u-1",${dated}}`, 1, 'Mandatory field [emailAddress]'],
    ['a stage without a name', 'STAGE', '{"objectId":"s-1"}', 1, 'Mandatory field [name]'],
    ['a deal in a state that is none', 'DEAL', `{"objectId":"d-1",${dated},"status":"won"}`, 1, 'Field [status]'],
    [
      'a deal that closes at a time',
      'DEAL',
      `{"objectId":"d-1",${dated},"closeDate":"2026-01-15T10:00:00Z"}`,
      1,
      '[closeDate]',
    ],
    [
      'a deal made within a second',
      'DEAL',
      `{"objectId":"d-1",${dated},"createdDate":"2026-01-15T10:00:00.5Z"}`,
      1,
      '[createdDate]',
    ],
  ])('fails %s', async (_, type, text, line, words) => {
    const errors = [{ line, description: expect.stringContaining(words) }]
    expect(await uploaded(type, text)).toMatchObject({ status: 'FAILED', errors, totalSuccessCount: 0 })
  })

  it('shows 20 errors and counts the others', async () => {
    const { errors, totalErrorCount } = await uploaded('LEAD', '{}\n'.repeat(30))
    expect([rowsIn(errors).length, totalErrorCount]).toEqual([20, 30])
  })
})

describe('prospects', () => {
  const assignment = { flowId: FLOW, flowInstanceOwnerEmail: MAIL }
  const known = prospectAt(1, 250).id

  it('are assigned when the CRM has them, and told apart from those that it does not have', async () => {
    const ask = stranger()
    const body = { ...assignment, crmProspectsIds: [known, '003000000000000000'] }
    const { status, body: answer } = await ask('POST /v2/flows/prospects/assign', { body })
    expect([status, rowsIn(answer.prospectsAssigned).map(({ crmProspectId }) => crmProspectId)]).toEqual([200, [known]])
    expect(answer.prospectsNotAssigned).toEqual([
      {
        flowId: FLOW,
        crmProspectId: '003000000000000000',
        errorCode: 'InvalidArgument',
        errorMessage: expect.stringContaining('003000000000000000'),
      },
    ])
  })

  it('are known once they were uploaded', async () => {
    const ask = stranger()
    const line = '{"objectId":"lead-1","modifiedDate":"2026-01-15T10:00:00Z","lastName":"Doe"}'
    await ask(`POST /v2/crm/entities?${at}&objectType=LEAD&clientRequestId=r`, { form: ['dataFile', 'a.ldjson', line] })
    const { body } = await ask('POST /v2/flows/prospects/assign', {
      body: { ...assignment, crmProspectsIds: ['lead-1'] },
    })
    expect(rowsIn(body.prospectsAssigned)).toHaveLength(1)
  })

  it('in bulk each become a lead with an id of its own: of 500 only those fail that are meant to', async () => {
    const { ask, pass } = clocked()
    const lead = (place: number) => ({ firstName: `No ${place}`, lastName: place % 100 === 7 ? 'Failing' : 'Lead' })
    const results: Row[] = []
    for (let from = 0; from < 500; from += 50) {
      const prospects = Array.from({ length: 50 }, (_, place) => lead(from + place))
      const sent = await ask('POST /v2/flows/prospects/bulk-assignments', { body: { ...assignment, prospects } })
      pass(hour)
      const { body } = await ask(`GET /v2/flows/prospects/bulk-assignments/${sent.body.id}`)
      expect(body).toMatchObject({ status: 'COMPLETED', processedCount: 50 })
      results.push(...rowsIn(body.results))
    }
    const done = results.filter(({ status }) => status === 'ASSIGNED')
    expect([results.length, done.length]).toEqual([500, 495])
    expect(new Set(done.map(({ crmId }) => crmId)).size).toBe(495)
    const instances = textsIn(done.map(({ flowInstanceId = null }) => flowInstanceId))
    const { body } = await ask('POST /v2/flows/prospects', { body: { flowInstanceIds: instances } })
    expect(rowsIn(body.prospectsAssigned)).toHaveLength(495)
  })
})

it('takes an event once', async () => {
  const ask = stranger()
  const event = { timestamp: '2026-05-12T09:00:00Z', eventType: 'click', content: { contentTitle: 'Prices' } }
  const body = { ...event, eventId: 'e-1', trackingId: 't' }
  expect((await ask('POST /v2/digital-interaction', { body })).status).toBe(200)
  const { status, errors } = await ask('POST /v2/digital-interaction', { body })
  expect([status, errors]).toEqual([409, ['Conflict - Event was already reported in the past.']])
})

it('cancels a meeting also without its organizer, whom the document does not require', async () => {
  const ask = stranger()
  const body = {
    startTime: '2026-06-01T09:00:00Z',
    endTime: '2026-06-01T10:00:00Z',
    invitees: [{ email: 'jo@buyer.example' }],
    organizerEmail: 'k.nakamura@tallyhouse.example',
  }
  const { meetingId } = (await ask('POST /v2/meetings', { body })).body
  const wrong = { organizerEmail: 'a@b.example' }
  expect((await ask(`DELETE /v2/meetings/${meetingId}`, { body: wrong })).status).toBe(404)
  expect((await ask(`DELETE /v2/meetings/${meetingId}`, { body: {} })).status).toBe(200)
  expect((await ask(`DELETE /v2/meetings/${meetingId}`, { body: {} })).status).toBe(404)
})

it('lists open tasks alone, whatever else is asked for', async () => {
  const ask = stranger()
  const users = rowsIn((await ask('GET /v2/users')).body.users)
  const filterOf = (userId: Row[string] = null) => ({ userId, types: ['FLOW', 'MANUAL'], taskAction: ['CALL'] })
  const counts: number[] = []
  for (const { id } of users) {
    const all = await ask('POST /v2/tasks', {
      body: { filter: { ...filterOf(id), status: ['OPEN', 'DONE', 'DISMISSED'] } },
    })
    const done = await ask('POST /v2/tasks', { body: { filter: { ...filterOf(id), status: ['DONE'] } } })
    expect(rowsIn(all.body.tasks).filter(({ status }) => status !== 'OPEN')).toEqual([])
    expect(done.body.tasks ?? []).toEqual([])
    counts.push(rowsIn(all.body.tasks).length)
  }
  expect(Math.max(...counts)).toBeGreaterThan(0)
})

it('lists what was tied to calls by hand in pages, the oldest tie first', async () => {
  const ask = stranger(FULL_COMPANY)
  const request = 'GET /v2/calls/manual-crm-associations?fromDateTime=2025-11-01T00:00:00Z'
  const { body } = await ask(request)
  const { cursor, totalRecords } = first([body.records ?? null])
  const next = (await ask(`${request}&cursor=${cursor}`)).body
  const all = [...rowsIn(body.associations), ...rowsIn(next.associations)]
  expect([rowsIn(body.associations).length, all.length]).toEqual([100, totalRecords])
  const times = all.map(({ associationTime }) => Date.parse(String(associationTime)))
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(new Set(all.map(({ callId }) => callId)).size).toBe(all.length)
})
