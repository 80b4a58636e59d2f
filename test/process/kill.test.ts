import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { HttpTransport } from '../../src/platform/http.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { NOW, run } from '../run.ts'
import { at, type Running, startGong } from '../support/built-tool.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const LINE = 'calls list --from 2025-12-01 --to 2026-05-19 --tz UTC -q'
const COMPANY = { now: () => NOW, calls: 4000 }
/** Each moment there is comes in test/commands/state/resume.test.ts; these are to be real ones. */
const KILLS = 8

/** Numbers from 0 to 1, the same in every run of the test. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** A server on a socket that kills who asks: at a request, while the answer is on its way, or a little after it. */
async function deadly(throws: () => number) {
  const answering = openSandbox(COMPANY)
  const seen = { victim: undefined as Running | undefined, kills: 0, ids: [] as string[] }
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    const text = await textOf(answer.body)
    seen.ids.push(...(JSON.parse(text).calls ?? []).map(({ id }: { id: string }) => id))
    const dies = seen.kills < KILLS && throws() < 0.4
    if (dies) setTimeout(() => seen.victim?.kill('SIGKILL'), throws() * 12)
    return { ...answer, body: inPieces(text) }
  }
  const server = await serveSandbox(send, { port: 0 })
  onTestFinished(() => server.close())
  return { url: server.url, seen }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

async function* inPieces(text: string): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let from = 0; from < bytes.length; from += 10_000) yield bytes.subarray(from, from + 10_000)
}

/** The ids that an unfinished file and its journal vouch for. */
function onDisk(path: string): Set<string> {
  const names = readdirSync(join(path, '..'))
  if (!names.includes('calls.csv.gong-journal')) return new Set()
  // The last line may be half written.
  const whole = readFileSync(`${path}.gong-journal`, 'utf8').split('\n').slice(0, -1)
  const { bytes } = JSON.parse(whole.at(-1) ?? '') as { bytes: number }
  const text = readFileSync(`${path}.gong-part`).subarray(0, bytes).toString()
  return new Set(text.split('\n').map((line) => line.split(',')[0] ?? ''))
}

// What it is killed at is random; that it is killed so often, and what must be true after each, is not.
it(`survives being killed at ${KILLS} random moments, and asks for nothing that is on the disk`, async () => {
  const path = join(emptyFolder(), 'calls.csv')
  const { url, seen } = await deadly(dice(7))
  const env = at(url)
  const asked: boolean[] = []
  for (let exit: unknown; exit !== 0; ) {
    const before = onDisk(path)
    seen.ids.length = 0
    seen.victim = startGong(`${LINE} -o ${path}`, { env })
    ;({ exit } = await seen.victim.ended)
    if (exit === 'SIGKILL') seen.kills += 1
    asked.push(seen.ids.some((id) => before.has(id)))
  }
  const plain = join(emptyFolder(), 'calls.csv')
  await run(`${LINE} -o ${plain}`, { network: openSandbox(COMPANY) })
  expect(seen.kills).toBeGreaterThanOrEqual(KILLS)
  expect(asked.filter(Boolean)).toEqual([])
  expect(readFileSync(path, 'utf8') === readFileSync(plain, 'utf8')).toBe(true)
  expect(readdirSync(join(path, '..'))).toEqual(['calls.csv'])
})
