import { describe, expect, it } from 'vitest'
import type { Send } from '../src/gong/transport.ts'
import { openSandbox } from '../src/sandbox/handle.ts'
import { network, queryOf } from './fake.ts'
import { NOW, type Ran, run, type Setting } from './run.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const DIAL_IN = '+1 202-555-0178'
const BUSY = '+44 20 7946 0948'
const FIND_EMAIL = 'GET /v2/data-privacy/data-for-email-address'
const FIND_PHONE = 'GET /v2/data-privacy/data-for-phone-number'
const ERASE_EMAIL = 'POST /v2/data-privacy/erase-data-for-email-address'
const ERASE_PHONE = 'POST /v2/data-privacy/erase-data-for-phone-number'

const erase = (value: string, flags: readonly string[], setting: Setting = {}): Promise<Ran> =>
  run(['privacy', 'erase', value, ...flags], setting)
const agreed = (value: string) => ['--yes', '--confirm', value]

describe('privacy find', () => {
  it('tells the counts first, then the lists', async () => {
    const { out, sent } = await run(`privacy find ${BUYER}`)
    const found = JSON.parse(out)
    expect(Object.keys(found).slice(0, 3)).toEqual(['value', 'counts', 'calls'])
    expect(found.counts.calls).toBeGreaterThan(0)
    expect(found.calls).toHaveLength(found.counts.calls)
    expect(sent[0]).toBe(FIND_EMAIL)
  })

  it.each([['+44 (0)20 7946-0948'], ['0044 20 7946 0948'], ['tel:+442079460948'], ['+442079460948']])(
    'asks for %s in E.164',
    async (typed) => {
      const { requests, out } = await run(['privacy', 'find', typed])
      expect(queryOf(requests[0])).toEqual({ phoneNumber: '+442079460948' })
      expect(requests[0]?.url).toContain('phoneNumber=%2B44')
      expect(JSON.parse(out)).toMatchObject({
        matchingPhoneNumbers: ['+442079460948'],
        emailAddresses: expect.any(Array),
      })
    },
  )

  it('finds an address whatever its case, and nothing for one that nobody has', async () => {
    const upper = JSON.parse((await run(`privacy find ${BUYER.toUpperCase()}`)).out)
    const nobody = await run('privacy find nobody@nowhere.example')
    expect(upper.counts.calls).toBeGreaterThan(0)
    expect(nobody.exit).toBe(0)
    expect(JSON.parse(nobody.out).counts).toEqual({
      calls: 0,
      emails: 0,
      meetings: 0,
      customerData: 0,
      customerEngagement: 0,
    })
  })

  it('shows a person a card of words instead of JSON', async () => {
    const { out } = await run(`privacy find ${BUYER}`, { terminal: true })
    expect(out).toMatch(/^counts +\d+ calls, /m)
    expect(out).toMatch(/^customerData +Salesforce Contact \d+$/m)
    expect(out).not.toContain('{')
  })

  it('explains why Gong refuses the address of a user', async () => {
    const { exit, err } = await run('privacy find p.tran@tallyhouse.example')
    expect(exit).toBe(5)
    expect(err).toContain('Gong neither looks up nor erases its own users')
    expect(err).toContain('try: gong users get p.tran@tallyhouse.example')
  })

  it('hides the address in what --debug shows of the request', async () => {
    expect((await run(`privacy find ${BUYER} --debug -q`)).err).not.toContain('thandiwe')
  })
})

describe('privacy find and erase refuse, with nothing sent,', () => {
  it.each([
    ['no value', [], 'missing'],
    ['a word', ['thandiwe'], 'neither an e-mail address nor a phone number'],
    ['a number without a country', ['020 7946 0948'], 'has no country code'],
    ['a number of a country that is none', ['+999 12345678'], 'a country code that no country has'],
    ['a number that is too short', ['+1 20255'], 'too short'],
    ['a number that is too long', ['+12025550100123456'], 'too long'],
    ['an extension', ['+1 202 555 0100 ext. 5'], 'has an extension'],
    ['letters about a number', ['call +1 202-555-0100'], 'is not a phone number'],
    ['two addresses', ['a@b.example,c@d.example'], 'is not an e-mail address'],
    ['a list', ['jane,c@d.example'], 'is not one e-mail address'],
    ['a domain with a hole', ['a@b..example'], 'its domain cannot hold ".."'],
    ['an address with its name', ['Jane <a@b.example>'], 'is not an e-mail address'],
  ])('%s', async (_, words, reason) => {
    for (const command of ['find', 'erase']) {
      const { exit, sent, err } = await run(['privacy', command, ...words])
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toContain(reason)
    }
  })
})

