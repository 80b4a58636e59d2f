import { describe, expect, it } from 'vitest'
import { shapeAnswer } from '../../../src/mcp/answer/shape.ts'
import { redactedJson, redactor } from '../../../src/mcp/redact.ts'
import { openSession } from '../../../src/mcp/session.ts'

const redact = redactor(['emails', 'phones'])

describe('--redact', () => {
  it.each([
    'anna@example.com',
    'ANNA@EXAMPLE.COM',
    'jose\u0301@example.com',
    'anna\uff20example.com',
    'anna%40example.com',
  ])('takes out the address %j', (text) => {
    expect(redact(`to ${text}.`)).toBe('to [email].')
  })

  it.each([
    '+14155550123',
    '+1 (415) 555-0123',
    '415\u2011555\u20110123',
    '415\u2013555\u20130123',
    '+1\u2011415\u2011555\u20110123',
    '+49 30/123456',
    '(415) 5550123',
    '(415)555-0123',
  ])('takes out the number %j', (text) => {
    expect(redact(`call ${text}.`)).toBe('call [phone].')
  })

  it.each(['5710234987710234987', '2026-05-19', '2026-05-19T12:00:00Z', '19.05.2026', '12 of 212 calls'])(
    'leaves %j',
    (text) => {
      expect(redact(text)).toBe(text)
    },
  )

  it('leaves JSON what it is where a line begins with an address or a number', () => {
    const json = JSON.stringify({ title: 'Mail:\nanna@example.com\n415-555-0123', 'a\tb@example.com': 1 })
    expect(JSON.parse(redactedJson(json, redact))).toEqual({ title: 'Mail:\n[email]\n[phone]', 'a\t[email]': 1 })
  })

  it('finds an address that the cap on an answer cuts in two', () => {
    let kept: unknown
    const session = {
      ...openSession({
        ...{ redact, token: () => 'x', budget: { spend: () => undefined } },
        audit: { write: () => Promise.resolve() },
      }),
      keepRest: (rest: unknown) => {
        kept = rest
        return 'x'
      },
    }
    const shown = shapeAnswer({ content: `${'('.repeat(19_990)}anna.maria@example.com${'('.repeat(900)}` }, session)
    expect(`${shown}${JSON.stringify(kept)}`).not.toMatch(/anna|example|com/)
  })
})
