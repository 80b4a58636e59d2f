import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExactNumber } from '../../../src/catalogue/numeral.ts'
import { home, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const LONG = '12345678901234567890'
const silent = { network: network(() => ({ requestId: 'r' })) }
const CALL = '--client-id c --direction Inbound --started 2026-05-18T09:00:00Z --host 1'
const PARTIES = '[{"name":"Jo","userId":"1"}]'
/** A call whose one field of the CRM, which takes any value, has this one. */
const call = (value: string) =>
  `{"parties":${PARTIES},"context":[{"system":"Salesforce","objects":[{"objectType":"Opportunity","objectId":"1","fields":[{"name":"Amount","value":${value}}]}]}]}`

describe.each(['1e400', '-1e400', '1e-400', '0.12345678901234567891', '12345678901234567.5', '1.2e99999'])(
  'a bare %s, which would be sent as another number, is refused with nothing sent',
  (number) => {
    it.each([
      ['in the body of a request that nobody knows', `api POST /v2/nobody/knows --yes --body '{"a":[${number}]}'`, ''],
      ['in one that the catalogue knows', `calls create ${CALL} --body '${call(number)}'`, ''],
      ['on stdin', 'api POST /v2/nobody/knows --yes --body -', `{"a":${number}}`],
      [
        'alone, for a field that takes anything',
        `calls create ${CALL} --body '${call('1')}' --set context[0].objects[0].fields[0].value=${number}`,
        '',
      ],
      ['within --set', `calls create ${CALL} --set 'parties=[{"name":"Jo","userId":"1","x":${number}}]'`, ''],
    ])('%s', async (_, line, stdin) => {
      const { exit, sent, err } = await run(line, { ...silent, stdin })
      expect({ exit, sent }, err).toEqual({ exit: 2, sent: [] })
      expect(err).toContain(`${number} is a number that cannot be sent as it is written`)
      expect(err).toContain(`"${number}", in quotes`)
    })

    it('in a file', async () => {
      const path = `${(await home()).folder}/body.json`
      await writeFile(path, `[{"uniqueName":"a","label":"A","type":"NUMBER","x":${number}}]`)
      for (const line of [`api POST /v2/nobody/knows --yes --body @${path}`, `crm schema set account ${path}`]) {
        const { exit, sent, err } = await run(line, silent)
        expect({ exit, sent }, err).toEqual({ exit: 2, sent: [] })
        expect(err).toContain('cannot be sent as it is written')
      }
    })
  },
)

it.each([
  [`{"id":${LONG}}`, `{"id":"${LONG}"}`],
  [`{"id":"${LONG}","n":"1e400"}`, `{"id":"${LONG}","n":"1e400"}`],
  ['{"a":0.10,"b":-0,"c":1E2,"d":9007199254740991}', '{"a":0.1,"b":0,"c":100,"d":9007199254740991}'],
])('%s is sent with every digit', async (typed, sent) => {
  const { requests, exit } = await run(['api', 'POST', '/v2/nobody/knows', '--yes', '--body', typed], silent)
  expect({ exit, body: requests[0]?.body }).toEqual({ exit: 0, body: sent })
})

it('a field that takes anything gets a long id with every digit', async () => {
  const line = `calls create ${CALL} --dry-run --set context[0].objects[0].fields[0].value=${LONG}`
  const { exit, out, err } = await run([...line.split(' '), '--body', call('1')])
  expect(exit, err).toBe(0)
  expect(out).toContain(`"value":"${LONG}"`)
})

it('a number of its own flag is not rounded', async () => {
  const line = `calls create ${CALL} --body '{"parties":${PARTIES}}' --duration`
  expect((await run(`${line} 0.12345678901234567891`, silent)).exit).toBe(2)
  expect((await run(`${line} 60.5`, { network: network(() => ({ requestId: 'r', callId: '1' })) })).exit).toBe(0)
})

it('a number is held where its decimal digits come back', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isExactNumber(String(value))))
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }), (value) => {
      return isExactNumber(String(value)) === sameDecimal(value)
    }),
  )
})

/** Whether the shortest spelling of the double has the value, by exact arithmetic. */
function sameDecimal(value: bigint): boolean {
  const [digits = '', power = '0'] = String(Number(value)).split('e+')
  const [whole = '', fraction = ''] = digits.split('.')
  return BigInt(whole + fraction) * 10n ** (BigInt(power) - BigInt(fraction.length)) === value
}
