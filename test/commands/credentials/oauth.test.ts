import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import type { HttpRequest, HttpTransport } from '../../../src/platform/http.ts'
import type { StartCallbackServer, TextPage } from '../../../src/platform/ports.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { home, NOW, type Ran, run, type Setting } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'

const LOGIN = 'profiles login work --client-id sandbox-client'
const ANSWERS = ['sandbox-client-secret']
const ISSUE = 'POST /oauth2/generate-customer-token'
const DAY = 24 * 3_600_000

/** A store, a company and a browser that last for one test; what the browser was shown is kept. */
async function desk(calls = 20) {
  const { folder, env } = await home()
  /** Time stands still unless it is moved by hand; waiting takes none. */
  const time = { now: NOW, waits: [] as number[] }
  const clock = { now: () => time.now, sleep: async (ms: number) => void time.waits.push(ms) }
  const company = openSandbox({ now: () => time.now, calls })
  const pages: TextPage[] = []
  let door: (target: string) => TextPage = () => ({ status: 0, text: 'nobody listens' })
  const visit = (target: string) => void pages.push(door(target))
  const listen: StartCallbackServer = async (_host, port, answer) => {
    door = answer
    return { port, close: async () => undefined }
  }
  const gong = (line: string, setting: Setting = {}): Promise<Ran> =>
    run(line, {
      network: company,
      clock,
      random: (count) => randomBytes(count),
      answers: ANSWERS,
      startCallbackServer: listen,
      openBrowser: async (address) => visit(await backFrom(company, address)),
      ...setting,
      env: { ...env, GONG_KEY_FILE: join(folder, 'key'), GONG_RATE: '0', ...setting.env },
    })
  return { folder, time, company, pages, visit, gong }
}

/** Signs in, as somebody in a browser would: the path and query that Gong sends the browser back to. */
async function backFrom(company: HttpTransport, address: string): Promise<string> {
  const back = new URL(await sentBackTo(company, address))
  return back.pathname + back.search
}

async function sentBackTo(company: HttpTransport, address: string): Promise<string> {
  const { headers } = await company(
    { method: 'GET', url: address, headers: {}, timeoutMs: 0 },
    new AbortController().signal,
  )
  return headers.location ?? ''
}

/** A desk where somebody has logged in already. */
async function loggedIn(calls?: number) {
  const one = await desk(calls)
  expect(await one.gong(LOGIN)).toMatchObject({ exit: 0 })
  return one
}

/** What was asked of the token endpoint. */
function grants({ requests }: Ran): string[] {
  const forms = requests.filter(({ url }) => url.includes('/oauth2/generate')).map(({ body }) => String(body))
  return forms.map((form) => new URLSearchParams(form).get('grant_type') ?? '')
}

/** Bytes that make the state of a sign-in known beforehand. */
const sevens = (count: number) => new Uint8Array(count).fill(7)

/** The address of the sign-in that `sevens` make. */
function addressFor(redirect: string): string {
  const query = new URLSearchParams({
    client_id: 'sandbox-client',
    response_type: 'code',
    scope: 'api:users:read',
    redirect_uri: redirect,
    state: Buffer.from(sevens(32)).toString('base64url'),
  })
  return `https://app.gong.io/oauth2/authorize?${query}`
}

function stateIn(address: string): string | null {
  return new URL(address).searchParams.get('state')
}

function addressIn(text: string): string {
  return /https:\/\/\S+authorize\S+/.exec(text)?.[0] ?? ''
}

/** Lets the company refuse a token once, whatever it thinks of it. */
function refusingOnce(company: HttpTransport, wanted: (request: HttpRequest) => boolean): HttpTransport {
  let refused = false
  return (request, signal) => {
    if (refused || !wanted(request)) return company(request, signal)
    refused = true
    return network(() => ({ requestId: 'r1', errors: ['The access token is not valid'] }), 401)(request, signal)
  }
}

const reads = ({ url }: HttpRequest) => !url.includes('/oauth2/')

