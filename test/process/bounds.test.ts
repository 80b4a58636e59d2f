import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { NOW, run } from '../run.ts'
import { at, beginningWith, gong, startGong } from '../support/built-tool.ts'
import { network } from '../support/fake-gong.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const LINE = 'users list --no-retry -f jsonl'
const MB = 'x'.repeat(1_000_000)
/** Deeper than JSON.stringify or any walk of ours goes. */
const DEPTH = 400_000
const BOMB = `{"requestId":"r","users":[{"id":"1","settings":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}]}`
const TOO_DEEP = /^error: the answer is nested too deep to be read\n/

describe('an answer over real sockets', () => {
  it.each([
    ['a body of 300 MB', (response: ServerResponse) => pour(response, 300), 'the answer is larger than 64 MB'],
    ['a body that never ends', (response: ServerResponse) => pour(response), 'the answer is larger than 64 MB'],
    ['100 MB of headers', (response: ServerResponse) => headers(response, 100), 'larger than 64 KB'],
    ['headers that drip for ever', dripping, 'no answer in time (1 s)'],
    ['a packed body', packed, 'came packed (gzip)'],
    ['JSON that is nested too deep', (response: ServerResponse) => response.end(BOMB), 'nested too deep to be read'],
    ['bytes that are no text', (response: ServerResponse) => response.end(Buffer.alloc(999, 0xff)), 'not an answer of'],
  ])('with %s ends with 7 and a sentence', async (_, answer, said) => {
    const { env } = await listening((_request, response) => answer(response))
    const { exit, out, err } = await gong(`${LINE} --timeout 1`, { env })
    expect([exit, out]).toEqual([7, ''])
    expect(err).toMatch(/^error: .*\n( {2}try: .*\n)?$/)
    expect(err).toContain(said)
  })

  it('that came packed and stays open does not keep the process', async () => {
    const { env } = await listening((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.flushHeaders()
    })
    const running = startGong(`${LINE} --timeout 0`, { env })
    await running.says(/came packed/, 'err')
    expect((await running.ended).exit).toBe(7)
  })

  it('with a body that is too large takes no more memory than it may', async () => {
    const { env } = await listening((_request, response) => pour(response, 300))
    const { err } = await gong(LINE, { env: { ...env, ...beginningWith(join(ROOT, 'bench/peak.cjs')) } })
    const kilobytes = Number(/peak (\d+)/.exec(err)?.[1])
    expect(kilobytes).toBeGreaterThan(30_000)
    expect(kilobytes).toBeLessThan(250_000)
  })

  it('may be as large as GONG_MAX_BODY says, and no larger', async () => {
    const { env } = await listening((_request, response) => large(response, 3))
    const outcome = async (most: string) => (await gong(LINE, { env: { ...env, GONG_MAX_BODY: most } })).exit
    expect(await Promise.all(['2', '4', 'much'].map(outcome))).toEqual([7, 0, 2])
  })

  it('with 60 KB of headers is taken', async () => {
    const { env } = await listening((_request, response) => {
      response.setHeader('x-long', 'x'.repeat(60_000)).end('{"requestId":"r","users":[]}')
    })
    expect(await gong(LINE, { env })).toMatchObject({ exit: 0 })
  })

  it.each(['/v2/users', '/elsewhere'])('that redirects to %s of the same host is not followed', async (location) => {
    const { env, asked } = await listening((_request, response) => response.writeHead(307, { location }).end())
    const { exit, err } = await gong('users list', { env })
    expect([exit, asked()]).toEqual([7, 1])
    expect(err).toContain(`redirects to ${location}`)
  })
})

it('gives up an answer that drips for ten times the timeout', async () => {
  let now = NOW
  const clock = { now: () => now, sleep: async () => undefined }
  async function* drips() {
    for (; ; now += 50_000) yield Buffer.from(' ')
  }
  const send = async () => ({ status: 200, headers: {}, body: drips() })
  const { exit, err } = await run(LINE, { network: send, clock })
  expect([exit, now - NOW]).toEqual([7, 650_000])
  expect(err).toContain('not all of it had come after 600 s')
})

