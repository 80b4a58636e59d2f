import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { HttpTransport } from '../../src/platform/http.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { at, EXECUTABLE, gong, type Running, startGong } from '../support/built-tool.ts'
import { copyIn, storeIn } from '../support/duckdb-copy.ts'
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

/** With Node alone. */
const HANGUP = ['a terminal that is closed', ['SIGHUP', 'SIGHUP'], 'SIGHUP'] as const

it.each([
  ['SIGTERM', ['SIGTERM'], 130] as const,
  // Two of a kind are one while the first has not been taken.
  ['two signals at once', ['SIGINT', 'SIGTERM'], 130] as const,
  ...(EXECUTABLE === undefined ? [HANGUP] : []),
])('ends a sync at %s, and the next one does not wait for it', async (_, signals, ending) => {
  const folder = emptyFolder()
  const { url, asked } = await silentAboutCalls()
  const running = startGong('sync calls --since 30d', { env: { ...at(url), GONG_DATA_DIR: folder } })
  await asked
  for (const signal of signals) running.kill(signal)
  const { exit, err } = await running.ended
  expect({ exit, err }).toEqual({ exit: ending, err: expect.stringContaining('error: interrupted') })
  const store = await storeIn(folder)
  expect(await store.lease('another', Date.now(), Date.now() + 1)).toBe(true)
  await store.close()
})

const MEDIA_BYTES = 300_000

/** A server that kills who downloads the third recording it is asked for, in its middle; later it serves all of them. */
async function deadlyDownloads(folder: string) {
  const answering = openSandbox({ now: () => Date.now(), calls: 12, mediaBytes: MEDIA_BYTES })
  const seen = { victim: undefined as Running | undefined, isKilled: false, ranges: [] as string[] }
  const recordings = new Set<string>()
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (!request.url.includes('/media/')) return answer
    seen.ranges.push(
      ...Object.entries(request.headers).flatMap(([name, value]) => (/^range$/i.test(name) ? [value] : [])),
    )
    recordings.add(nameOf(request.url))
    // Also where only its size is looked at before: no request for it gets more than a half.
    if (seen.isKilled || nameOf(request.url) !== [...recordings][2]) return answer
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const kill = () => {
      seen.isKilled = true
      seen.victim?.kill('SIGKILL')
    }
    return { ...answer, body: halfOf(Buffer.concat(chunks), () => isBegun(folder, request.url), kill) }
  }
  const server = await serveSandbox(send, { port: 0 })
  onTestFinished(() => server.close())
  return { url: server.url, seen }
}

/** The name of a recording, as its link has it. */
const nameOf = (link: string): string => basename(new URL(link).pathname)

async function* halfOf(bytes: Buffer, isWritten: () => boolean, kill: () => void): AsyncIterable<Uint8Array> {
  yield bytes.subarray(0, bytes.length / 2)
  while (!isWritten()) await new Promise((resolve) => setImmediate(resolve))
  kill()
  await new Promise(() => undefined)
}

/** Whether a part of the recording that a link leads to is on the disk. */
function isBegun(folder: string, link: string): boolean {
  const part = `${nameOf(link)}.part`
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(
    (name) => name.endsWith(part) && statSync(join(folder, name)).size > 0,
  )
}

/** The sizes of recordings that have their names, in a folder and those within. */
function recordings(folder: string): readonly number[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mp[34]$/.test(name))
    .map((name) => statSync(join(folder, name)).size)
}

it.each(['sync calls --since 60d --media', 'archive calls media --dir archive --from 60d --yes'])(
  '%s is killed in a download: no part of a recording has its name, and the next run goes on',
  async (line) => {
    const folder = emptyFolder()
    const { url, seen } = await deadlyDownloads(folder)
    const setting = { cwd: folder, env: { ...at(url), HOME: folder, GONG_DATA_DIR: folder } }
    seen.victim = startGong(line, setting)
    expect((await seen.victim.ended).exit).toBe('SIGKILL')
    expect(recordings(folder).filter((size) => size !== MEDIA_BYTES)).toEqual([])
    await threeMinutesLater(folder)
    expect(await gong(line, setting)).toMatchObject({ exit: 0 })
    expect(recordings(folder).length).toBeGreaterThan(2)
    expect(new Set(recordings(folder))).toEqual(new Set([MEDIA_BYTES]))
    expect(seen.ranges).toHaveLength(1)
  },
)

/** When the lease of a run that was killed has run out. */
async function threeMinutesLater(folder: string): Promise<void> {
  if (!readdirSync(folder).includes('gong.duckdb')) return
  const { duckDb, path } = await copyIn(folder)
  const file = await duckDb.open(path, {})
  await file.connection.run('DELETE FROM lease')
  file.close()
}
