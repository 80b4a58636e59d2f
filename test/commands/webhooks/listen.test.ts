import { describe, expect, it } from 'vitest'
import { KEYS, NOW, run, testSandbox } from '../../run.ts'
import { DONE, listening } from '../../support/listener.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { eventBody, OTHER_KEYS, RULE_KEYS, type Signing, tokenFor, unsignedToken } from '../../support/signed-event.ts'

const BODY = eventBody('7782342274025937895')
const SECONDS = NOW / 1000
const FAILED = { ...DONE, exit: 1, stderr: Buffer.from('no such deal') }
const publicPem = RULE_KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString()

it('answers once the event is on the disk, and hands it to the command on stdin', async () => {
  const files = memoryFiles()
  await files.write('on-call.sh', '', 0o755)
  const { post, runs, stored, end } = await listening({ flags: `--exec './on-call.sh --all'`, files })
  expect(await post(BODY)).toMatchObject({ status: 200, text: expect.stringMatching(/^stored: [0-9a-f]{32}$/) })
  expect(await stored()).toContain('7782342274025937895')
  const [only, ...more] = runs
  expect([only?.command, more]).toEqual([['./on-call.sh', '--all'], []])
  const event = JSON.parse(String(only?.stdin))
  expect(event).toMatchObject({ source: 'gong', callData: { metaData: { id: '7782342274025937895' } }, isTest: false })
  expect(only?.env).toMatchObject({ GONG_EVENT_ID: event.eventId, GONG_EVENT_ATTEMPT: '1' })
  expect(await end()).toMatchObject({ exit: 0, err: expect.stringContaining('1 event received, none waits') })
})

it('refuses what is nested too deep to be handed on, and holds up nothing behind it', async () => {
  const { post, files, end } = await listening({ flags: '--out events.jsonl' })
  const deep = `{"callData":{"metaData":{"id":"1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`
  expect(await post(deep)).toMatchObject({ status: 400 })
  expect(await post(BODY)).toMatchObject({ status: 200 })
  await end()
  expect(Buffer.from((await files.read('events.jsonl')) ?? '').toString()).toContain('7782342274025937895')
})

it('lets go of what was delivered long ago while it runs, too', async () => {
  const { post, clock, files } = await listening({ flags: '--exec true --keep 24h' })
  await post(BODY)
  const kept = async () => {
    const { exit, out } = await run('webhooks replay --since 2020-01-01T00:00:00Z --dry-run -f jsonl', {
      files,
      env: { ...HOME_ENV, ...KEYS },
    })
    return [exit, out === '' ? 0 : out.trim().split('\n').length]
  }
  expect(await kept()).toEqual([0, 1])
  await clock.pass(25 * 3_600_000)
  expect(await kept()).toEqual([0, 0])
})

describe('refuses, counts and names, and stores nothing of', () => {
  const cases: readonly [string, number, string, Signing][] = [
    ['another key', 401, 'wrong-signature', { key: OTHER_KEYS.privateKey }],
    ['HS256 with the public key', 401, 'wrong-algorithm', { alg: 'HS256', key: Buffer.from(publicPem) }],
    ['another address', 403, 'wrong-url', { claims: { webhook_url: 'https://elsewhere.example/' } }],
    ['another body', 401, 'wrong-body', { claims: { body_sha256: '0'.repeat(64) } }],
    ['an expired token', 401, 'expired', { claims: { exp: SECONDS - 60 } }],
    ['an old token', 401, 'too-old', { claims: { iat: SECONDS - 700 } }],
    ['a token of the future', 401, 'not-yet-valid', { claims: { nbf: SECONDS + 60 } }],
  ]
  it.each(cases)('%s', async (_, status, refusal, signing) => {
    const token = await tokenFor(BODY, signing)
    const { post, metric, stored, runs, end } = await listening({ flags: '--exec true' })
    expect(await post(BODY, token)).toMatchObject({ status })
    expect(await metric(`gong_webhook_refused_total{reason="${refusal}"}`)).toBe(1)
    expect([await stored(), runs]).toEqual(['', []])
    const { err } = await end()
    expect(err).toContain('refused: the ')
    expect(err).not.toContain(token)
  })

  it('a token without a signature, and a body that is too large or no event', async () => {
    const { post, postTooMuch, stored } = await listening()
    expect(await post(BODY, unsignedToken(BODY))).toMatchObject({ status: 401 })
    expect(await postTooMuch(await tokenFor(BODY))).toMatchObject({ status: 413 })
    expect(await post('[]')).toMatchObject({ status: 400 })
    expect(await stored()).toBe('')
  })
})