describe('JSON that means harm', () => {
  it.each(['json', 'jsonl'])('nested too deep is a sentence in %s', async (format) => {
    const { exit, err } = await run(`users list -f ${format} --fields id,settings`, { network: network(() => BOMB) })
    expect([exit, err]).toEqual([7, expect.stringMatching(TOO_DEEP)])
  })

  // Since Node 26 V8 writes JSON of any depth.
  it.each(['csv', 'tsv'])('nested too deep is a sentence in %s, or there as a whole', async (format) => {
    const { exit, out, err } = await run(`users list -f ${format} --fields id,settings`, {
      network: network(() => BOMB),
    })
    const isWhole = exit === 0 && out.includes(']'.repeat(DEPTH))
    expect(isWhole || (exit === 7 && TOO_DEEP.test(err))).toBe(true)
  })

  it('nested too deep is a short word in a table', async () => {
    const { exit, out } = await run('users list -f table', { network: network(() => BOMB) })
    expect([exit, out.length < 1000]).toEqual([0, true])
  })

  it('nested too deep is still had as the bytes that came', async () => {
    const { exit, out } = await run('users list -f raw', { network: network(() => BOMB) })
    expect([exit, out.length]).toEqual([0, expect.closeTo(BOMB.length, -1)])
  })

  const keys = '{"id":"1","__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"toString":"t"}'

  it.each(['table', 'json', 'jsonl', 'csv', 'tsv', 'md', 'html', 'xlsx', 'raw'])(
    'that names __proto__ changes nothing in %s',
    async (format) => {
      const answer = network(() => `{"requestId":"r","users":[${keys}]}`)
      const { exit, out } = await run(`users list -f ${format}`, { network: answer })
      expect([exit, Reflect.get({}, 'polluted')]).toEqual([0, undefined])
      expect(out).toContain('1')
    },
  )

  it('that names __proto__ comes out as the data that it is', async () => {
    const answer = network(() => `{"requestId":"r","users":[${keys}]}`)
    const { out } = await run('users list -f jsonl', { network: answer })
    expect(out).toBe(`${keys}\n`)
  })
})

describe('a folder full of traps', () => {
  it('is not read when the tool runs in it', async () => {
    const { folder, sprung } = trapped()
    const before = readdirSync(folder, { recursive: true })
    const { exit, out } = await gong('users list --sandbox --limit 1 --jq length', { cwd: folder })
    expect([exit, out, sprung()]).toEqual([0, '1\n', []])
    expect(readdirSync(folder, { recursive: true })).toEqual(before)
  })

  it('gives no credential, no address and no proxy', async () => {
    const { folder } = trapped()
    const { exit, err } = await gong('users list', { cwd: folder })
    expect([exit, err]).toEqual([3, expect.stringContaining('no Gong credential')])
  })

  it('is not taken for the home of files by a relative XDG folder', async () => {
    const { folder } = trapped()
    const env = { XDG_CONFIG_HOME: '.', XDG_STATE_HOME: '.' }
    const { err } = await gong('profiles list', { cwd: folder, env })
    expect(err).toBe('')
  })
})

/** What a stranger might leave in a folder for tools that look around in it. */
function trapped() {
  const folder = emptyFolder()
  const log = join(folder, 'sprung')
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const spring = `require('node:fs').appendFileSync(${JSON.stringify(log)}, __filename + '\\n')`
  for (const name of ['jq-wasm', '@napi-rs/keyring', 'commander', 'conf', 'debug']) {
    write(`node_modules/${name}/index.js`, spring)
    write(`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`)
  }
  write('package.json', '{"type":"module","imports":{"#x":"./x.js"}}')
  write('evil.js', spring)
  write('bunfig.toml', 'preload = ["./evil.js"]\n[install]\nregistry = "https://evil.example"\n')
  write('tsconfig.json', '{"compilerOptions":{"paths":{"*":["./evil.js"]}}}')
  const credential = 'GONG_ACCESS_KEY=stolen\nGONG_ACCESS_KEY_SECRET=stolen\nGONG_BASE_URL=https://evil.example\n'
  for (const name of ['.env', '.env.local', '.env.production', '.gongrc', '.npmrc'])
    write(name, `${credential}HTTPS_PROXY=http://evil.example\n`)
  for (const name of ['gong/settings.json', '.gong/settings.json', 'gong.json', 'settings.json'])
    write(name, '{"chosen":"evil","profiles":{"evil":{}}}')
  return {
    folder,
    sprung: () =>
      readdirSync(folder)
        .filter((name) => name === 'sprung')
        .map(() => readFileSync(log, 'utf8')),
  }
}

/** So many MB, or for ever, as fast as they are taken. */
function pour(response: ServerResponse, most = Number.POSITIVE_INFINITY): void {
  const pieces = function* () {
    for (let sent = 0; sent < most; sent += 1) yield MB
  }
  // Whoever has enough hangs up, which is no error here.
  pipeline(pieces, response).catch(() => undefined)
}

async function headers(response: ServerResponse, most: number): Promise<void> {
  const { socket } = response
  socket?.write('HTTP/1.1 200 OK\r\n')
  for (let sent = 0; sent < most && socket?.writable; sent += 1)
    await new Promise((resolve) => socket.write(`x-${sent}: ${MB}\r\n`, resolve))
}

function dripping({ socket }: ServerResponse): void {
  socket?.write('HTTP/1.1 200 OK\r\nx-long: ')
  const drip = setInterval(() => socket?.write('x'), 100)
  socket?.once('close', () => clearInterval(drip))
}

/** A small answer that would be a large one. */
function packed(response: ServerResponse): void {
  response.setHeader('content-encoding', 'gzip').end(gzipSync(`{"requestId":"${MB}","users":[]}`))
}

function large(response: ServerResponse, size: number): void {
  response.end(JSON.stringify({ requestId: 'r', users: [{ id: '1', title: MB.repeat(size) }] }))
}

/** A server on a free port, which is gone when the test is over. */
async function listening(answer: RequestListener) {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    response.on('error', () => undefined)
    request.socket.on('error', () => undefined)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { env: at(`http://127.0.0.1:${port}`), asked: () => asked }
}