describe('privacy erase from a script', () => {
  it.each([
    ['neither', [], '--yes and --confirm are missing'],
    ['only --yes', ['--yes'], '--confirm is missing'],
    ['only --confirm', ['--confirm', BUYER], '--yes is missing'],
    ['another value', agreed('someone@else.example'), 'is not thandiwe'],
    ['a value that is none', agreed('yes'), 'is not thandiwe'],
  ])('sends nothing at all with %s', async (_, flags, reason) => {
    const { exit, sent, err } = await erase(BUYER, flags)
    expect({ exit, sent }).toEqual({ exit: 9, sent: [] })
    expect(err).toContain(reason)
  })

  it('looks, tells what goes, and erases once both are there', async () => {
    const { exit, sent, requests, out, err } = await erase(BUYER, agreed(BUYER))
    expect({ exit, sent }).toEqual({ exit: 0, sent: [FIND_EMAIL, ERASE_EMAIL] })
    expect(queryOf(requests[1])).toEqual({ emailAddress: BUYER })
    expect(requests[1]?.body).toBeUndefined()
    expect(JSON.parse(out)).toMatchObject({ value: BUYER, outcome: 'accepted', requestId: expect.any(String) })
    expect(err).toMatch(/\d+ calls are deleted WHOLE/)
    expect(err).toContain('Clean the CRM and the mailboxes first')
    expect(err).toContain('takes hours')
  })

  it('takes the number to confirm in another notation, and names the numbers that match', async () => {
    const { exit, sent, err } = await erase(DIAL_IN, agreed('+12025550178'))
    expect({ exit, sent }).toEqual({ exit: 0, sent: [FIND_PHONE, ERASE_PHONE] })
    expect(err).toContain(`Numbers that match: ${DIAL_IN}.`)
  })

  it.each([
    ['the 50 of a usual day', BUSY, []],
    ['what --max-calls says', BUYER, ['--max-calls', '1']],
  ])('declines a radius over %s after the lookup', async (_, value, flags) => {
    const { exit, sent, err } = await erase(value, [...flags, ...agreed(value)])
    expect(exit).toBe(9)
    expect(sent).toHaveLength(1)
    expect(err).toContain('--max-calls')
  })

  it('never sends twice, and says that the outcome is open', async () => {
    const failing = network(() => 'gone', 503)
    const looked = openSandbox({ now: () => NOW })
    const half: Send = (request, signal) => (request.method === 'GET' ? looked : failing)(request, signal)
    const { exit, sent, err } = await erase(BUYER, agreed(BUYER), { network: half })
    expect({ exit, sent }).toEqual({ exit: 7, sent: [FIND_EMAIL, ERASE_EMAIL] })
    expect(err).toContain('Whether Gong took the erasure is unknown')
  })

  it('erases nothing after a lookup that tells nothing', async () => {
    const mute = network(() => ({ requestId: 'r' }))
    const { exit, sent } = await erase(BUYER, agreed(BUYER), { network: mute })
    expect({ exit, sent }).toEqual({ exit: 7, sent: [FIND_EMAIL] })
  })

  it('passes on that Gong refuses abnormal counts', async () => {
    const everybody = '+1 202-555-0100'
    const { exit, err } = await erase(everybody, ['--max-calls', '5000', ...agreed(everybody)])
    expect(exit).toBe(5)
    expect(err).toContain('abnormal')
  })

  it('shows the erasing request of a dry run and sends nothing', async () => {
    const { exit, sent, out } = await erase(BUYER, ['--dry-run'])
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse(out)).toMatchObject({ method: 'POST', url: expect.stringContaining('erase-data-for-email') })
  })
})

describe('privacy erase on a terminal', () => {
  it('has the value typed again', async () => {
    const { exit, sent, asked } = await erase(BUYER, [], { answers: [BUYER], terminal: true })
    expect({ exit, sent }).toEqual({ exit: 0, sent: [FIND_EMAIL, ERASE_EMAIL] })
    expect(asked).toEqual([expect.stringContaining(`To erase ${BUYER}, type it again`)])
  })

  it.each([['y'], ['yes'], [''], ['thandiwe.jovanovic@nettlecombefood.example']])(
    'is not done by "%s"',
    async (answer) => {
      const { exit, sent } = await erase(BUYER, ['--yes'], { answers: [answer], terminal: true })
      expect({ exit, sent }).toEqual({ exit: 9, sent: [FIND_EMAIL] })
    },
  )
})

it('an erasure takes minutes, then the calls are gone from every listing', async () => {
  let now = NOW
  const server = openSandbox({ now: () => now })
  const see = async (line: string) => await run(line, { network: server, now })
  const { calls } = JSON.parse((await see(`privacy find ${BUYER}`)).out)
  const id: string = calls[0].id
  await erase(BUYER, agreed(BUYER), { network: server, now })
  expect((await see(`calls get ${id}`)).exit).toBe(0)
  now += 10 * 60_000
  expect((await see(`calls get ${id}`)).exit).toBe(4)
  for (const line of [`calls details ${id}`, `transcripts get ${id}`]) expect((await see(line)).out).toBe('[]\n')
  expect((await see('calls list --from 180d --fields id -f jsonl')).out).not.toContain(id)
  expect(JSON.parse((await see(`privacy find ${BUYER}`)).out).counts).toMatchObject({ calls: 0, emails: 0 })
})