it('runs an event once that comes twice, and refuses the same token', async () => {
  const { post, runs, metric } = await listening({ flags: '--exec true' })
  const token = await tokenFor(BODY)
  expect(await post(BODY, token)).toMatchObject({ status: 200 })
  expect(await post(BODY, token)).toMatchObject({ status: 409 })
  expect(await post(BODY, await tokenFor(BODY, { nowMs: NOW + 1000 }))).toMatchObject({ status: 200 })
  expect(runs).toHaveLength(1)
  expect(await metric('gong_webhook_duplicates_total')).toBe(1)
})

it('answers 503 while the disk is full, says that it is not ready, and takes the event when it comes again', async () => {
  const files = memoryFiles()
  const { append } = files
  let isFull = false
  const full = async () => Promise.reject(new Error('no space left'))
  const failing = {
    ...files,
    append: async (...args: Parameters<typeof append>) => {
      const file = await append(...args)
      return { ...file, write: (chunk: string | Uint8Array) => (isFull ? full() : file.write(chunk)) }
    },
  }
  const { post, send, end } = await listening({ files: failing })
  isFull = true
  expect(await post(BODY)).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
  expect([await send({ target: '/readyz' }), await send({ target: '/healthz' })]).toMatchObject([
    { status: 503 },
    { status: 200 },
  ])
  isFull = false
  expect(await post(BODY)).toMatchObject({ status: 200 })
  expect(await send({ target: '/readyz' })).toMatchObject({ status: 200 })
  expect((await end()).err).toContain('no space left')
})

it('takes a token without any date once, and only where --max-age 0s takes tokens of any age', async () => {
  const token = await tokenFor(BODY, { claims: { iat: undefined, exp: undefined } })
  const careful = await listening({})
  expect(await careful.post(BODY, token)).toMatchObject({ status: 401 })
  expect((await careful.end()).err).toContain('--max-age 0s takes it')
  const { post } = await listening({ flags: '--exec true --max-age 0s' })
  expect([await post(BODY, token), await post(BODY, token)]).toMatchObject([{ status: 200 }, { status: 409 }])
})

it('tries again with longer and longer pauses, gives up, and hands on what replay asks for', async () => {
  let isBroken = true
  const runProgram = async () => (isBroken ? FAILED : DONE)
  const { post, runs, clock, files, metric, end } = await listening({ flags: '--exec true --attempts 3', runProgram })
  await post(BODY)
  for (const pause of [1000, 4000]) await clock.pass(pause * 1.3)
  expect(runs.map(({ env }) => env.GONG_EVENT_ATTEMPT)).toEqual(['1', '2', '3'])
  expect(await metric('gong_webhook_dead{sink="exec"}')).toBe(1)
  const env = HOME_ENV
  const listed = await run('webhooks replay --dry-run -f jsonl', { files, env })
  expect(JSON.parse(listed.out)).toMatchObject({ state: 'dead', attempts: 3, why: 'exit 1: no such deal' })
  const table = await run('webhooks replay --dry-run -f table', { files, env, columns: 100 })
  expect(table.out).toContain('exit 1: no such deal')
  isBroken = false
  expect(await run('webhooks replay', { files, env })).toMatchObject({ exit: 0 })
  await clock.pass(2000)
  expect([runs.length, await metric('gong_webhook_dead{sink="exec"}')]).toEqual([4, 0])
  expect((await end()).err).toMatch(/given up after 3: gong webhooks replay [0-9a-f]{32}/)
})

