import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import type { Clock } from '../../../src/platform/ports.ts'
import { NOW, type Ran, run, type Setting, testSandbox } from '../../run.ts'
import { handClock, network, queryOf } from '../../support/fake-gong.ts'

const SECRET = 'sandbox-secret'
const KEY = JSON.stringify({ accessKey: 'sandbox', accessKeySecret: SECRET, baseUrl: 'https://us-1.api.gong.io' })
const TOKEN = JSON.stringify({ bearerToken: 'sandbox-token' })
const PAIR = { GONG_ACCESS_KEY: 'ENVKEY', GONG_ACCESS_KEY_SECRET: 'env-secret' }
const NO_PACE = { GONG_RATE: '0' }
const BASIC = `Basic ${btoa(`sandbox:${SECRET}`)}`

const top = mkdtempSync(join(tmpdir(), 'gong-profiles-'))
afterAll(() => rmSync(top, { recursive: true }))

/** A store of its own, and `gong` on it. A key file seals in no time; a passphrase takes half a second. */
function store(how: 'key file' | 'passphrase' = 'key file') {
  const folder = mkdtempSync(join(top, 'store-'))
  const config = join(folder, 'config')
  const key: Record<string, string> =
    how === 'passphrase' ? { GONG_PASSPHRASE: 'a long passphrase' } : { GONG_KEY_FILE: join(folder, 'key') }
  const env = { GONG_CONFIG_DIR: config, GONG_STATE_DIR: join(folder, 'state') }
  const gong = (line: string, setting: Setting = {}): Promise<Ran> =>
    run(line, { random: (count) => randomBytes(count), ...setting, env: { ...env, ...key, ...setting.env } })
  const credentials = join(config, 'credentials.json')
  return { folder, config, credentials, gong }
}

const work = store()
await work.gong('profiles add work --no-check', { stdin: KEY })