describe('profiles login', () => {
  it('goes through the browser and leaves a profile that works', async () => {
    const { gong, pages } = await desk()
    const login = await gong(LOGIN)
    const used = await gong('calls list --from 30d --limit 1 -p work')
    expect(login).toMatchObject({ exit: 0, sent: [ISSUE], asked: ['secret: Client secret'] })
    expect(JSON.parse(login.out)).toMatchObject({
      name: 'work',
      baseUrl: 'https://us-1.api.gong.io',
      scopes: expect.arrayContaining(['api:calls:read:basic', 'api:users:read']),
    })
    expect(login.err).toContain('gong calls list --profile work')
    expect(pages).toMatchObject([{ status: 200, text: expect.stringContaining('can be closed') }])
    expect(used).toMatchObject({ exit: 0, sent: ['GET /v2/calls'] })
    expect(used.requests[0]?.url).toContain('https://us-1.api.gong.io/')
  })

  it('asks Gong for the scopes, the redirect and a state of its own each time', async () => {
    const { gong } = await desk()
    const line = `${LOGIN} --scopes api:users:read,api:library:read --redirect http://localhost:7777/back`
    const asked = [await gong(line), await gong(line)].map(({ err }) => new URL(addressIn(err)))
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      client_id: 'sandbox-client',
      response_type: 'code',
      scope: 'api:users:read api:library:read',
      redirect_uri: 'http://localhost:7777/back',
      state: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(asked[0]?.searchParams.get('state')).not.toBe(asked[1]?.searchParams.get('state'))
  })

  it.each(
    everyOperation
      .filter(({ effect }) => effect === 'read')
      .flatMap(({ id, scope, scopesOfParts = [] }) => [scope ?? [], scopesOfParts].flat().map((one) => [id, one])),
  )('asks for what %s needs, %s, unless told otherwise', async (_, scope) => {
    const { gong } = await desk()
    expect(JSON.parse((await gong(LOGIN)).out).scopes).toContain(scope)
  })

  it('asks for nothing that no read needs unless told so', async () => {
    const { gong } = await desk()
    const { scopes } = JSON.parse((await gong(LOGIN)).out)
    expect(scopes).toContain('api:calls:read:media-url')
    expect(scopes.filter((scope: string) => /write|delete|create|update|register|ai-ask/.test(scope))).toEqual([])
  })

  it('takes the pasted address with --manual, and listens to nobody', async () => {
    const { gong, company } = await desk()
    const redirect = 'http://localhost/callback'
    const pasted = await sentBackTo(company, addressFor(redirect))
    const login = await gong(`${LOGIN} --manual --redirect ${redirect}`, {
      random: sevens,
      answers: [...ANSWERS, ` ${pasted}\n`],
      startCallbackServer: () => Promise.reject(new Error('somebody listens')),
      openBrowser: () => Promise.reject(new Error('a browser is opened')),
    })
    expect(login).toMatchObject({ exit: 0, sent: [ISSUE] })
    expect(JSON.parse(login.out)).toMatchObject({ scopes: ['api:users:read'] })
  })

  it.each([
    ['with another state', (target: string) => target.replace(/state=[^&]+/, 'state=made-up')],
    ['without a state', (target: string) => target.replace(/state=[^&]+/, '')],
    ['with two codes', (target: string) => `${target}&code=made-up`],
    ['to another path', (target: string) => target.replace('/callback', '/favicon.ico')],
    ['with a path that is none', () => '//['],
  ])('shows an error to a visitor %s, and goes on waiting', async (_, bent) => {
    const { gong, company, pages, visit } = await desk()
    const login = await gong(LOGIN, {
      openBrowser: async (address) => {
        const target = await backFrom(company, address)
        visit(bent(target))
        visit(target)
      },
    })
    expect(login).toMatchObject({ exit: 0, sent: [ISSUE] })
    expect(pages.map(({ status }) => status >= 400)).toEqual([true, false])
  })

  it('refuses a pasted address of another sign-in, and asks Gong for nothing', async () => {
    const { gong } = await desk()
    const answers = [...ANSWERS, 'http://localhost:4665/callback?code=made-up&state=made-up']
    expect(await gong(`${LOGIN} --manual`, { answers })).toMatchObject({ exit: 2, sent: [] })
  })

  it('says so when somebody declines in the browser, and stores nothing', async () => {
    const { folder, gong, visit } = await desk()
    const login = await gong(LOGIN, {
      openBrowser: async (address) => visit(`/callback?error=access_denied&state=${stateIn(address)}`),
    })
    expect(login).toMatchObject({ exit: 3, sent: [] })
    expect(login.err).toContain('access_denied')
    expect(readdirSync(folder)).not.toContain('config')
  })

  it('gives up after five minutes', async () => {
    const { gong, time } = await desk()
    const login = await gong(LOGIN, { openBrowser: async () => undefined })
    expect(login).toMatchObject({ exit: 3, sent: [] })
    expect(time.waits).toEqual([300_000])
    expect(login.err).toContain('--manual')
  })

  it('says what to do when the code has expired', async () => {
    const { folder, gong, time, company, visit } = await desk()
    const login = await gong(LOGIN, {
      openBrowser: async (address) => {
        const target = await backFrom(company, address)
        time.now += 11 * 60_000
        visit(target)
      },
    })
    expect(login).toMatchObject({ exit: 3, sent: [ISSUE] })
    expect(login.err).toContain('invalid_grant')
    expect(readdirSync(folder)).not.toContain('credentials.json')
  })

  it.each([
    ['as it is', 'sandbox-client-secret\n'],
    ['as JSON', '{"clientSecret":"sandbox-client-secret"}'],
  ])('reads the client secret from stdin %s, and opens no browser where nobody sits', async (_, stdin) => {
    const { gong, company } = await desk()
    const target = await backFrom(company, addressFor('http://localhost:4665/callback'))
    const login = await gong(LOGIN, {
      stdin,
      answers: undefined,
      random: sevens,
      startCallbackServer: async (_host, port, answer) => {
        answer(target)
        return { port, close: async () => undefined }
      },
      openBrowser: () => Promise.reject(new Error('a browser is opened')),
    })
    expect(login).toMatchObject({ exit: 0, sent: [ISSUE] })
    expect(login.requests[0]?.headers.authorization).toBe(`Basic ${btoa('sandbox-client:sandbox-client-secret')}`)
  })

  it('puts the fields into the query where a form is refused, with the secret in the header alone', async () => {
    const { gong, company } = await desk()
    const picky: HttpTransport = (request, signal) =>
      String(request.headers['content-type']).includes('form')
        ? network(() => ({ errors: ['Unsupported media type'] }), 415)(request, signal)
        : company(request, signal)
    const login = await gong(LOGIN, { network: picky })
    expect(login).toMatchObject({ exit: 0, sent: [ISSUE, ISSUE] })
    expect(login.requests.map(({ url }) => url.includes('client-secret'))).toEqual([false, false])
    expect(login.requests[1]?.headers.authorization).toBe(`Basic ${btoa('sandbox-client:sandbox-client-secret')}`)
  })

  it('keeps zone and workspace, and a new login leaves them alone', async () => {
    const { gong } = await desk()
    await gong(`${LOGIN} --time-zone America/New_York --workspace 42`)
    await gong('profiles login work')
    const shown = await gong('profiles show work')
    expect(JSON.parse(shown.out)).toMatchObject({ timeZone: 'America/New_York', workspace: '42' })
  })

  it('logs in again by the name alone, and keeps the scopes', async () => {
    const { gong } = await desk()
    await gong(`${LOGIN} --scopes api:users:read`)
    const again = await gong('profiles login work', { answers: [] })
    expect(again).toMatchObject({ exit: 0, asked: [] })
    expect(JSON.parse(again.out)).toMatchObject({ scopes: ['api:users:read'] })
  })

  it('says so when the new login belongs to another company', async () => {
    const { gong, company } = await loggedIn()
    const moved: HttpTransport = async (request, signal) => {
      const answer = await company(request, signal)
      if (!request.url.includes('/oauth2/generate')) return answer
      const text = (await textOf(answer.body)).replace('us-1', 'us-2')
      return network(() => text)(request, signal)
    }
    const again = await gong('profiles login work', { network: moved })
    expect(JSON.parse(again.out)).toMatchObject({ baseUrl: 'https://us-2.api.gong.io' })
    expect(again.err).toContain('belonged to another company until now, at https://us-1.api.gong.io')
  })

  it.each([
    ['a first login without a client', 'profiles login other', '--client-id'],
    ['a profile that holds a key', 'profiles login keyed --client-id x', 'gong profiles remove keyed'],
    ['a redirect to another machine', `${LOGIN} --redirect http://evil.example/`, '--redirect'],
    ['a redirect that gong cannot listen at', `${LOGIN} --redirect https://localhost/`, '--manual'],
    ['plain http for the sign-in', `${LOGIN} --auth-url http://app.gong.io`, 'must begin with https://'],
    ['the company inside this process', `${LOGIN} --sandbox`, 'gong sandbox serve'],
    ['silence, which would hide the address', `${LOGIN} --quiet`, '--quiet'],
  ])('refuses %s before anybody signs in', async (_, line, said) => {
    const { gong } = await desk()
    const stdin = '{"accessKey":"sandbox","accessKeySecret":"sandbox-secret"}'
    await gong('profiles add keyed --no-check', { stdin, answers: undefined })
    const { exit, sent, err } = await gong(line, {
      openBrowser: () => Promise.reject(new Error('a browser is opened')),
    })
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(said)
  })

  it.each([
    ['http://api.example', 7],
    ['https://api.example/v2', 7],
    ['no address', 7],
  ])('refuses %s as the address of the API, and stores nothing', async (address, exit) => {
    const { folder, gong } = await desk()
    const answer = { access_token: 'a', refresh_token: 'r', api_base_url_for_customer: address }
    const { company } = await desk()
    const lying: HttpTransport = (request, signal) =>
      request.method === 'POST' ? network(() => answer)(request, signal) : company(request, signal)
    expect(await gong(LOGIN, { network: lying })).toMatchObject({ exit })
    expect(readdirSync(folder)).not.toContain('credentials.json')
  })
})

