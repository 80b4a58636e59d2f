import { request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { embeddedSandbox } from '../../src/sandbox/embedded.ts'
import type { SandboxOptions } from '../../src/sandbox/handle.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { type SandboxServer, serveSandbox } from '../../src/sandbox/server.ts'
import { textOf } from '../../src/sandbox/upload.ts'

const now = () => Date.parse('2026-05-13T15:20:00Z')
const { authorization } = embeddedSandbox(now)
const open: SandboxServer[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function serving(options: Partial<SandboxOptions> = {}): Promise<SandboxServer> {
  const server = await serveSandbox(openSandbox({ now, ...options }), { port: 0 })
  open.push(server)
  return server
}

/** One request through a real socket; rejects when the socket breaks. */
function ask(url: string, method = 'GET', body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

it('answers over HTTP on loopback what the function answers', async () => {
  const { url } = await serving()
  const { status, text } = await ask(`${url}/v2/workspaces`)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect([status, JSON.parse(text).workspaces.length]).toEqual([200, 3])
})

it('streams a large body whole', async () => {
  const { url } = await serving()
  const { text } = await ask(`${url}/v2/calls/transcript`, 'POST', '{"filter":{"toDateTime":"2026-05-01T00:00:00Z"}}')
  expect(JSON.parse(text).callTranscripts).toHaveLength(100)
})

it.each(['GET', 'DELETE'])('reads the body of a %s', async (method) => {
  const bodies: string[] = []
  const echo = await serveSandbox(
    async ({ method, body }) => {
      bodies.push(`${method} ${textOf(body)}`)
      return { status: 204, headers: {}, body: (async function* () {})() }
    },
    { port: 0 },
  )
  open.push(echo)
  await ask(`${echo.url}/v2/anything`, method, '["a"]')
  expect(bodies).toEqual([`${method} ["a"]`])
})

it.each(['reset', 'cut'] as const)('breaks the socket for the fault %s', async (fault) => {
  const { url } = await serving({ faults: { [fault]: 1 } })
  await expect(ask(`${url}/v2/users`)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

it('stays silent for a stall, and lets go when the client hangs up', async () => {
  const stalled = openSandbox({ now, faults: { stall: 1 } })
  const answers: Promise<unknown>[] = []
  const server = await serveSandbox(
    (asked, signal) => {
      const answer = stalled(asked, signal)
      answers.push(answer)
      client.destroy()
      return answer
    },
    { port: 0 },
  )
  open.push(server)
  const client = request(`${server.url}/v2/users`, { agent: false }).on('error', () => {})
  client.end()
  await new Promise((resolve) => client.on('close', resolve))
  await expect(answers[0]).rejects.toMatchObject({ name: 'AbortError' })
})

it('refuses a port that is taken', async () => {
  const { port } = await serving()
  await expect(serveSandbox(openSandbox({ now }), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
