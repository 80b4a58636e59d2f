import { describe, expect, it } from 'vitest'
import { run, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const content = '--content-id c-1 --url https://a.example/c --title Guide'
const old = '--system Binder --at 2026-05-01T09:00Z'
const click = 'engagement interaction --event-id e-1 --at now --type click --title Pricing'

describe('engagement sends', () => {
  it.each([
    [
      `${click} --email ana@b.example --device pc --session s-1`,
      'POST /v2/digital-interaction',
      {
        eventId: 'e-1',
        timestamp: '2026-05-19T12:00:00Z',
        eventType: 'click',
        content: { contentTitle: 'Pricing' },
        person: { email: 'ana@b.example' },
        device: 'PC',
        sessionId: 's-1',
      },
    ],
    [
      `engagement viewed ${old} ${content} --email ana@b.example`,
      'PUT /v2/customer-engagement/content/viewed',
      {
        reportingSystem: 'Binder',
        eventTimestamp: '2026-05-01T09:00:00Z',
        contentId: 'c-1',
        contentUrl: 'https://a.example/c',
        contentTitle: 'Guide',
        viewer: { email: 'ana@b.example' },
      },
    ],
    [
      `engagement shared ${old} ${content} --sharer ingrid@tallyhouse.example --set recipients[0].email=ana@b.example`,
      'PUT /v2/customer-engagement/content/shared',
      {
        reportingSystem: 'Binder',
        eventTimestamp: '2026-05-01T09:00:00Z',
        contentId: 'c-1',
        contentUrl: 'https://a.example/c',
        contentTitle: 'Guide',
        sharer: { email: 'ingrid@tallyhouse.example' },
        recipients: [{ email: 'ana@b.example' }],
      },
    ],
    [
      `engagement action ${old} --action signed`,
      'PUT /v2/customer-engagement/action',
      { reportingSystem: 'Binder', eventTimestamp: '2026-05-01T09:00:00Z', actionName: 'signed' },
    ],
  ])('%s', async (line, request, body) => {
    const { exit, sent, requests, out, err } = await run(line)
    expect(exit, err).toBe(0)
    expect(sent).toEqual([request])
    expect(bodyOf(requests[0])).toEqual(body)
    expect(JSON.parse(out)).toEqual({ eventId: line.includes('e-1') ? 'e-1' : null, status: 'reported' })
  })

  it('a body of its own, with typed flags over it', async () => {
    const body = '{"reportingSystem":"A","eventTimestamp":"2026-05-01T09:00:00Z","eventId":"e-9"}'
    const { requests, out } = await run(['engagement', 'action', '--body', body, '--system', 'B'])
    expect(bodyOf(requests[0])).toMatchObject({ reportingSystem: 'B', eventId: 'e-9' })
    expect(JSON.parse(out).eventId).toBe('e-9')
  })

  it('an anonymous person with the domain of the company', async () => {
    const { exit, err } = await run(`${click} --set person.personId=p-1 --set person.company.domain=b.example`)
    expect(exit, err).toBe(0)
  })
})

it('tells that Gong has an event already, and that is no failure', async () => {
  const send = testSandbox()
  await run(`${click} --email ana@b.example`, { network: send })
  const { exit, out, err } = await run(`${click} --email ana@b.example -f table`, { network: send })
  expect({ exit, out }).toEqual({ exit: 0, out: 'eventId  e-1\nstatus   already there\n' })
  expect(err).toContain('Gong has the event e-1 already')
})

it('passes other refusals on', async () => {
  const { exit, err } = await run(`${click} --email ana@b.example`, {
    network: network(() => ({ errors: ['no'] }), 400),
  })
  expect({ exit, err }).toEqual({ exit: 5, err: expect.stringContaining('(400): no') })
})

it('shows the request without sending it', async () => {
  const { out, sent } = await run(`${click} --email ana@b.example --dry-run`)
  expect({ url: JSON.parse(out).url, sent }).toEqual({ url: expect.stringMatching(/digital-interaction$/), sent: [] })
})

describe('nothing is sent for', () => {
  it.each([
    ['no event id', 'engagement interaction --at now --type click --title Pricing', '--event-id'],
    ['a wrong device', `${click} --device fax`, '--device: "fax"'],
    ['a tracking id and a person', `${click} --tracking t --email a@b.example`, '--tracking'],
    ['a person who is nobody', `${click} --set person.name=Ana`, '--email is missing'],
    ['a person from nowhere', `${click} --set person.personId=p`, 'person.company.domain'],
    ['a rating without its range', `${click} --set content.numericContentDetails.value=9`, 'rangeFrom is required'],
    ['content without a title', `engagement viewed ${old} --content-id c --url https://a.example`, '--title'],
    ['an address that is none', `engagement viewed ${old} ${content} --url nowhere`, '--url: "nowhere"'],
    [
      'a tracking id and a viewer',
      `engagement viewed ${old} ${content} --tracking t --email a@b.example -w Nowhere`,
      '--tracking',
    ],
    ['a platform that is none', `engagement viewed ${old} ${content} --set agentPlatform=OS2`, 'agentPlatform'],
    ['a recipient without an address', `engagement shared ${old} ${content} --set recipients[0].name=A`, 'email=…'],
    ['content without an id', `engagement shared ${old} --url https://a.example --title T`, '--content-id'],
    ['no system', 'engagement action --at now', '--system'],
    ['a time that is none', 'engagement action --system S --at soon', '--at: "soon"'],
    ['a misspelt field', `engagement action ${old} --set shareid=1`, 'did you mean shareId?'],
  ])('%s', async (_, line, said) => {
    const { exit, sent, err } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })
})