describe('a login that has expired', () => {
  it('is renewed before it is used, once', async () => {
    const { gong, time } = await loggedIn()
    time.now += DAY - 59_000
    const first = await gong('users list --limit 1')
    const second = await gong('users list --limit 1')
    expect(first).toMatchObject({ exit: 0, sent: [ISSUE, 'GET /v2/users'] })
    expect(grants(first)).toEqual(['refresh_token'])
    expect(second).toMatchObject({ exit: 0, sent: ['GET /v2/users'] })
  })

  it('is left alone while it is good for more than a minute', async () => {
    const { gong, time } = await loggedIn()
    time.now += DAY - 61_000
    expect(await gong('users list --limit 1')).toMatchObject({ exit: 0, sent: ['GET /v2/users'] })
  })

  it('is renewed when Gong refuses it, and the request sent again', async () => {
    const { gong, company } = await loggedIn()
    const used = await gong('users list --limit 1', { network: refusingOnce(company, reads) })
    expect(used).toMatchObject({ exit: 0, sent: ['GET /v2/users', ISSUE, 'GET /v2/users'] })
  })

  it('is not renewed twice for one request', async () => {
    const { gong, company } = await loggedIn()
    const never: HttpTransport = (request, signal) =>
      reads(request)
        ? network(() => ({ requestId: 'r', errors: ['no'] }), 401)(request, signal)
        : company(request, signal)
    const used = await gong('users list --limit 1', { network: never })
    expect(used).toMatchObject({ exit: 3, sent: ['GET /v2/users', ISSUE, 'GET /v2/users'] })
  })

  it('is renewed once for requests that were refused side by side', async () => {
    const { gong, company } = await loggedIn(3000)
    const sent: string[] = []
    let refusals = 0
    let arrive: () => void = () => undefined
    const successor = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const dying: HttpTransport = async (request, signal) => {
      const { authorization = '' } = request.headers
      // The first request is alone: it learns how much there is, and those after it go out side by side.
      if (!reads(request) || sent.push(authorization) === 1) return await company(request, signal)
      if (authorization !== sent[0]) {
        arrive()
        return await company(request, signal)
      }
      refusals += 1
      // The second refusal is late: the new token is in use by then.
      if (refusals === 2) await successor
      return await network(() => ({ requestId: 'r', errors: ['no'] }), 401)(request, signal)
    }
    const used = await gong('calls list --from 300d -f jsonl', { network: dying })
    expect(used.exit).toBe(0)
    expect(grants(used)).toEqual(['refresh_token'])
    expect(refusals).toBeGreaterThan(1)
  })

  it('is not renewed for a scope that is missing', async () => {
    const { gong } = await desk()
    await gong(`${LOGIN} --scopes api:calls:read:basic`)
    const used = await gong('users list --limit 1')
    expect(used).toMatchObject({ exit: 3, sent: ['GET /v2/users'] })
    expect(used.err).toContain('api:users:read')
  })

  it('never makes an erasure go out twice', async () => {
    const { gong, company } = await loggedIn()
    const wanted = ({ method }: HttpRequest) => method === 'DELETE'
    const line = 'meetings delete 123 --organizer k.nakamura@tallyhouse.example --yes'
    const { exit, sent, err } = await gong(line, { network: refusingOnce(company, wanted) })
    expect({ exit, sent }).toEqual({ exit: 3, sent: ['DELETE /v2/meetings/123', ISSUE] })
    expect(err).toContain('run this again')
  })

  it('keeps its refresh token where the answer brings no other', async () => {
    const { gong, time, company } = await loggedIn()
    const answer = { access_token: 'sandbox-token', expires_in: 3600 }
    const brief: HttpTransport = (request, signal) =>
      reads(request) ? company(request, signal) : network(() => answer)(request, signal)
    const refreshTokens: (string | null)[] = []
    for (const _ of [1, 2]) {
      time.now += DAY
      const used = await gong('users list --limit 1', { network: brief })
      refreshTokens.push(new URLSearchParams(String(used.requests[0]?.body)).get('refresh_token'))
    }
    expect(refreshTokens).toEqual(['sandbox-refresh-3', 'sandbox-refresh-3'])
  })

  it('asks to log in again when its refresh token was spent elsewhere, with the command', async () => {
    const { folder, gong, time } = await loggedIn()
    const credentials = join(folder, 'config', 'credentials.json')
    const before = readFileSync(credentials, 'utf8')
    time.now += DAY
    await gong('users list --limit 1')
    writeFileSync(credentials, before)
    const { exit, sent, err } = await gong('users list --limit 1')
    expect({ exit, sent }).toEqual({ exit: 3, sent: [ISSUE] })
    expect(err).toContain('log in again')
    expect(err).toContain('try: gong profiles login work')
  })

  it.each([
    ['packed', { 'content-encoding': 'gzip' }, 1, 'came packed (gzip)'],
    ['too large', {}, 3, 'larger than 1 MB'],
    ['dripping for ever', {}, 1, 'not all of it had come after 300 s'],
  ])('ends with 7 on an answer that is %s', async (_, headers, megabytes, reason) => {
    const { gong, time, company } = await loggedIn()
    time.now += DAY
    async function* body() {
      for (let sent = 0; sent < megabytes; sent += 1) yield Buffer.alloc(900_000, ' ')
      if (reason.startsWith('not all')) time.now += 400_000
      yield Buffer.from(' ')
    }
    const odd: HttpTransport = async (request, signal) =>
      reads(request) ? await company(request, signal) : { status: 200, headers, body: body() }
    const { exit, err, sent } = await gong('users list --limit 1', { network: odd })
    expect({ exit, sent }).toEqual({ exit: 7, sent: [ISSUE] })
    expect(err).toContain(reason)
  })

  it('keeps tokens that arrive just after Ctrl-C, and waits for none that do not', async () => {
    const { gong, time, company } = await loggedIn()
    const stopped = (answer: HttpTransport) => {
      const stop = new AbortController()
      const stopping: HttpTransport = (request, signal) => {
        stop.abort()
        return answer(request, signal)
      }
      return { network: stopping, interrupted: stop.signal }
    }
    time.now += DAY
    const silent: HttpTransport = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    expect(await gong('users list --limit 1', stopped(silent))).toMatchObject({ exit: 130, sent: [ISSUE] })
    expect(time.waits).toContain(500)
    const clock = { now: () => time.now, sleep: () => new Promise<void>(() => undefined) }
    const prompt = { ...stopped(company), clock }
    expect(await gong('users list --limit 1', prompt)).toMatchObject({ exit: 130, sent: [ISSUE] })
    expect(await gong('users list --limit 1')).toMatchObject({ exit: 0, sent: ['GET /v2/users'] })
  })

  it('is not taken for refused when nobody answers', async () => {
    const { gong, time } = await loggedIn()
    time.now += DAY
    const used = await gong('users list --limit 1', { network: network(() => '<html>', 502) })
    expect(used).toMatchObject({ exit: 7, sent: [ISSUE] })
    expect(await gong('users list --limit 1')).toMatchObject({ exit: 0 })
  })
})

it('no secret of a login is ever in an output or in a file', async () => {
  const { folder, gong, time } = await desk()
  const ran = [await gong(`${LOGIN} --debug`)]
  time.now += DAY
  ran.push(await gong('users list --limit 1 --debug'), await gong('profiles show --debug'))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const kept = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  const said = [...ran.flatMap(({ out, err }) => [out, err]), ...kept].join('\n')
  expect(ran.map(({ exit }) => exit)).toEqual([0, 0, 0])
  for (const secret of [
    'client-secret',
    btoa('sandbox-client:sandbox-client-secret'),
    'sandbox-access',
    'sandbox-refresh',
    'sandbox-code',
  ])
    expect(said).not.toContain(secret)
})

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
