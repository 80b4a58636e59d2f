import { describe, expect, it } from 'vitest'
import { run, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'

const KALANI = 'k.nakamura@tallyhouse.example'
const MEETING = '10676785851335574'
const TIMES = '--from 2026-05-20T10:00 --to 2026-05-20T10:30'
const DETAILS = `--organizer ${KALANI} ${TIMES} --title First`
const INVITE = '--invite ann@customer.example'

it('meetings create sends times with their zone and invitees by name', async () => {
  const { sent, requests, out } = await run(
    `meetings create ${DETAILS} --invite "Lee, Ann <ann@customer.example>" --invite "bo@c.example, Cy <cy@c.example>" --external-id x1 --provider zoom`,
  )
  expect(sent).toEqual(['POST /v2/meetings'])
  expect(bodyOf(requests[0])).toEqual({
    organizerEmail: KALANI,
    startTime: '2026-05-20T10:00:00+02:00',
    endTime: '2026-05-20T10:30:00+02:00',
    title: 'First',
    invitees: [
      { email: 'ann@customer.example', displayName: 'Lee, Ann' },
      { email: 'bo@c.example' },
      { email: 'cy@c.example', displayName: 'Cy' },
    ],
    externalId: 'x1',
    provider: 'zoom',
  })
  expect(JSON.parse(out)).toMatchObject({ meetingId: expect.any(String), meetingUrl: expect.any(String) })
})

it('meetings create takes a zone for its times', async () => {
  const { requests } = await run(`meetings create ${DETAILS} ${INVITE} --tz America/New_York`)
  expect(bodyOf(requests[0]).startTime).toBe('2026-05-20T10:00:00-04:00')
})

it('a meeting that was created can be updated and deleted, once', async () => {
  const setting = { network: testSandbox() }
  const { meetingId } = JSON.parse((await run(`meetings create ${DETAILS} ${INVITE}`, setting)).out)
  const updated = await run(`meetings update ${meetingId} ${DETAILS} ${INVITE}`, setting)
  expect({ exit: updated.exit, sent: updated.sent }).toEqual({ exit: 0, sent: [`PUT /v2/meetings/${meetingId}`] })
  expect(JSON.parse(updated.out)).toEqual({ meetingId, outcome: 'updated' })
  const line = `meetings delete ${meetingId} --organizer ${KALANI} --yes`
  const deleted = await run(line, setting)
  expect({ exit: deleted.exit, sent: deleted.sent }).toEqual({ exit: 0, sent: [`DELETE /v2/meetings/${meetingId}`] })
  expect(bodyOf(deleted.requests[0])).toEqual({ organizerEmail: KALANI })
  expect((await run(line, setting)).exit).toBe(4)
})

describe('meetings delete', () => {
  const LINE = `meetings delete ${MEETING} --organizer ${KALANI}`

  it.each([[undefined], [['n']]])('sends nothing unless somebody agrees (%j)', async (answers) => {
    const { exit, sent } = await run(LINE, answers && { answers })
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
  })

  it('names the meeting when it asks', async () => {
    const { asked } = await run(LINE, { answers: ['n'] })
    expect(asked).toEqual([expect.stringContaining(`gong meetings delete ${MEETING}`)])
  })

  it('takes an answer that has nothing but the organizer', async () => {
    const { exit, out } = await run(`${LINE} --yes`, { network: network(() => ({ organizerEmail: KALANI })) })
    expect({ exit, out: JSON.parse(out) }).toEqual({
      exit: 0,
      out: { meetingId: MEETING, outcome: 'cancelled', organizerEmail: KALANI },
    })
  })
})

it('leaves out what Gong does not require: a title, and who invited', async () => {
  const fine = network(() => ({ requestId: 'r', meetingId: '1', organizerEmail: KALANI }))
  const created = await run(`meetings create --organizer ${KALANI} ${TIMES} ${INVITE}`, { network: fine })
  const deleted = await run(`meetings delete ${MEETING} --yes`, { network: fine })
  expect([created.exit, deleted.exit]).toEqual([0, 0])
  expect(Object.keys(bodyOf(created.requests[0]))).not.toContain('title')
  expect(bodyOf(deleted.requests[0])).toEqual({})
})

it('meetings check asks for a hundred addresses at a time', async () => {
  const emails = Array.from({ length: 150 }, (_, index) => `u${index}@tallyhouse.example`)
  const { requests, out } = await run(['meetings', 'check', ...emails])
  expect(requests.map((sent) => [bodyOf(sent).emails].flat().length)).toEqual([100, 50])
  expect(JSON.parse(out)).toHaveLength(150)
})

it('meetings check tells why somebody is not ready', async () => {
  const { out } = await run(`meetings check ${KALANI} ingrid@tallyhouse.example`, { terminal: true })
  expect(out).toMatch(/k\.nakamura\S+ +true +true/)
  expect(out).toMatch(/ingrid\S+ +true +false +The Gong consent page/)
})

it.each([
  [`create ${DETAILS}`, '--invite is missing'],
  [`create ${TIMES} --title First ${INVITE}`, '--organizer is missing'],
  [`create --organizer ${KALANI} --title First ${INVITE} --from 2026-05-20T10:00`, '--to is missing'],
  [`create --organizer ${KALANI} --title x ${INVITE} --from 2026-05-20T11:00 --to 2026-05-20T10:00`, 'is not after'],
  [`create ${DETAILS} --invite "Ann Lee"`, '--invite'],
  [`create ${DETAILS} --invite "Kalani <K.Nakamura@tallyhouse.example>"`, 'is the organizer'],
  [`create ${DETAILS} ${INVITE} --tz Mars`, '--tz'],
  [`update ${DETAILS} ${INVITE}`, "missing required argument 'meeting'"],
  [`update ${MEETING} --organizer ${KALANI} ${INVITE}`, '--from is missing'],
  [`update first ${DETAILS} ${INVITE}`, '<meeting>'],
  [`delete first --organizer ${KALANI} --yes`, '<meeting>'],
  ['check', "missing required argument 'email'"],
  ['check kalani', '<email>'],
])('meetings %s is refused with nothing sent', async (line, reason) => {
  const { exit, sent, err } = await run(`meetings ${line}`)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(reason)
})
