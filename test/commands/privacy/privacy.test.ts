import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { queryOf } from '../../support/fake-gong.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'
const FIND_EMAIL = 'GET /v2/data-privacy/data-for-email-address'

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
    ['a name with two addresses', ['Jane <a@b.example> <c@d.example>'], 'is not'],
  ])('%s', async (_, words, reason) => {
    for (const command of ['find', 'erase']) {
      const { exit, sent, err } = await run(['privacy', command, ...words])
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toContain(reason)
    }
  })
})
