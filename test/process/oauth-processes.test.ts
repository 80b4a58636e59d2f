import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { HttpTransport } from '../../src/platform/http.ts'
import { startCallbackServer } from '../../src/platform/node/callback-server.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { NOW, run } from '../run.ts'
import { gong, type Running, startGong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const LONG_AGO = Date.parse('2020-01-01T00:00:00Z')
const LOGIN = 'profiles login work --client-id sandbox-client --redirect http://localhost:0/callback'

/** Asks an address, as a browser would. */
function get(
  address: string,
  headers = {},
  method = 'GET',
): Promise<{ status: number; location: string; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers, method }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text }),
      )
    })
    asked.once('error', reject).end()
  })
}

/** The address that a login shows. */
async function addressOf(login: Running): Promise<string> {
  return /http:\/\/\S+authorize\S+/.exec(await login.says(/authorize\S+\n/, 'err'))?.[0] ?? ''
}

function storeIn(folder: string): Record<string, string> {
  return {
    GONG_CONFIG_DIR: join(folder, 'config'),
    GONG_STATE_DIR: join(folder, 'state'),
    GONG_KEY_FILE: join(folder, 'key'),
    GONG_RATE: '0',
  }
}

/** A company whose token endpoint is watched, and a profile whose login expired long ago. */
async function expired(watch: (renewals: number) => Promise<unknown>) {
  const env = storeIn(emptyFolder())
  const company = openSandbox({ now: () => NOW, calls: 20 })
  const seen = { renewals: 0 }
  const send: HttpTransport = async (asked, signal) => {
    const answer = await company(asked, signal)
    if (!String(asked.body).includes('grant_type=refresh_token')) return answer
    seen.renewals += 1
    await watch(seen.renewals)
    return answer
  }
  const { url, close } = await serveSandbox(send, { port: 0 })
  onTestFinished(close)
  let door: (target: string) => unknown = () => undefined
  const login = await run(`${LOGIN} --auth-url ${url}`, {
    env,
    now: LONG_AGO,
    answers: ['sandbox-client-secret'],
    network: company,
    startCallbackServer: async (_host, _port, answer) => {
      door = answer
      return { port: 4665, close: async () => undefined }
    },
    openBrowser: async (address) => {
      const back = new URL((await get(address)).location)
      door(back.pathname + back.search)
    },
  })
  expect(login.exit).toBe(0)
  return { env, seen }
}

/** How many processes hold the lock of the store or wait for it. */
function atTheLock(env: Record<string, string>): number {
  return readdirSync(env.GONG_CONFIG_DIR ?? '').filter((name) => /^\.lock\./.test(name)).length
}

it('two processes at once renew a login once, and both go on with it', async () => {
  let env: Record<string, string> = {}
  // The first is not answered until the other process waits for the lock; should none come, the test runs into its limit.
  const bothAreThere = async (renewals: number) => {
    while (renewals === 1 && atTheLock(env) === 0) await new Promise(setImmediate)
  }
  const one = await expired(bothAreThere)
  env = one.env
  const ran = await Promise.all([gong('users list --limit 1', { env }), gong('users list --limit 1', { env })])
  expect(ran.map(({ exit }) => exit)).toEqual([0, 0])
  expect(one.seen.renewals).toBe(1)
})

it('a process that is killed before it stores what it got leaves a store that says to log in again', async () => {
  let victim: Running | undefined
  const one = await expired(async () => victim?.kill('SIGKILL'))
  victim = startGong('users list', { env: one.env })
  expect((await victim.ended).exit).toBe('SIGKILL')
  victim = undefined
  const next = await gong('users list', { env: one.env })
  expect(next).toMatchObject({ exit: 3, out: '' })
  expect(next.err).toContain('log in again\n  try: gong profiles login work\n')
})

it('signs in over real sockets: a browser comes back, the tokens are stored, and the next command uses them', async () => {
  const { url } = await sandboxServer({ calls: 20 })
  const env = storeIn(emptyFolder())
  const login = startGong(`${LOGIN} --auth-url ${url}`, { env, stdin: 'sandbox-client-secret\n' })
  const { location } = await get(await addressOf(login))
  const page = await get(location)
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('can be closed') })
  const { exit, out } = await login.ended
  expect([exit, JSON.parse(out)]).toMatchObject([0, { name: 'work', baseUrl: url }])
  expect(await gong('users list --limit 1 -f jsonl', { env })).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/\n$/),
  })
})

it('ends with 130 on Ctrl-C while it waits for the browser', async () => {
  const { url } = await sandboxServer({ calls: 20 })
  const login = startGong(`${LOGIN} --auth-url ${url}`, { env: storeIn(emptyFolder()), stdin: 'secret' })
  await addressOf(login)
  login.kill('SIGINT')
  expect(await login.ended).toMatchObject({ exit: 130 })
})

it.each([
  ['a page that reaches it by another name', { host: 'evil.example' }, 'GET', 421],
  ['anything but a GET', {}, 'POST', 405],
])('lets no answer reach a sign-in from %s', async (_, headers, method, status) => {
  const heard: string[] = []
  const door = await startCallbackServer('127.0.0.1', 0, (target) => {
    heard.push(target)
    return { status: 200, text: 'fine' }
  })
  onTestFinished(() => door.close())
  expect(await get(`http://127.0.0.1:${door.port}/callback?code=1`, headers, method)).toMatchObject({ status })
  expect(heard).toEqual([])
})

it('names the port when it is taken, and what to do', async () => {
  const door = await startCallbackServer('127.0.0.1', 0, () => ({ status: 200, text: '' }))
  onTestFinished(() => door.close())
  const taken = startCallbackServer('127.0.0.1', door.port, () => ({ status: 200, text: '' }))
  await expect(taken).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining(String(door.port)) })
})
