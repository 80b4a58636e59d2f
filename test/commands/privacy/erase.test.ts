import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { FULL_COMPANY, type Ran, type Setting, testSandbox } from '../../run.ts'
import { network, queryOf } from '../../support/fake-gong.ts'
import { DESK, type Desk, openDesk } from '../../support/privacy-setup.ts'
import { isChange } from '../../support/requests.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DIAL_IN = '+1 202-555-0178'
const BUSY = '+44 20 7946 0948'
const { COMPANY, FIND_EMAIL, FIND_PHONE, DETAILS, ERASE_EMAIL, ERASE_PHONE } = DESK

const erase = async (value: string, flags: readonly string[], setting: Setting = {}, desk?: Desk): Promise<Ran> =>
  await (desk ?? (await openDesk(setting.calls))).run(['privacy', 'erase', value, ...flags], setting)
const agreed = (value: string) => ['--yes', '--confirm', value]

describe('privacy erase from a script', () => {
  it.each([
    ['neither', [], '--yes and --confirm are missing'],
    ['only --yes', ['--yes'], '--confirm is missing'],
    ['only --confirm', ['--confirm', BUYER], '--yes is missing'],
    ['another value', agreed('someone@else.example'), 'is not thandiwe'],
    ['a value that is none', agreed('yes'), 'is not thandiwe'],
  ])('erases nothing with %s', async (_, flags, reason) => {
    const { exit, requests, err } = await erase(BUYER, flags)
    expect({ exit, changes: requests.filter(isChange) }).toEqual({ exit: 9, changes: [] })
    expect(err).toContain(reason)
  })

  it('looks, tells what goes, and erases once both are there', async () => {
    const { exit, sent, requests, out, err } = await erase(BUYER, agreed(BUYER))
    expect({ exit, sent }).toEqual({ exit: 0, sent: [COMPANY, FIND_EMAIL, DETAILS, ERASE_EMAIL] })
    expect(queryOf(requests[3])).toEqual({ emailAddress: BUYER })
    expect(requests[3]?.body).toBeUndefined()
    expect(JSON.parse(out)).toMatchObject({ value: BUYER, outcome: 'accepted', requestId: expect.any(String) })
    expect(err).toMatch(/\d+ calls are deleted WHOLE/)
    expect(err).toContain('Clean the CRM and the mailboxes first')
    expect(err).toContain('takes hours')
  })

  it('takes the number to confirm in another notation, and names the numbers that match', async () => {
    const { exit, sent, err } = await erase(DIAL_IN, agreed('+12025550178'))
    expect({ exit, sent }).toEqual({ exit: 0, sent: [COMPANY, FIND_PHONE, DETAILS, ERASE_PHONE] })
    expect(err).toContain(`Numbers that match: ${DIAL_IN}.`)
  })

  it.each([
    ['the 50 of a usual day', BUSY, []],
    ['what --max-calls says', BUYER, ['--max-calls', '1']],
  ])('declines a radius over %s after the lookup', async (_, value, flags) => {
    const { exit, sent, err } = await erase(value, [...flags, ...agreed(value)], FULL_COMPANY)
    expect(exit).toBe(9)
    expect(sent.filter((line) => line.includes('/erase-'))).toEqual([])
    expect(err).toContain('--max-calls')
  })

  it('never sends twice, and says that the outcome is open', async () => {
    const failing = network(() => 'gone', 503)
    const looked = testSandbox()
    const half: HttpTransport = (request, signal) =>
      (request.url.includes('/erase-') ? failing : looked)(request, signal)
    const { exit, sent, err } = await erase(BUYER, agreed(BUYER), { network: half })
    expect({ exit, sent }).toEqual({ exit: 7, sent: [COMPANY, FIND_EMAIL, DETAILS, ERASE_EMAIL] })
    expect(err).toContain('Whether Gong took the erasure is unknown')
  })

  it('erases nothing after a lookup that tells nothing', async () => {
    const mute = network(() => ({ requestId: 'r', workspaces: [{ id: '1', name: 'Sales' }] }))
    const { exit, sent } = await erase(BUYER, agreed(BUYER), { network: mute })
    expect({ exit, sent: [...new Set(sent)] }).toEqual({ exit: 7, sent: [COMPANY, FIND_EMAIL] })
  })

  it('passes on that Gong refuses abnormal counts', async () => {
    const everybody = '+1 202-555-0100'
    const { exit, err } = await erase(everybody, ['--max-calls', '5000', ...agreed(everybody)], FULL_COMPANY)
    expect(exit).toBe(5)
    expect(err).toContain('abnormal')
  })

  it('names the other people in the calls', async () => {
    const { err } = await erase(BUYER, agreed(BUYER))
    expect(err).toMatch(/In them are also: .+, .+\./)
    expect(err).not.toMatch(/In them are also:.*Thandiwe Jovanovic/)
  })

  it('goes on without names for a key that may not read calls, and says so', async () => {
    const desk = await openDesk()
    const env = { ...desk.env, GONG_ACCESS_KEY: 'reader', GONG_ACCESS_KEY_SECRET: 'reader-secret' }
    const { exit, err } = await erase(BUYER, agreed(BUYER), { env }, desk)
    expect(exit).toBe(0)
    expect(err).toContain('calls are shown without their context: the key lacks the scope api:calls:read:extensive')
  })

  it('a dry run looks, shows all and the request, and erases nothing', async () => {
    const desk = await openDesk()
    const { exit, sent, out, err } = await erase(BUYER, ['--dry-run'], {}, desk)
    expect({ exit, sent }).toEqual({ exit: 0, sent: [COMPANY, FIND_EMAIL, DETAILS] })
    expect(err).toMatch(/\d+ calls are deleted WHOLE/)
    expect(JSON.parse(out)).toMatchObject({ method: 'POST', url: expect.stringContaining('erase-data-for-email') })
    expect(desk.book()).toEqual([])
  })
})

