import { describe, expect, it } from 'vitest'
import { NOW, run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import {
  eventBody,
  OTHER_KEYS,
  RULE_KEYS,
  RULE_URL,
  SHOWN_KEY,
  type Signing,
  tokenFor,
  unsignedToken,
} from '../../support/signed-event.ts'

const BODY = eventBody('7782342274025937895')
const SECONDS = NOW / 1000

/** `gong webhooks verify` over a request as it goes over the wire. */
async function verified(token: string | undefined, body = BODY, flags = `--url ${RULE_URL}`) {
  const head = ['POST /gong HTTP/1.1', 'Host: hooks.example', `Content-Length: ${Buffer.byteLength(body)}`]
  const authorization = token === undefined ? [] : [`Authorization: ${token}`]
  const text = `${[...head, ...authorization].join('\r\n')}\r\n\r\n${body}\n`
  const files = memoryFiles({ 'request.http': text, 'gong.pub': SHOWN_KEY })
  const { exit, out, err, sent } = await run(
    `webhooks verify request.http --public-key gong.pub -f jsonl ${flags}`.trim(),
    { files },
  )
  return { exit, row: JSON.parse(out || '{}'), err, sent, text: out + err }
}

it('takes a request as Gong sends it, and says what it is about', async () => {
  const { exit, row, sent } = await verified(await tokenFor(BODY))
  expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
  expect(row).toMatchObject({ valid: true, callId: '7782342274025937895', isTest: false, webhookUrl: RULE_URL })
})

it('takes a token behind "Bearer ", and one for the host and path of the request where no --url says more', async () => {
  expect(await verified(`Bearer ${await tokenFor(BODY)}`, BODY, '')).toMatchObject({ exit: 0, row: { valid: true } })
})

const publicPem = RULE_KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString()

describe('refuses, with 8 and without showing the token,', () => {
  const cases: readonly [string, string, Signing][] = [
    ['a token of another key', 'wrong-signature', { key: OTHER_KEYS.privateKey }],
    ['HS256 with the public key as its secret', 'wrong-algorithm', { alg: 'HS256', key: Buffer.from(publicPem) }],
    ['HS256 with the key as Gong shows it', 'wrong-algorithm', { alg: 'HS256', key: Buffer.from(SHOWN_KEY) }],
    ['another algorithm of the right key', 'wrong-algorithm', { alg: 'RS512' }],
    ['a token for another address', 'wrong-url', { claims: { webhook_url: 'https://elsewhere.example/gong' } }],
    ['a token for another body', 'wrong-body', { claims: { body_sha256: '0'.repeat(64) } }],
    ['a token that has expired', 'expired', { claims: { exp: SECONDS - 60 } }],
    ['a token that is too old', 'too-old', { claims: { iat: SECONDS - 700 } }],
    ['a token that is not valid yet', 'not-yet-valid', { claims: { nbf: SECONDS + 60 } }],
    ['a token that was made in the future', 'not-yet-valid', { claims: { iat: SECONDS + 60 } }],
    ['a token without any date', 'undated', { claims: { iat: undefined, exp: undefined } }],
    ['a token of no time, for a year', 'undated', { claims: { iat: undefined, exp: SECONDS + 365 * 86_400 } }],
    ['a token without a digest', 'no-claim', { claims: { body_sha256: undefined } }],
  ]
  it.each(cases)('%s', async (_, refusal, signing) => {
    const token = await tokenFor(BODY, signing)
    const { exit, row, text } = await verified(token)
    expect([exit, row.valid, row.refusal]).toEqual([8, false, refusal])
    expect(text).not.toContain(token)
  })

  it('a token without a signature', async () => {
    expect(await verified(unsignedToken(BODY))).toMatchObject({ exit: 8, row: { refusal: 'wrong-algorithm' } })
  })

  it('a request without a token, and one with something else', async () => {
    expect(await verified(undefined)).toMatchObject({ exit: 8, row: { refusal: 'no-token' } })
    expect(await verified('Basic YTpi')).toMatchObject({ exit: 8, row: { refusal: 'malformed' } })
  })

  it('a body that is no event, whoever signed it', async () => {
    const body = '{"callData":{}}'
    expect(await verified(await tokenFor(body), body)).toMatchObject({ exit: 8, row: { refusal: 'not-an-event' } })
  })
})

it('judges the dates as of --at', async () => {
  const token = await tokenFor(BODY, { nowMs: NOW - 86_400_000 })
  expect(await verified(token)).toMatchObject({ exit: 8, row: { refusal: 'expired' } })
  expect(await verified(token, BODY, `--url ${RULE_URL} --at 2026-05-18T12:00:00Z`)).toMatchObject({ exit: 0 })
})

it('needs no credential for a time, nor does a replay', async () => {
  const nowhere = { env: { HOME: '/home/ana' }, files: memoryFiles({}) }
  const line = 'webhooks replay --since 1d --dry-run -f json'
  expect(await run(line, nowhere)).toMatchObject({ exit: 0, out: '[]\n' })
})

it('reads a request that was kept as JSON, and its secret path', async () => {
  const files = memoryFiles({
    'request.json': JSON.stringify({ url: 'https://hooks.example/5f2c8a90b1d34e67', headers: {}, body: BODY }),
    secret: '/5f2c8a90b1d34e67\n',
    other: '/0000000000000000',
    short: '/abc',
  })
  const line = 'webhooks verify request.json -f json --secret-path'
  expect(await run(`${line} secret`, { files })).toMatchObject({ exit: 0 })
  expect(await run(`${line} other`, { files })).toMatchObject({ exit: 8 })
  expect(await run(`${line} short`, { files })).toMatchObject({ exit: 2, out: '' })
})

it.each([
  ['no public key', 'hello', 'holds no public key'],
  ['a private key', RULE_KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'a private key'],
])('takes no file with %s', async (_, text, said) => {
  const files = memoryFiles({ 'request.http': 'POST / HTTP/1.1\r\n\r\n{}', 'gong.pub': text })
  const { exit, out, err } = await run('webhooks verify request.http --public-key gong.pub', { files })
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(said)
})

it('asks for what the request has to prove', async () => {
  expect(await run('webhooks verify request.http')).toMatchObject({ exit: 2, sent: [] })
})
