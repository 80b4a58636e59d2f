import { expect, it, onTestFinished } from 'vitest'
import type { HttpTransport } from '../../src/platform/http.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { at, startGong } from '../support/built-tool.ts'
import { storeIn } from '../support/duckdb-copy.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** A server that never answers what is asked of calls. */
async function silentAboutCalls() {
  const answering = openSandbox({ now: () => Date.now(), calls: 12 })
  let arrived: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const send: HttpTransport = async (request, signal) => {
    if (!request.url.endsWith('/v2/calls/extensive')) return await answering(request, signal)
    arrived()
    return await new Promise(() => undefined)
  }
  const server = await serveSandbox(send, { port: 0 })
  onTestFinished(() => server.close())
  return { url: server.url, asked }
}

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a sync, and the next one does not wait for it', async (signal) => {
  const folder = emptyFolder()
  const { url, asked } = await silentAboutCalls()
  const running = startGong('sync calls --since 30d', { env: { ...at(url), GONG_DATA_DIR: folder } })
  await asked
  running.kill(signal)
  const { exit, err } = await running.ended
  expect({ exit, err }).toEqual({ exit: 130, err: expect.stringContaining('error: interrupted') })
  const store = await storeIn(folder)
  expect(await store.lease('another', Date.now(), Date.now() + 1)).toBe(true)
  await store.close()
})