it('ends a command that takes too long, and tries again', async () => {
  const runProgram = (one: { readonly signal?: AbortSignal }) =>
    new Promise<never>((_, reject) => one.signal?.addEventListener('abort', () => reject(one.signal?.reason)))
  const { post, clock, end } = await listening({ flags: '--exec true --exec-timeout 10s', runProgram })
  await post(BODY)
  await clock.pass(10_000)
  expect((await end()).err).toContain('no end after 10 s; tried again')
})

it('returns to the spool what does not end in time, and says at the next start that it may run again', async () => {
  const hanging = (one: { readonly signal?: AbortSignal }) =>
    new Promise<never>((_, reject) => one.signal?.addEventListener('abort', () => reject(one.signal?.reason)))
  const first = await listening({ flags: '--exec true --drain 5s', runProgram: hanging })
  await first.post(BODY)
  const ended = first.end()
  await first.clock.pass(0)
  await first.clock.pass(5000)
  expect(await ended).toMatchObject({
    exit: 0,
    err: expect.stringContaining('1 delivery in the spool for the next start'),
  })
  const second = await listening({ flags: '--exec true', files: first.files })
  expect(second.runs).toMatchObject([{ env: { GONG_EVENT_ATTEMPT: '2' } }])
  expect((await second.end()).err).toContain('may run a second time')
})

it('appends whole lines to --out, behind what a crash has cut off there', async () => {
  const files = memoryFiles({ 'events.jsonl': '{"eventId":"1"}\n{"eventI' })
  const { post, end } = await listening({ flags: '--out events.jsonl', files })
  await post(BODY)
  await end()
  const lines = Buffer.from((await files.read('events.jsonl')) ?? '')
    .toString()
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ eventId: '1' }, { isTest: false }])
})

it('makes up for calls whose events never came, once, and marks them as such', async () => {
  const flags = '--exec true --since 2026-05-18T08:00:00Z --overdue 6h --reconcile 1h'
  const sandbox = testSandbox()
  const { runs, clock, metric, end } = await listening({ flags, network: sandbox, env: KEYS })
  await clock.pass(0)
  const missing = await metric('gong_webhook_events_total{source="reconcile"}')
  expect(missing).toBeGreaterThan(0)
  expect(JSON.parse(String(runs[0]?.stdin))).toMatchObject({ source: 'reconcile' })
  await clock.pass(3_600_000)
  expect(await metric('gong_webhook_reconciliations_total{outcome="done"}')).toBe(2)
  const { err } = await end()
  expect(err).toMatch(/made up for \d+ events that never came/)
})

it('compares calls again once a clock is right that was ahead', async () => {
  const marks = { 'reconcile-since': NOW - 86_400_000, 'reconciled-until': NOW + 365 * 86_400_000 }
  const lines = Object.entries(marks).map(([name, value]) => `${JSON.stringify({ kind: 'mark', name, value })}\n`)
  const files = memoryFiles({ [`${HOME_ENV.GONG_DATA_DIR}/webhooks/events-000001.jsonl`]: lines.join('') })
  const { clock, metric } = await listening({ flags: '--exec true', network: testSandbox(), files, env: KEYS })
  await clock.pass(0)
  expect(await metric('gong_webhook_events_total{source="reconcile"}')).toBeGreaterThan(0)
})

it.each([
  ['webhooks listen', 'whose events are believed'],
  ['webhooks listen --public-key gong.pub', 'name --exec, --out or --into'],
  ['webhooks listen --public-key gong.pub --exec ./missing.sh', 'there is no program ./missing.sh'],
  ['webhooks listen --public-key gong.pub --exec ./gong.pub', 'chmod +x ./gong.pub'],
  ['webhooks listen --public-key gong.pub --exec missing', 'there is no program missing'],
  ['webhooks listen --public-key gong.pub --exec "a | b"', 'no shell reads'],
  ['webhooks listen --public-key gong.pub --out a.jsonl --out b.jsonl', 'one file'],
])('refuses %s', async (line, said) => {
  const { publicKey } = RULE_KEYS
  const files = memoryFiles({ 'gong.pub': publicKey.export({ type: 'spki', format: 'pem' }).toString() })
  const { exit, err } = await run(line.replaceAll('"', "'"), { files, env: { ...HOME_ENV, PATH: '/bin' } })
  expect([exit, err]).toEqual([2, expect.stringContaining(said)])
})
