import { readdirSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { connect, type Server, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { at, gong, startGong } from '../support/built-tool.ts'
import { authority } from '../support/certificate-authority.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const HOST = 'api.gong.test'
const LINE = 'users list --no-retry'
const company = authority()
const identity = company.sign(HOST)

describe('through a proxy', () => {
  it('a name that only the proxy knows is reached, and the proxy sees the name alone', async () => {
    const { env, proxy, server } = await behind()
    const { exit, out } = await gong(LINE, { env })
    expect([exit, JSON.parse(out)]).toEqual([0, [{ id: '1' }]])
    expect(proxy.asked).toEqual([`CONNECT ${HOST}:443`])
    expect(server.asked).toEqual([expect.stringContaining('GET /v2/users')])
    expect(JSON.stringify(proxy.headers)).not.toMatch(/"authorization"|Basic/)
  })

  it('all pages come over one tunnel', async () => {
    const { env, proxy, server } = await behind({ pages: 4 })
    const { out } = await gong(`${LINE} -f jsonl`, { env })
    expect([out.trimEnd().split('\n').length, server.asked.length, proxy.asked.length]).toEqual([4, 4, 1])
  })

  it('the name may be in small letters, and the address without http://', async () => {
    const { env, proxy } = await behind({ variable: 'https_proxy', address: (url) => new URL(url).host })
    expect(await gong(LINE, { env })).toMatchObject({ exit: 0 })
    expect(proxy.asked).toHaveLength(1)
  })

  it('the proxy itself may speak TLS', async () => {
    const { env, proxy } = await behind({ secure: true })
    expect(await gong(LINE, { env })).toMatchObject({ exit: 0 })
    expect(proxy.asked).toHaveLength(1)
  })

  it('user name and password go to the proxy as they are meant, and nowhere else', async () => {
    const { env, proxy, server } = await behind({ address: withPassword, password: 'p@ss:word' })
    const { exit, out, err } = await gong(`${LINE} --debug`, { env })
    expect([exit, proxy.asked.length]).toEqual([0, 1])
    expect(JSON.stringify(server.headers)).not.toContain('proxy-authorization')
    expect(out + err).not.toMatch(/p@ss|p%40ss|somebody/)
  })

  it('a recording comes through it, too', async () => {
    const { env, proxy, server } = await behind()
    const folder = emptyFolder()
    const { exit } = await gong(`calls download 7 --dir ${folder}`, { env })
    expect([exit, readdirSync(folder).length]).toEqual([0, 1])
    expect(server.asked.at(-1)).toBe('GET /media/a.mp4')
    expect(proxy.asked).toEqual([`CONNECT ${HOST}:443`])
  })

  it('this machine is reached without it', async () => {
    const { env, proxy } = await behind()
    const local = await gongs(1)
    const { exit } = await gong(LINE, { env: { ...env, GONG_BASE_URL: `https://127.0.0.1:${local.port}` } })
    expect([exit, proxy.asked]).toEqual([0, []])
  })
})

describe('a proxy that is no way', () => {
  it.each([
    ['wants to know who asks', { password: 'p@ss:word' }, 'wants a user name and a password'],
    ['does not know the password', { address: withPassword, password: 'x' }, 'does not accept its user name'],
    ['refuses', { status: 403 }, 'refuses the way (403)'],
    ['does not get through', { status: 502 }, 'does not get through (502)'],
    ['says nothing', { status: 0 }, 'no answer in time (1 s)'],
  ] as const)('because it %s is named by its host and its variable', async (_, how, said) => {
    const { env, proxy } = await behind(how)
    const { exit, out, err } = await gong(`${LINE} --timeout 1 --debug`, { env })
    expect([exit, out]).toEqual([7, ''])
    expect(err).toContain(`the proxy 127.0.0.1:${proxy.port} of HTTPS_PROXY`)
    expect(err).toContain(said)
    expect(err).not.toMatch(/p@ss|p%40ss|somebody/)
  })

  it('because nobody listens there says so, and what to mend', async () => {
    const { err } = await gong(LINE, { env: { ...at(`https://${HOST}`), HTTPS_PROXY: 'http://me:secret@127.0.0.1:1' } })
    expect(err).toContain('the proxy 127.0.0.1:1 of HTTPS_PROXY cannot be used: nothing listens there')
    expect(err).toContain('mend HTTPS_PROXY, or name the host in NO_PROXY')
    expect(err).not.toContain('secret')
  })

  it.each(['socks5://me:secret@proxy.example', 'http://', 'http://me:secret%zz@proxy.example'])(
    'because its address is %s ends with 2, and does not repeat it',
    async (address) => {
      const { exit, err } = await gong(LINE, { env: { ...at(`https://${HOST}`), HTTPS_PROXY: address } })
      expect(exit).toBe(2)
      expect(err).toContain('HTTPS_PROXY is not the address of a proxy')
      expect(err).not.toContain('secret')
    },
  )

  it('because it says nothing is left at once on Ctrl-C', async () => {
    const { env, proxy } = await behind({ status: 0 })
    const { kill, ended } = startGong(LINE, { env })
    await proxy.first
    kill('SIGINT')
    expect(await ended).toMatchObject({ exit: 130 })
  })

  it('because it refuses is not asked again, and one that may get through later is', async () => {
    const [refusing, lost] = [await behind({ status: 403 }), await behind({ status: 503, failures: 1 })]
    expect(await gong('users list', { env: refusing.env })).toMatchObject({ exit: 7 })
    expect(await gong('users list', { env: lost.env })).toMatchObject({ exit: 0 })
    expect([refusing.proxy.asked.length, lost.proxy.asked.length]).toEqual([1, 2])
  })
})

describe('a private authority', () => {
  it('is not trusted by itself, and NODE_EXTRA_CA_CERTS is named as the way out', async () => {
    const { env, server } = await behind()
    const { exit, err } = await gong('users list', { env: { ...env, NODE_EXTRA_CA_CERTS: '' } })
    expect([exit, server.asked]).toEqual([7, []])
    expect(err).toContain('export NODE_EXTRA_CA_CERTS=')
  })

  it('cannot be waved through by NODE_TLS_REJECT_UNAUTHORIZED, with a proxy or without one', async () => {
    const { env, server } = await behind()
    const lax = { ...env, NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    expect((await gong('users list', { env: lax })).exit).toBe(7)
    const direct = { ...lax, HTTPS_PROXY: '', GONG_BASE_URL: `https://localhost:${server.port}` }
    expect((await gong('users list', { env: direct })).exit).toBe(7)
    expect(server.asked).toEqual([])
  })

  it('is trusted for its hosts and no others', async () => {
    const { env, server } = await behind({ signed: company.sign('other.test') })
    const { exit, err } = await gong('users list', { env })
    expect([exit, server.asked]).toEqual([7, []])
    expect(err).toContain('its certificate is for another host')
  })
})

it('keeps a connection away from the proxy with NO_PROXY', async () => {
  const { env, proxy } = await behind()
  const { exit } = await gong(`${LINE} --timeout 5`, { env: { ...env, NO_PROXY: 'gong.test' } })
  expect([exit, proxy.asked]).toEqual([7, []])
})

function withPassword(url: string): string {
  return url.replace('://', '://somebody:p%40ss%3Aword@')
}

interface Way {
  readonly pages?: number
  readonly variable?: string
  /** What the variable holds, for the address of the proxy. */
  readonly address?: (url: string) => string
  /** Whether the proxy speaks TLS. */
  readonly secure?: boolean
  /** The password of somebody, without which nobody comes through. */
  readonly password?: string
  /** What the proxy answers instead of letting through; 0 for nothing at all. */
  readonly status?: number
  /** How often it does; always when left out. */
  readonly failures?: number
  readonly signed?: typeof identity
}

/** Gong behind a proxy, and the environment of somebody who can only reach it through that. */
async function behind(how: Way = {}) {
  const server = await gongs(how.pages ?? 1, how.signed ?? identity)
  const proxy = await connectProxy(server.port, how)
  const url = `${how.secure ? 'https' : 'http'}://127.0.0.1:${proxy.port}`
  const address = how.address?.(url) ?? url
  const env = { ...at(`https://${HOST}`), [how.variable ?? 'HTTPS_PROXY']: address, NODE_EXTRA_CA_CERTS: company.file }
  return { env, proxy, server }
}

/** Users, one a page, and a call with its recording, over TLS. */
async function gongs(pages: number, signed = company.sign('127.0.0.1')) {
  const seen = watched()
  const call = { metaData: { id: '7', title: 'A call' }, media: { videoUrl: `https://${HOST}/media/a.mp4` } }
  const server = createSecure(signed, (request, response) => {
    seen.note(request)
    const records = seen.asked.length < pages ? { cursor: `page-${seen.asked.length}` } : {}
    const page = { requestId: 'r1', records, users: [{ id: String(seen.asked.length) }], calls: [call] }
    response.end(JSON.stringify(page))
  })
  return { ...seen, port: await listening(server) }
}

/** A proxy that leads every name to one port of this machine. */
async function connectProxy(port: number, { secure, password, status, failures = Number.POSITIVE_INFINITY }: Way) {
  const seen = watched()
  const server = secure ? createSecure(company.sign('127.0.0.1')) : createServer()
  const expected = password && `Basic ${Buffer.from(`somebody:${password}`).toString('base64')}`
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.note(request)
    const isKnown = !expected || request.headers['proxy-authorization'] === expected
    const refusal = isKnown ? (seen.asked.length <= failures ? status : undefined) : 407
    if (refusal === 0) return
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
    const on = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      on.pipe(socket).pipe(on)
    })
    for (const end of [on, socket]) end.on('error', () => undefined).on('close', () => on.destroy())
  })
  return { ...seen, port: await listening(server) }
}

/** What a server was asked, and by which headers; `first` resolves with the first request. */
function watched() {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  let arrived = () => {}
  const first = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const note = (request: IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    arrived()
  }
  return { asked, headers, first, note }
}

async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => open.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
