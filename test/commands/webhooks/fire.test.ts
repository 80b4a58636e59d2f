import { expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run } from '../../run.ts'
import { listening } from '../../support/listener.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { RULE_URL } from '../../support/signed-event.ts'

type Listener = Awaited<ReturnType<typeof listening>>

/** `gong sandbox fire`, whose requests go to a listener of this process. */
async function fired({ send, files }: Pick<Listener, 'send' | 'files'>, flags: string) {
  const network: HttpTransport = async ({ method, headers, body }) => {
    const { status, text } = await send({
      method,
      headers,
      target: '/gong',
      body: async () => Buffer.from(String(body)),
    })
    return { status, headers: {}, body: bytes(text) }
  }
  const { exit, out } = await run(`sandbox fire ${RULE_URL} -f jsonl ${flags}`, { files, network, env: HOME_ENV })
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { exit, rows, statuses: rows.map(({ fault, status }) => [fault, status]) }
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** A listener that knows the key of the sandbox. */
async function knowing() {
  const files = memoryFiles()
  await run('sandbox fire --public-key gong.pub', { files, env: HOME_ENV })
  return await listening({ flags: '--exec true', files })
}

it('says where it has written its key, and what to do with it', async () => {
  const { out, err } = await run('sandbox fire --public-key gong.pub -f table', { files: memoryFiles(), env: HOME_ENV })
  expect([out, err]).toEqual([expect.stringContaining('gong.pub'), expect.stringContaining('gong webhooks listen')])
  expect(err).not.toContain('no rows')
})

it('sends calls of the built-in company, each once, as many at a time as it is told', async () => {
  const listener = await knowing()
  const { exit, rows } = await fired(listener, '--events 5 --burst 3')
  expect([exit, rows.length, new Set(rows.map(({ callId }) => callId)).size]).toEqual([0, 5, 5])
  expect(listener.runs).toHaveLength(5)
  const { callData } = JSON.parse(String(listener.runs[0]?.stdin))
  expect(Object.keys(callData)).toEqual(expect.arrayContaining(['metaData', 'parties', 'content']))
})

it('plays what can be wrong with an event, and a careful receiver refuses it', async () => {
  const listener = await knowing()
  const faults = 'duplicate,wrong-signature,wrong-url,wrong-body,expired,not-yet-valid,alg-none,hs256,no-token'
  const { exit, statuses } = await fired(listener, `--fault ${faults}`)
  expect([exit, statuses]).toEqual([
    0,
    [
      ...[
        ['duplicate', 200],
        ['duplicate', 200],
        ['wrong-signature', 401],
        ['wrong-url', 403],
        ['wrong-body', 401],
      ],
      ...[
        ['expired', 401],
        ['not-yet-valid', 401],
        ['alg-none', 401],
        ['hs256', 401],
        ['no-token', 401],
      ],
    ],
  ])
  expect(listener.runs).toHaveLength(1)
  expect((await fired(listener, '--fault replay --test')).statuses).toEqual([
    ['replay', 200],
    ['replay', 409],
  ])
})

it('ends with 8 when a receiver takes what it should not, and keeps what it sends for gong webhooks verify', async () => {
  const files = memoryFiles()
  const send = async () => ({ status: 200, text: 'thanks' })
  const { exit, rows } = await fired({ files, send }, '--fault wrong-url --public-key gong.pub --save requests')
  expect([exit, rows]).toEqual([8, [expect.objectContaining({ status: 200, asExpected: false })]])
  const file = `requests/${rows[0].callId}-wrong-url-1.json`
  const verified = await run(`webhooks verify ${file} --public-key gong.pub -f json`, { files, env: HOME_ENV })
  expect([verified.exit, JSON.parse(verified.out)]).toEqual([8, expect.objectContaining({ refusal: 'wrong-url' })])
})

it('tells what was answered of a burst whose receiver goes away, and ends with 7', async () => {
  let asked = 0
  const send = async () => {
    asked += 1
    if (asked > 2) throw new Error('socket hang up')
    return { status: 200, text: 'stored' }
  }
  const { exit, rows } = await fired({ files: memoryFiles(), send }, '--events 4 --burst 4')
  expect([exit, rows]).toEqual([
    7,
    [expect.objectContaining({ status: 200 }), expect.objectContaining({ status: 200 })],
  ])
})
