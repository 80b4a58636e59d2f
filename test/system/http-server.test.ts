import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { ServedRequest, ServerLimits } from '../../src/platform/http-server.ts'
import { startHttpServer } from '../../src/platform/node/http-server.ts'

const LIMITS: ServerLimits = {
  maxBodyBytes: 1000,
  maxHeaderBytes: 2000,
  maxBytesAtOnce: 1500,
  maxConnections: 10,
  requestTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
}

const echo = async (request: ServedRequest) => ({ status: 200, text: `${(await request.body()).length} bytes` })

async function serving(answer = echo, limits: Partial<ServerLimits> = {}) {
  const refused: number[] = []
  const onRefused = (status: number) => void refused.push(status)
  const options = { host: '127.0.0.1', port: 0, limits: { ...LIMITS, ...limits }, onRefused }
  const server = await startHttpServer(options, answer)
  onTestFinished(() => server.close(0))
  return { ...server, refused }
}

/** All that is answered to some bytes, until the other side closes. */
function sent(port: number, text: string, onData: () => void = () => undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (bytes) => {
      answer += bytes
      onData()
    })
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}

const post = (body: string, headers = '') =>
  `POST /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`

it('answers what comes whole', async () => {
  const { port } = await serving()
  expect(await sent(port, post('x'.repeat(1000)))).toMatch(/^HTTP\/1.1 200 OK[\s\S]*1000 bytes\n/)
})

it('refuses a body that is too large, by what it says and by what comes', async () => {
  const { port } = await serving()
  expect(await sent(port, post('x'.repeat(1001)))).toContain('HTTP/1.1 413 ')
  const chunk = `3e9\r\n${'x'.repeat(1001)}\r\n`
  expect(await sent(port, `POST /x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`)).toContain(
    ' 413 ',
  )
})

it('refuses headers that are too large', async () => {
  const { port, refused } = await serving()
  expect(await sent(port, post('', `x: ${'y'.repeat(3000)}\r\n`))).toContain('HTTP/1.1 431 ')
  expect(refused).toEqual([431])
})

it('cuts off who trickles', async () => {
  const { port, refused } = await serving(echo, { requestTimeoutMs: 50 })
  expect(await sent(port, 'POST /x HTTP/1.1\r\nhost: x\r\n')).toContain('HTTP/1.1 408 ')
  expect(refused).toEqual([408])
})

it('cuts off who trickles and never closes', async () => {
  const { port } = await serving(echo, { requestTimeoutMs: 50 })
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.write('POST /x HTTP/1.1\r\n'))
  const closed = new Promise<void>((resolve) => socket.resume().once('error', () => resolve()))
  const dripping = setInterval(() => socket.write('a'), 50)
  onTestFinished(() => clearInterval(dripping))
  await closed
})

it('answers what is under way when it closes, and takes nothing more', async () => {
  let finish: () => void = () => undefined
  let tellBegun: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve
  })
  const server = await serving(async () => {
    tellBegun()
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return { status: 200, text: 'stored' }
  })
  const answer = sent(server.port, 'POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n')
  await begun
  const closed = server.close(10_000)
  await expect(sent(server.port, post(''))).rejects.toThrow('ECONNREFUSED')
  finish()
  expect(await answer).toContain('stored')
  await closed
})