describe('profiles add', () => {
  it.each([
    ['an access key', KEY, { name: 'p', baseUrl: 'https://us-1.api.gong.io' }, BASIC],
    ['a bearer token', TOKEN, { name: 'p', baseUrl: 'https://api.gong.io' }, 'Bearer sandbox-token'],
  ])('stores %s from stdin once Gong has taken it', async (_, stdin, shown, authorization) => {
    const { gong } = store()
    const added = await gong('profiles add p', { stdin })
    const used = await gong('calls list --from 1d --limit 1 -p p')
    expect(added).toMatchObject({ exit: 0, sent: ['GET /v2/workspaces'] })
    expect(JSON.parse(added.out)).toEqual(shown)
    expect(used.exit).toBe(0)
    expect(used.requests[0]?.headers.authorization).toBe(authorization)
    expect(used.requests[0]?.url).toContain(shown.baseUrl)
  })

  it('asks on a terminal, the secret and the passphrase unseen, and undisturbed by progress', async () => {
    const { gong } = store()
    const clock = handClock()
    const lines: string[] = []
    const disturbing: string[] = []
    let questions = 0
    const spin = async () => ({ show: (line: string) => void lines.push(line), stop: async () => undefined })
    const thinking = async () => {
      lines.length = 0
      questions += 1
      if (questions > 3) await clock.pass(5000)
      disturbing.push(...lines)
    }
    const answers = ['https://us-1.api.gong.io', 'sandbox', SECRET, 'a passphrase', 'a passphrase']
    const setting = { env: { GONG_KEY_FILE: '' }, terminal: true, answers, clock, thinking, spin }
    const added = await gong('profiles add p', setting)
    expect(added.exit).toBe(0)
    expect(added.asked.map((question) => question.replace(/:.*/, ''))).toEqual([
      'text',
      'text',
      'secret',
      'secret',
      'secret',
    ])
    expect(added.requests[0]?.headers.authorization).toBe(BASIC)
    expect(disturbing).toEqual([])
  })

  it.each([
    ['Gong does not know them', 'sandbox', 'wrong', 3],
    ['Gong is not there', 'sandbox', SECRET, 7],
  ])('stores nothing when %s', async (_, accessKey, accessKeySecret, exit) => {
    const { folder, gong } = store()
    const stdin = JSON.stringify({ accessKey, accessKeySecret })
    const away = exit === 7 && { network: network(() => '<html>') }
    const added = await gong('profiles add p --no-retry', { stdin, ...away })
    expect(added.exit).toBe(exit)
    expect(readdirSync(folder)).not.toContain('config')
  })

  it('takes a key that may not read workspaces', async () => {
    const stdin = JSON.stringify({ accessKey: 'reader', accessKeySecret: 'reader-secret' })
    expect(await store().gong('profiles add p', { stdin })).toMatchObject({ exit: 0, sent: ['GET /v2/workspaces'] })
  })

  it('sends nothing with --no-check', async () => {
    expect(await store().gong('profiles add p --no-check', { stdin: KEY })).toMatchObject({ exit: 0, sent: [] })
  })

  it('keeps zone, workspace and rate, and commands use them', async () => {
    const { gong } = store()
    const flags = '--time-zone America/New_York --workspace 42 --rate 1'
    await gong(`profiles add p --no-check ${flags}`, { stdin: KEY })
    const answer = network((_, page) => ({ requestId: 'r', records: page === 0 ? { cursor: 'c' } : {}, calls: [] }))
    const { requests, waits } = await gong('calls list --during 2026-03-05', { network: answer })
    const explicit = await gong('calls details 1', { network: answer })
    expect(queryOf(requests[0])).toMatchObject({ fromDateTime: '2026-03-05T00:00:00-05:00', workspaceId: '42' })
    expect(waits.every((ms) => ms >= 1000 && ms < 1500) && waits.length === 1).toBe(true)
    expect(explicit.requests[0]?.body).not.toContain('42')
  })

  it('keeps a workspace, and what cannot do without one uses it', async () => {
    const { gong } = store()
    await gong('profiles add p --no-check --workspace 42', { stdin: KEY })
    const { requests } = await gong('ai ask account:1 Why? --yes', { network: network(() => ({ answer: [] })) })
    expect(queryOf(requests[0])).toMatchObject({ workspaceId: '42' })
  })

  it.each([
    ['a name that is none', 'add ../work', KEY, 'cannot name a profile'],
    ['a name that is taken', 'add work', KEY, 'already a profile "work"'],
    ['a zone that is none', 'add p --time-zone Europe/Berlln', KEY, 'Europe/Berlin'],
    ['plain http to another machine', 'add p --base-url http://api.gong.io', KEY, 'must begin with https://'],
    ['a base URL with a path', 'add p --base-url https://api.gong.io/v2', KEY, 'must end after the host'],
    ['no credential', 'add p', '', 'stdin holds no credential'],
    ['half a credential', 'add p', '{"accessKey":"sandbox"}', 'stdin holds no credential'],
    [
      'a misspelt field, which could send the secret elsewhere',
      'add p',
      TOKEN.replace('{', '{"baseURL":"x",'),
      '"baseURL"',
    ],
    ['a secret that no header carries', 'add p', KEY.replace(SECRET, 'a b'), 'accessKeySecret is empty or holds'],
    ['a dry run of something that sends nothing', 'add p --no-check --dry-run', KEY, '--dry-run'],
    ['a dry run of a removal', 'remove work --dry-run', '', '--dry-run'],
  ])('refuses %s before anything is sent or stored', async (_, line, stdin, said) => {
    const before = readFileSync(work.credentials)
    const { exit, sent, err } = await work.gong(`profiles ${line}`, { stdin })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
    expect(err).not.toContain(SECRET)
    expect(readFileSync(work.credentials)).toEqual(before)
  })

  it('refuses a bad base URL before it asks for the secret', async () => {
    const { exit, asked } = await work.gong('profiles add p', { answers: ['http://api.gong.io', 'key', SECRET] })
    expect({ exit, questions: asked.length }).toEqual({ exit: 2, questions: 1 })
  })
})

