import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Faults } from '../../src/sandbox/faults.ts'
import { at, gong } from '../support/built-tool.ts'
import { sandboxServer } from '../support/sandbox-server.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const LIST = 'calls list --during last-month -f jsonl'

describe('a process reads the company of another process', () => {
  it('lists every call once, page after page', async () => {
    const { env } = await sandboxServer()
    const { exit, out } = await gong(LIST, { env })
    const ids = out.trimEnd().split('\n').map(idOf)
    expect(exit).toBe(0)
    expect(ids.length).toBeGreaterThan(300)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('passes ids from one command to the next: details, one call, its transcript', async () => {
    const { env } = await sandboxServer()
    const { out } = await gong(`${LIST} --limit 1`, { env })
    const id = idOf(out)
    const details = await gong(`calls details ${id} --with all`, { env })
    const call = await gong(`calls get ${id}`, { env })
    const transcript = await gong(`transcripts get ${id}`, { env })
    expect(JSON.parse(details.out)).toMatchObject([{ metaData: { id } }])
    expect(JSON.parse(call.out)).toMatchObject({ id })
    expect(JSON.parse(transcript.out)).toMatchObject([{ callId: id }])
  })

  it('finds a user by the e-mail address', async () => {
    const { env } = await sandboxServer()
    const everyone = await gong('users list', { env })
    const { id, emailAddress } = JSON.parse(everyone.out)[3]
    const one = await gong(`users get ${emailAddress}`, { env })
    expect(JSON.parse(one.out)).toMatchObject({ id, emailAddress })
  })

  it('sends any request, and prints the answer as it came with -f raw', async () => {
    const { env } = await sandboxServer()
    const { out } = await gong('api GET /v2/workspaces -f raw', { env })
    expect(JSON.parse(out)).toEqual({ requestId: expect.any(String), workspaces: expect.any(Array) })
  })

  it('filters with jq', async () => {
    const { env } = await sandboxServer()
    const { exit, out } = await gong('calls list --during last-month --jq .[0].id', { env })
    expect([exit, out]).toEqual([0, expect.stringMatching(/^\d+\n$/)])
  })
})

describe('what goes over the wire', () => {
  it.each(['GET', 'DELETE', 'PUT', 'POST'])(
    'sends the body of a %s whole, with its length and its type',
    async (method) => {
      const { url, seen } = await listening((_, response) => json(response, { requestId: 'r1' }))
      const body = '{"filter":{"note":"naïve – 会議"}}'
      const { exit } = await gong(`api ${method} /v2/nobody/knows --yes --body -`, { env: at(url), stdin: body })
      expect(exit).toBe(0)
      expect(seen).toMatchObject([
        {
          method,
          body,
          headers: { 'content-length': String(Buffer.byteLength(body)), 'content-type': 'application/json' },
        },
      ])
      expect(seen[0]?.headers).not.toHaveProperty('transfer-encoding')
    },
  )

  it('sends the key and its secret as Basic credentials, and takes JSON', async () => {
    const { url, seen } = await listening((_, response) => json(response, { requestId: 'r1', users: [] }))
    await gong('users list', { env: at(url) })
    const basic = Buffer.from('sandbox:sandbox-secret').toString('base64')
    expect(seen[0]?.headers).toMatchObject({ authorization: `Basic ${basic}`, accept: 'application/json' })
  })

  it('tells a recording that vanishes before it is sent from a connection that broke', async () => {
    const file = join(emptyFolder(), 'call.wav')
    writeFileSync(file, 'sound')
    const { url } = await listening((_, response) => {
      rmSync(file)
      json(response, { requestId: 'r1', callId: '7' })
    })
    const call = '--client-id a --direction inbound --started 2026-05-18T09:00Z --host 1 --party name=Jo'
    const { exit, out } = await gong(`calls create ${call} --file ${file} -f jsonl`, { env: at(url) })
    expect({ exit, ...JSON.parse(out) }).toMatchObject({
      exit: 8,
      callId: '7',
      media: `not uploaded: cannot read ${file}: it is not there`,
    })
  })

  it('asks for all pages over one connection', async () => {
    let page = 0
    const server = await listening((_, response) => {
      page += 1
      const records = { totalRecords: 5, currentPageSize: 1, ...(page < 5 && { cursor: `next${page}` }) }
      json(response, { requestId: 'r1', records, users: [{ id: String(page) }] })
    })
    const { out } = await gong('users list -f jsonl', { env: at(server.url) })
    expect([out.trimEnd().split('\n').length, server.seen.length, server.connections()]).toEqual([5, 5, 1])
  })

  it('is not kept alive by a server that keeps the connection open', async () => {
    const { url } = await listening((_, response) => json(response, { requestId: 'r1', users: [] }), 600_000)
    expect(await gong('users list', { env: at(url) })).toMatchObject({ exit: 0 })
  })
})

describe('a fault that goes by is survived', () => {
  it.each(['500', 'html', 'reset', 'cut'] as const)('%s', async (fault) => {
    const { url } = await failingFirst(fault)
    const { exit, out } = await gong('settings workspaces -f jsonl', { env: at(url) })
    expect([exit, out.trimEnd().split('\n').length]).toEqual([0, 3])
  })

  it('waits the seconds of Retry-After after a 429, and says so under --debug', async () => {
    const { url, times } = await failingFirst('429')
    const { exit, err } = await gong('settings workspaces --debug', { env: at(url) })
    const [refused = 0, answered = 0] = times
    expect(exit).toBe(0)
    expect(answered - refused).toBeGreaterThanOrEqual(1000)
    expect(err).toContain('trying again in 1000 ms')
  })

  it('a server that falls silent is given up after --timeout and asked again', async () => {
    const { url } = await failingFirst('stall')
    const { exit, err } = await gong('settings workspaces --timeout 1 --debug', { env: at(url) })
    expect(exit).toBe(0)
    expect(err).toContain('no answer in time (1 s)')
  })
})

describe('a fault that stays has an exit code and a sentence', () => {
  it.each([
    ['429', 6, "Gong's limit is reached"],
    ['500', 7, 'Gong answered 500'],
    ['html', 7, 'Gong answered 502'],
    ['reset', 7, 'the connection broke off'],
    ['cut', 7, 'the connection broke off'],
    ['stall', 7, 'no answer in time (1 s)'],
    ['redirect', 7, 'redirects to https://elsewhere.example'],
  ])('%s', async (fault, code, said) => {
    const { env } = await sandboxServer({ faults: { [fault]: 1 } })
    const { exit, out, err } = await gong('settings workspaces --no-retry --timeout 1', { env })
    expect([exit, out]).toEqual([code, ''])
    expect(err).toMatch(/^error: /)
    expect(err).toContain(said)
  })

  it('a body that falls silent half-way', async () => {
    const { url } = await listening((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"requestId":"r1","users":[')
    })
    const { exit, out, err } = await gong('users list --no-retry --timeout 1', { env: at(url) })
    expect([exit, out]).toEqual([7, ''])
    expect(err).toContain('no answer in time (1 s)')
  })

  it('a page that is no JSON, with 200', async () => {
    const { url } = await listening((_, response) => response.end('<html>Sign in to the guest network'))
    const { exit, err } = await gong('users list --no-retry', { env: at(url) })
    expect(exit).toBe(7)
    expect(err).toContain('a web page')
  })

  it('something that does not speak HTTP', async () => {
    const { url } = await listening((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    const { exit, err } = await gong('users list --no-retry', { env: at(url) })
    expect(exit).toBe(7)
    expect(err).toContain('does not speak HTTP')
  })

  it('a 429 that asks for more patience than anybody has says when to come back', async () => {
    const { url, seen } = await listening((_, response) => {
      response.writeHead(429, { 'retry-after': '7200' }).end('{"requestId":"r1","errors":["limit exceeded"]}')
    })
    const { exit, err } = await gong('users list', { env: at(url) })
    expect([exit, seen.length]).toEqual([6, 1])
    expect(err).toContain('come back in 120 minutes')
  })

  it('a redirect never takes the credentials along', async () => {
    const other = await listening((_, response) => json(response, { requestId: 'r1', users: [] }))
    const { url } = await listening((_, response) => {
      response.writeHead(302, { location: `${other.url}/v2/users` }).end()
    })
    expect(await gong('users list --no-retry', { env: at(url) })).toMatchObject({ exit: 7, out: '' })
    expect(other.seen).toEqual([])
  })

  it('a pull that breaks off in the middle has written whole rows', async () => {
    let page = 0
    const { url } = await listening((_, response) => {
      page += 1
      if (page > 2) return void response.socket?.destroy()
      json(response, { requestId: 'r1', records: { cursor: `next${page}` }, users: [{ id: String(page) }] })
    })
    const { exit, out } = await gong('users list -f jsonl --no-retry', { env: at(url) })
    expect([exit, out.trimEnd().split('\n').map(idOf)]).toEqual([7, ['1', '2']])
  })
})

describe('an address that must not get the credentials', () => {
  it.each([
    ['plain http to another machine', 'http://gong.example'],
    ['plain http to a private network', 'http://10.0.0.1'],
    ['plain http to a name that only looks local', 'http://localhost.example'],
    ['something that is no address', 'gong'],
  ])('%s', async (_, url) => {
    const { exit, out, err } = await gong('users list', { env: at(url) })
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain('the base URL')
  })
})

interface Listening {
  readonly url: string
  /** The requests that came, in order. */
  readonly seen: readonly { method?: string | undefined; headers: IncomingMessage['headers']; body: string }[]
  connections(): number
}

/** A server of the test's own on a free port, which is gone when the test is over. */
async function listening(answer: RequestListener, keepAliveTimeout = 5000): Promise<Listening> {
  const seen: { method?: string | undefined; headers: IncomingMessage['headers']; body: string }[] = []
  let connections = 0
  const server = createServer({ keepAliveTimeout }, async (request, response) => {
    const pieces: Buffer[] = []
    try {
      for await (const piece of request) pieces.push(piece)
    } catch {
      // The tool broke off.
      return
    }
    seen.push({ method: request.method, headers: request.headers, body: Buffer.concat(pieces).toString() })
    answer(request, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, seen, connections: () => connections }
}

/** A sandbox over HTTP whose first answer alone goes wrong, and the moments at which it was asked (ms). */
async function failingFirst(fault: keyof Faults): Promise<{ url: string; times: readonly number[] }> {
  const times: number[] = []
  // The dice are thrown once a request.
  const random = () => (times.push(Date.now()) === 1 ? 0 : 1)
  const { url } = await sandboxServer({ faults: { [fault]: 1 }, random })
  return { url, times }
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function idOf(line: string): string {
  return JSON.parse(line).id
}
