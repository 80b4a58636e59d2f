import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import type { Measured } from './measure.ts'

const EVENTS = 10_000
const AT_ONCE = 64
const BUDGET_A_SECOND = 500
/** Of the server, until each event is handed on: what is left to do when other programs have the machine, too. */
const BUDGET_CPU_MS = 1
/** What a call with its parties, topics and highlights takes. */
const BODY_BYTES = 6000

/** Events that are signed, sent side by side, synced to the disk and answered, by the second: against what is promised. */
export async function webhooks(): Promise<Measured[]> {
  // On the disk of the checkout: a temporary folder may be in memory.
  const folder = mkdtempSync(join('.reports', 'webhooks-'))
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(folder, 'gong.pub')
  writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  const line = ['webhooks', 'listen', '--port', '0', '--public-key', keyFile, '--url', 'https://hooks.example/gong']
  const env = { ...process.env, GONG_CONFIG_DIR: folder, GONG_STATE_DIR: folder, GONG_DATA_DIR: folder }
  const words = ['-r', './bench/cpu.cjs', 'dist/gong.cjs', ...line, '--out', join(folder, 'events.jsonl')]
  const child = spawn('node', words, { env })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(JSON.parse(text).url)),
    )
    const events = Array.from({ length: EVENTS }, (_, call) => signed(call, privateKey))
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
    const start = performance.now()
    const statuses = await postAll(url, events, agent)
    const seconds = (performance.now() - start) / 1000
    agent.destroy()
    if (statuses.some((status) => status !== 200)) throw new Error('an event was not taken')
    child.kill()
    await ended
    const cpuMs = Number(/^cpu ([\d.]+)$/m.exec(said)?.[1]) / EVENTS
    const what = 'events received, synced and answered'
    return [
      { what, against: `${BUDGET_A_SECOND} a second`, ratio: EVENTS / seconds / BUDGET_A_SECOND, least: 1 },
      { what: `${what}: CPU of one`, against: `${BUDGET_CPU_MS} ms`, ratio: cpuMs / BUDGET_CPU_MS, most: 1 },
    ]
  } finally {
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Event {
  readonly body: string
  readonly token: string
}

function signed(call: number, key: ReturnType<typeof generateKeyPairSync>['privateKey']): Event {
  const metaData = { id: String(7_000_000_000 + call), title: 'x'.repeat(BODY_BYTES) }
  const body = JSON.stringify({ callData: { metaData }, isTest: false })
  const now = Math.floor(Date.now() / 1000)
  const digest = createHash('sha256').update(body).digest('hex')
  const claims = { webhook_url: 'https://hooks.example/gong', body_sha256: digest, iat: now, exp: now + 600 }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256' })}.${part(claims)}`
  return { body, token: `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}` }
}

/** So many at the same time as the agent has connections: requests that wait in its queue would cost more than those sent. */
async function postAll(url: string, events: readonly Event[], agent: Agent): Promise<readonly number[]> {
  const statuses: number[] = []
  const waiting = events.values()
  const sender = async () => {
    for (const event of waiting) statuses.push(await post(url, event, agent))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  return statuses
}

function post(url: string, { body, token }: Event, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: token, 'content-length': Buffer.byteLength(body) }
    const sent = request(`${url}/gong`, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject).end(body)
  })
}
