import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { KEYS, run, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DIAL_IN = '+12025550178'
const DETAILS = 'POST /v2/calls/extensive'

/** A lookup that finds these ids, and then what stands in the place of Gong for the calls themselves. */
const finding = (ids: readonly string[], details: HttpTransport, more: object = {}): HttpTransport => {
  const held = {
    requestId: 'r',
    emails: [],
    calls: ids.map((id) => ({ id })),
    meetings: [],
    customerData: [],
    customerEngagement: [],
    matchingPhoneNumbers: [],
    emailAddresses: [],
    ...more,
  }
  const lookup = network(() => held)
  return (request, signal) => (request.method === 'GET' ? lookup : details)(request, signal)
}

const callWith = (parties: readonly object[], metaData: object = {}) =>
  network(() => ({ requestId: 'r', calls: [{ metaData: { id: '1', ...metaData }, parties }] }))

/** What a person reads of call 1 in which these parties were. */
async function othersOf(parties: readonly object[], value = 'a@b.example', more: object = {}): Promise<unknown> {
  const { out } = await run(['privacy', 'find', value], { network: finding(['1'], callWith(parties), more) })
  return JSON.parse(out).calls[0].participants
}

describe('privacy find tells of each call', () => {
  it('when it was, what it was called, who hosted it and who else was there, beside what Gong said', async () => {
    const { out } = await run(`privacy find ${DIAL_IN}`)
    expect(JSON.parse(out).calls).toEqual([
      {
        id: '7439219772524582545',
        title: 'Security questionnaire / Juniper Pharma',
        started: '2026-01-23T12:15:40+10:00',
        duration: expect.any(Number),
        url: 'https://app.gong.io/call?id=7439219772524582545',
        host: 'Tāne Parata',
        participants: ['Tāne Parata', 'Quentin Dubois', 'Petra Wójcik', 'Xóchitl Lévesque', 'Quentin Yılmaz'],
        status: 'COMPLETED',
        externalSystems: [expect.anything()],
      },
    ])
  })

  it('everybody but the person, whatever the case of the address', async () => {
    const parties = [{ name: 'Ann', emailAddress: 'A@B.example' }, { name: 'Bo' }]
    expect(await othersOf(parties)).toEqual(['Bo'])
  })

  it('everybody but the person, whatever the notation of the number', async () => {
    const parties = [
      { name: 'Ann', phoneNumber: '+1 202-555-0178' },
      { name: 'Bo', phoneNumber: '+1 202-555-0179' },
    ]
    expect(await othersOf(parties, DIAL_IN)).toEqual(['Bo'])
  })

  it('people by their name, else their address, else their number', async () => {
    const parties = [
      { name: 'Ann', emailAddress: 'ann@c.example' },
      { name: ' ', emailAddress: 'bo@c.example', phoneNumber: '+12025550100' },
      { phoneNumber: '+12025550101' },
      {},
    ]
    expect(await othersOf(parties)).toEqual(['Ann', 'bo@c.example', '+12025550101', 'somebody unknown'])
  })

  it.each([
    ['leaves out whose the one address of a number is', ['ann@c.example'], ['Bo']],
    ['names all of those who share a number', ['ann@c.example', 'bo@c.example'], ['Ann', 'Bo']],
  ])('%s', async (_, emailAddresses, others) => {
    const parties = [
      { name: 'Ann', emailAddress: 'ann@c.example' },
      { name: 'Bo', emailAddress: 'bo@c.example' },
    ]
    expect(await othersOf(parties, DIAL_IN, { emailAddresses })).toEqual(others)
  })

  it('the id of a host who is not among the parties', async () => {
    const gong = finding(['1'], callWith([], { primaryUserId: '77' }))
    const { out } = await run('privacy find a@b.example', { network: gong })
    expect(JSON.parse(out).calls[0]).toMatchObject({ host: '77', participants: [] })
  })
})

describe('privacy find asks for the calls', () => {
  it('a hundred at a time, with their parties, and keeps the order of the lookup', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => String(1000 - index))
    const details = network((request) => {
      const { filter } = bodyOf(request)
      const { callIds } = JSON.parse(JSON.stringify(filter))
      return {
        requestId: 'r',
        calls: callIds.toReversed().map((id: string) => ({ metaData: { id, title: `t${id}` } })),
      }
    })
    const { requests, out } = await run('privacy find a@b.example', { network: finding(ids, details) })
    const bodies = requests.slice(1).map(bodyOf)
    expect(bodies.map(({ filter }) => filter)).toEqual([
      { callIds: ids.slice(0, 100) },
      { callIds: ids.slice(100, 200) },
      { callIds: ids.slice(200) },
    ])
    expect(bodies[0]?.contentSelector).toEqual({ exposedFields: { parties: true } })
    expect(JSON.parse(out).calls.map(({ title }: { title: string }) => title)).toEqual(ids.map((id) => `t${id}`))
  })

  it('not at all when there are none', async () => {
    const { sent } = await run('privacy find nobody@nowhere.example')
    expect(sent).toHaveLength(1)
  })
})