describe('the life of a profile', () => {
  it('goes from add to remove, and no secret is ever in an output or a file', async () => {
    const { folder, gong } = store()
    const said: string[] = []
    const profiles = async (line: string, stdin = '') => {
      const { exit, out, err } = await gong(`profiles ${line} --debug`, { stdin })
      said.push(out, err)
      expect({ line, exit }).toEqual({ line, exit: 0 })
      return JSON.parse(out)
    }
    await profiles('add one', KEY)
    await profiles('add two', TOKEN)
    expect(await profiles('use one')).toMatchObject({ name: 'one', chosen: true })
    expect(await profiles('list')).toMatchObject([
      { name: 'one', chosen: true },
      { name: 'two', chosen: false },
    ])
    expect(await profiles('show')).toMatchObject({ name: 'one', why: expect.stringContaining('gong profiles use') })
    expect(await profiles('check two')).toMatchObject({ name: 'two', account: { users: 40 } })
    expect(await profiles('rename one three')).toEqual({ name: 'three', was: 'one' })
    expect(await profiles('check')).toMatchObject({ name: 'three', account: { users: 40 } })
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    said.push(...files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')))
    await profiles('remove two')
    await profiles('remove three')
    expect(await profiles('list')).toEqual([])
    for (const secret of [SECRET, btoa(SECRET), BASIC.slice(6), 'sandbox-token'])
      expect(said.join('\n')).not.toContain(secret)
  })

  it('is chosen without a word when it is the only one', async () => {
    const { gong } = store()
    const chosen = async () =>
      JSON.parse((await gong('profiles list')).out).map((row: { chosen: boolean }) => row.chosen)
    await gong('profiles add one --no-check', { stdin: KEY })
    expect(await chosen()).toEqual([true])
    await gong('profiles add two --no-check', { stdin: KEY })
    expect(await chosen()).toEqual([false, false])
  })

  it('shows the near name when one is unknown, with 3', async () => {
    const { exit, err } = await work.gong('profiles check wrok')
    expect(exit).toBe(3)
    expect(err).toContain('did you mean "work"?')
  })
})

it('a dry run does not open the seal', async () => {
  const noKey = { GONG_KEY_FILE: join(top, 'none') }
  const dry = await work.gong('calls list --from 1d --dry-run', { env: noKey, answers: [] })
  const real = await work.gong('calls list --from 1d', { env: noKey })
  expect(dry).toMatchObject({ exit: 0, sent: [], asked: [] })
  expect(JSON.parse(dry.out)).toMatchObject({ headers: { authorization: '***' } })
  expect(real).toMatchObject({ exit: 3, sent: [] })
})

it('a flipped bit in the store ends with 3 and changes nothing', async () => {
  const { credentials, gong } = store()
  await gong('profiles add p --no-check', { stdin: KEY })
  const stored = JSON.parse(readFileSync(credentials, 'utf8'))
  const flipped = Buffer.from(stored.profiles.p.sealed.slice(3), 'base64')
  flipped[40] = (flipped[40] ?? 0) ^ 1
  stored.profiles.p.sealed = `v1:${flipped.toString('base64')}`
  writeFileSync(credentials, JSON.stringify(stored))
  const before = readFileSync(credentials)
  const { exit, sent, err } = await gong('calls list --from 1d')
  expect({ exit, sent }).toEqual({ exit: 3, sent: [] })
  expect(err).toContain('the seal of profile "p" is broken')
  expect(readFileSync(credentials)).toEqual(before)
})

it('a passphrase opens the store, and a wrong one ends with 3', async () => {
  const { gong } = store('passphrase')
  await gong('profiles add p --no-check', { stdin: KEY })
  const right = await gong('profiles check')
  const wrong = await gong('profiles check', { env: { GONG_PASSPHRASE: 'another passphrase' } })
  expect(right.exit).toBe(0)
  expect(wrong).toMatchObject({ exit: 3, sent: [] })
  expect(wrong.err).toContain('the passphrase is wrong')
  expect(wrong.err).not.toContain('another passphrase')
})

describe('profiles use', () => {
  it.each([
    ['a credential of the environment', PAIR, 'unset GONG_ACCESS_KEY GONG_ACCESS_KEY_SECRET'],
    ['another name in GONG_PROFILE', { GONG_PROFILE: 'other' }, 'unset GONG_PROFILE'],
    ['half a credential', { GONG_ACCESS_KEY: 'x' }, 'GONG_ACCESS_KEY_SECRET is not'],
  ])('warns when %s wins over the profile', async (_, env, said) => {
    const { gong } = store()
    await gong('profiles add p --no-check', { stdin: KEY })
    await gong('profiles add other --no-check', { stdin: KEY })
    const { exit, err } = await gong('profiles use p', { env })
    expect(exit).toBe(0)
    expect(err).toContain('commands do not use "p" while')
    expect(err).toContain(said)
  })

  it('warns of nothing where the profile is used', async () => {
    const { gong } = store()
    await gong('profiles add p --no-check', { stdin: KEY })
    const quiet = await gong('profiles use p')
    const named = await gong('profiles use p', { env: { GONG_PROFILE: 'p' } })
    expect(quiet.err + named.err).not.toContain('careful')
  })
})

it('profiles do not speak of --profile where the name was an argument', async () => {
  const { gong } = store()
  await gong('profiles add reader --no-check', { stdin: KEY })
  const lines = ['profiles use readr', 'profiles show readr', 'profiles check readr', 'profiles set readr --rate 1']
  for (const line of lines) {
    const { exit, err } = await gong(line)
    expect({ exit, err }).toEqual({
      exit: 3,
      err: expect.stringContaining('no profile "readr"; did you mean "reader"?'),
    })
    expect(err).not.toContain('--profile')
  }
  expect((await gong('profiles show reader')).out).not.toContain('--profile')
  expect((await gong('calls list -p readr')).err).toContain('named by --profile')
  expect((await gong('profiles add reader', { stdin: KEY })).err).toMatch(
    /gong profiles set reader .*profiles remove reader/,
  )
})

describe('profiles set', () => {
  const SHOWN = { name: 'p', baseUrl: 'https://us-1.api.gong.io', timeZone: 'Asia/Tokyo', workspace: 'Sales', rate: 2 }
  const stored = async () => {
    const { gong } = store()
    await gong('profiles add p --no-check --time-zone Asia/Tokyo --workspace Sales --rate 2', { stdin: KEY })
    return gong
  }

  it.each([
    ['--time-zone Europe/Paris', { timeZone: 'Europe/Paris' }],
    ['--workspace Support --no-check', { workspace: 'Support' }],
    ['--rate 1', { rate: 1 }],
    ['--base-url https://us-2.api.gong.io --no-check', { baseUrl: 'https://us-2.api.gong.io' }],
    ['--key-from-stdin --no-check', {}],
  ])('%s changes that alone', async (flags, changed) => {
    const gong = await stored()
    const { exit, sent } = await gong(`profiles set p ${flags}`, { stdin: TOKEN })
    expect({ exit, sent }).toEqual({ exit: 0, sent: [] })
    expect(JSON.parse((await gong('profiles show p')).out)).toMatchObject({ ...SHOWN, ...changed })
  })

  it.each(['set p', 'set p --key-from-stdin', 'add q'])('%s looks whether Gong has the workspace', async (words) => {
    const gong = await stored()
    const stdin = KEY
    const wrong = await gong(`profiles ${words} --workspace "Sales America" --rate 0`, { stdin })
    expect(wrong.exit).toBe(2)
    expect(wrong.err).toContain('--workspace: no workspace is called "Sales America"; did you mean "Sales Americas"?')
    expect(JSON.parse((await gong('profiles list')).out)).toMatchObject([{ name: 'p', workspace: 'Sales' }])
    expect((await gong(`profiles ${words} --workspace 123 --rate 0`, { stdin })).exit).toBe(2)
    const right = await gong(`profiles ${words} --workspace "sales americas" --rate 0`, { stdin })
    expect(right.exit).toBe(0)
  })

  it('is told where a workspace of the profile is not there, and not a flag that nobody typed', async () => {
    const gong = await stored()
    const { exit, err } = await gong('calls list --rate 0')
    expect(exit).toBe(2)
    expect(err).toContain('error: workspace of profile "p": no workspace is called "Sales"')
    expect(err).toContain('try: gong profiles set p --workspace <name>, one of Sales Americas')
    expect(err).not.toContain('--workspace: ')
  })

  it('looks for names in the workspace of the profile, says so, and asks for none where ids were typed', async () => {
    const gong = await stored()
    await gong('profiles set p --workspace "Customer Success"', { stdin: KEY })
    const found = await gong('permissions get Administrator --rate 0')
    expect({ exit: found.exit, sent: found.sent }).toEqual({
      exit: 0,
      sent: ['GET /v2/workspaces', 'GET /v2/all-permission-profiles', 'GET /v2/permission-profile'],
    })
    const unknown = await gong('permissions get Nosuch --rate 0')
    expect(unknown.err).toContain('"Nosuch" in the workspace Customer Success, which is that of profile "p"')
    const byId = await gong(`permissions get ${JSON.parse(found.out).id} --rate 0`)
    expect(byId.sent).toEqual(['GET /v2/permission-profile'])
  })

  it('uses the new key from then on, once Gong has taken it', async () => {
    const gong = await stored()
    const { exit, sent } = await gong('profiles set p --key-from-stdin', { stdin: TOKEN })
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/workspaces'] })
    const { requests } = await gong('settings workspaces -p p --rate 0')
    expect(requests[0]?.headers.authorization).toBe('Bearer sandbox-token')
  })

  it('keeps the old key when Gong refuses the new one', async () => {
    const gong = await stored()
    const stdin = JSON.stringify({ bearerToken: 'wrong' })
    expect((await gong('profiles set p --key-from-stdin', { stdin })).exit).toBe(3)
    const { requests } = await gong('settings workspaces -p p --rate 0')
    expect(requests[0]?.headers.authorization).toBe(BASIC)
  })

  it.each([
    ['p', 2, 'nothing to change'],
    ['p --time-zone Mars', 2, '--time-zone'],
    ['p --base-url http://gong.example', 2, 'https'],
    ['p --key-from-stdin', 2, 'stdin holds no credential'],
    ['q --workspace Sales', 3, '"q"'],
    ['p --workspace Sales --dry-run', 2, '--dry-run'],
    ['q --time-zone UTC', 3, 'there is no profile "q"; '],
  ])('%s is refused, and nothing is changed', async (rest, code, said) => {
    const gong = await stored()
    const { exit, err, sent } = await gong(`profiles set ${rest}`, { stdin: '{}' })
    expect({ exit, sent }).toEqual({ exit: code, sent: [] })
    expect(err).toContain(said)
    expect(JSON.parse((await gong('profiles show p')).out)).toMatchObject(SHOWN)
  })
})

describe('profiles check', () => {
  const as = (accessKey: string) => ({
    ...NO_PACE,
    GONG_ACCESS_KEY: accessKey,
    GONG_ACCESS_KEY_SECRET: `${accessKey}-secret`,
  })

  it('names the account, the host, the scopes it could confirm and the time to answer, by three requests', async () => {
    let now = NOW
    const clock: Clock = { now: () => now, sleep: async () => undefined }
    const gong = testSandbox()
    const slow: HttpTransport = (...request) => {
      now += 80
      return gong(...request)
    }
    const { exit, out, sent } = await work.gong('profiles check', { clock, network: slow })
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['GET /v2/workspaces', 'GET /v2/users', 'GET /v2/calls'] })
    expect(JSON.parse(out)).toEqual({
      name: 'work',
      baseUrl: 'https://us-1.api.gong.io',
      why: 'profile "work", the only one',
      account: {
        domain: 'tallyhouse.example',
        workspaces: ['Sales Americas', 'Sales EMEA & APAC', 'Customer Success'],
        users: 40,
        calls: 1296,
      },
      scopes: ['api:workspaces:read', 'api:users:read', 'api:calls:read:basic'],
      missing: [],
      milliseconds: 80,
    })
  })

  it('takes a key that may not read workspaces for a good one, and names what it lacks', async () => {
    const { exit, out, sent } = await run('profiles check', { env: as('reader') })
    expect({ exit, requests: sent.length }).toEqual({ exit: 0, requests: 3 })
    expect(JSON.parse(out)).toMatchObject({
      account: { users: 40 },
      scopes: ['api:users:read', 'api:calls:read:basic'],
      missing: ['api:workspaces:read'],
    })
  })

  it('takes a key whose right to workspaces is refused in other words for a good one too', async () => {
    const gong = testSandbox()
    const refusing: HttpTransport = async (...request) =>
      request[0].url.endsWith('/workspaces')
        ? await network(() => ({ requestId: 'r', errors: ['Access denied'] }), 403)(...request)
        : await gong(...request)
    const { exit, out } = await run('profiles check', { env: as('sandbox'), network: refusing })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ scopes: ['api:users:read', 'api:calls:read:basic'], missing: [] })
  })

  it('calls a key that Gong does not know what it is, with 3', async () => {
    const { exit, err, sent } = await run('profiles check', { env: as('stranger') })
    expect({ exit, requests: sent.length }).toEqual({ exit: 3, requests: 3 })
    expect(err).toContain('Gong does not accept these credentials')
  })

  it('repeats nothing, so that it never takes more than three requests', async () => {
    const broken = network(() => ({ requestId: 'r', errors: ['busy'] }), 503)
    expect(await run('profiles check', { env: as('sandbox'), network: broken })).toMatchObject({ exit: 7, waits: [] })
  })
})