describe('privacy erase on a terminal', () => {
  it('has the value typed again', async () => {
    const { exit, sent, asked } = await erase(BUYER, [], { answers: [BUYER], terminal: true })
    expect({ exit, sent }).toEqual({ exit: 0, sent: [COMPANY, FIND_EMAIL, DETAILS, ERASE_EMAIL] })
    expect(asked).toEqual([
      expect.stringContaining(`To erase ${BUYER} in Sales Americas, Sales EMEA & APAC, Customer Success`),
    ])
  })

  it('is asked whether the spelling is right when Gong holds nothing', async () => {
    const nobody = 'nobody@nowhere.example'
    const { asked, err } = await erase(nobody, [], { answers: [''], terminal: true })
    expect(asked[0]).toContain('Gong holds nothing of that. Is the spelling right?')
    expect(err).toContain(`Gong holds nothing about ${nobody}: is the spelling right?`)
  })

  it.each([['y'], ['yes'], [''], ['thandiwe.jovanovic@nettlecombefood.example']])(
    'is not done by "%s"',
    async (answer) => {
      const { exit, sent } = await erase(BUYER, ['--yes'], { answers: [answer], terminal: true })
      expect({ exit, sent }).toEqual({ exit: 9, sent: [COMPANY, FIND_EMAIL, DETAILS] })
    },
  )
})

it('an erasure takes minutes, then the calls are gone from every listing', async () => {
  const desk = await openDesk()
  const { calls } = JSON.parse((await desk.run(`privacy find ${BUYER}`)).out)
  const id: string = calls[0].id
  await erase(BUYER, agreed(BUYER), {}, desk)
  expect((await desk.run(`calls get ${id}`)).exit).toBe(0)
  desk.pass(10 * 60_000)
  expect((await desk.run(`calls get ${id}`)).exit).toBe(4)
  for (const line of [`calls details ${id}`, `transcripts get ${id}`]) expect((await desk.run(line)).out).toBe('[]\n')
  expect((await desk.run('calls list --from 180d --fields id -f jsonl')).out).not.toContain(id)
  expect(JSON.parse((await desk.run(`privacy find ${BUYER}`)).out).counts).toMatchObject({ calls: 0, emails: 0 })
})