describe('privacy find shows ids and says why', () => {
  it('when the key may not read calls', async () => {
    const refusing = network(
      () => ({ requestId: 'r', errors: ["missing permission to use 'api:calls:read:extensive'"] }),
      401,
    )
    const { exit, out, err } = await run('privacy find a@b.example', { network: finding(['1', '2'], refusing) })
    expect(exit).toBe(0)
    expect(JSON.parse(out).calls).toEqual([{ id: '1' }, { id: '2' }])
    expect(err.match(/without their context/g)).toHaveLength(1)
    expect(err).toContain('calls are shown without their context: the key lacks the scope api:calls:read:extensive')
  })

  it('when Gong does not tell of a call any more', async () => {
    const { exit, out, err } = await run('privacy find a@b.example', {
      network: finding(['1', '2'], callWith([{ name: 'Bo' }])),
    })
    expect(exit).toBe(0)
    expect(JSON.parse(out).calls).toEqual([{ id: '1', participants: ['Bo'] }, { id: '2' }])
    expect(err).toContain('1 of 2 calls are shown without their context')
  })

  it('but fails when the calls could not be asked for at all', async () => {
    const broken = network(() => ({ errors: ['down'] }), 503)
    expect((await run('privacy find a@b.example', { network: finding(['1'], broken) })).exit).toBe(7)
  })
})

describe('privacy find writes', () => {
  it('a line of CSV for each thing, with the columns that the header says', async () => {
    const { out } = await run(`privacy find ${DIAL_IN} -f csv`)
    const [header, ...lines] = out.trimEnd().split('\n')
    expect(header).toBe('kind,id,date,summary,host,others,source,url')
    expect(lines.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
      'call 7439219772524582545 2026-01-23T12:15:40+10:00',
      'e-mail 24244474445519232656874616662004 2025-12-01T12:00:00Z',
      'CRM record 003510444248721094 ',
      'phone number +1 202-555-0178 ',
    ])
  })

  it('the header alone where there is nothing', async () => {
    const { out } = await run('privacy find nobody@nowhere.example -f tsv')
    expect(out).toBe('kind\tid\tdate\tsummary\thost\tothers\tsource\turl\n')
  })

  it('the fields of a thing in CSV and those of the report in JSON', async () => {
    const refused = await run(`privacy find ${DIAL_IN} -f csv --fields counts`)
    expect(refused).toMatchObject({ exit: 2, sent: [] })
    expect((await run(`privacy find ${DIAL_IN} -f csv --fields kind`)).out).toMatch(/^kind\ncall\n/)
    expect(JSON.parse((await run(`privacy find ${DIAL_IN} --fields counts.calls`)).out)).toEqual({ 'counts.calls': 1 })
  })

  it('what --jq makes of the report', async () => {
    expect((await run(`privacy find ${DIAL_IN} --jq .counts.calls`)).out).toBe('1\n')
  })

  it('the bytes of the lookup as raw', async () => {
    const gong = testSandbox()
    const { out } = await run(`privacy find ${DIAL_IN} -f raw`, { network: gong })
    expect(Object.keys(JSON.parse(out))).toContain('requestId')
    expect(out).not.toContain('participants')
  })

  it('the request of a dry run as CSV', async () => {
    const { out, sent } = await run(`privacy find ${DIAL_IN} -f csv --dry-run`)
    expect(sent).toEqual([])
    expect(out).toMatch(/^method,url/)
  })

  it.each([[140], [60]])('counts, then two or more lines a call, on a terminal of %i', async (columns) => {
    const { out } = await run(`privacy find ${DIAL_IN}`, { terminal: true, columns })
    const text = out.replace(/\s+/g, ' ')
    expect(text).toContain('counts 1 call, 1 e-mail, no meetings, 1 CRM record, no engagement events')
    expect(text).toContain(
      'calls 2026-01-23 Security questionnaire / Juniper Pharma 7439219772524582545, hosted by Tāne',
    )
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns)
  })

  it('nothing that a title could make a line of its own with', async () => {
    const gong = finding(['1'], callWith([], { title: 'a\n2026-01-01  b\u001b[2J', started: '2026-05-01T10:00:00Z' }))
    const { out } = await run('privacy find a@b.example', { network: gong, terminal: true })
    expect(out).toContain('2026-05-01  a 2026-01-01 b\n')
    expect(out).not.toContain('\u001b')
  })
})

it('privacy find is no list that another run could go on with', async () => {
  const { exit, err, sent } = await run('privacy find a@b.example --resume abc', { env: KEYS })
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain('nothing to go on with')
})

it('privacy find keeps the address, the number and the people out of --debug', async () => {
  const { err } = await run(`privacy find ${BUYER} --debug -q`)
  expect(err).toContain(DETAILS)
  expect(err).not.toMatch(/thandiwe|jovanovic|whitfield/i)
})