describe('the source of a credential', () => {
  it.each([
    ['the flag', '--profile work', {}, { source: 'flag', why: 'profile "work", named by --profile' }],
    [
      'the variable',
      '',
      { GONG_PROFILE: 'work' },
      { source: 'environment', why: 'profile "work", named by GONG_PROFILE' },
    ],
    [
      'the key',
      '',
      PAIR,
      { source: 'environment', why: 'the environment gives GONG_ACCESS_KEY and GONG_ACCESS_KEY_SECRET' },
    ],
    ['the store', '', {}, { source: 'profile', why: 'profile "work", the only one' }],
  ])('is told by profiles show: %s', async (_, flags, env, told) => {
    const { exit, out, err } = await work.gong(`profiles show ${flags}`, { env })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject(told)
    for (const secret of [SECRET, PAIR.GONG_ACCESS_KEY_SECRET, PAIR.GONG_ACCESS_KEY])
      expect(out + err).not.toContain(secret)
  })

  it('gives the base URL too: a key of the environment never goes to the host of a profile', async () => {
    const { requests } = await work.gong('calls list --from 1d --limit 1', { env: { ...PAIR, GONG_PROFILE: 'work' } })
    expect(new URL(requests[0]?.url ?? '').host).toBe('api.gong.io')
  })

  it('gives the credential too: that of a profile never goes to GONG_BASE_URL', async () => {
    const env = { GONG_BASE_URL: 'https://elsewhere.example' }
    const { requests } = await work.gong('calls list --from 1d --limit 1', { env })
    expect(new URL(requests[0]?.url ?? '').host).toBe('us-1.api.gong.io')
  })

  it('is refused when it would travel over http to anything but this machine', async () => {
    const env = { ...PAIR, GONG_BASE_URL: 'http://gong.example' }
    const { exit, err, sent } = await work.gong('calls list --from 1d', { env })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('must begin with https://')
  })
})

describe.skipIf(process.platform === 'win32')('what others may read', () => {
  it.each([
    ['the store', 'config/credentials.json'],
    ['the key file', 'key'],
  ])('is refused with the chmod to run: %s', async (_, file) => {
    const { folder, gong } = store()
    await gong('profiles add p --no-check', { stdin: KEY })
    const path = join(folder, file)
    chmodSync(path, 0o640)
    const { exit, err, sent } = await gong('calls list --from 1d')
    expect({ exit, sent }).toEqual({ exit: 3, sent: [] })
    expect(err).toContain(`try: chmod 600 '${path}'`)
    chmodSync(path, 0o600)
    expect((await gong('calls list --from 1d --limit 1')).exit).toBe(0)
  })
})
