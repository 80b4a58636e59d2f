import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { rowsIn, textsIn } from '../../src/lib/rows.ts'
import type { HttpTransport } from '../../src/platform/http.ts'
import { openSandbox } from '../../src/sandbox/handle.ts'
import { serveSandbox } from '../../src/sandbox/server.ts'
import { NOW, run } from '../run.ts'
import { at, type Running, startGong } from '../support/built-tool.ts'
import { bodyOf } from '../support/fake-gong.ts'
import { isChange } from '../support/requests.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

/** Each moment there is comes in test/commands/bulk/go-on.test.ts; these are to be real ones. */
const KILLS = 4
const COMPANY = { now: () => NOW }

/** Numbers from 0 to 1, the same in every run of the test. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** A server that kills who changes something: at the request, on the way to the answer, or a little after it. */
async function deadly(throws: () => number) {
  const answering = openSandbox(COMPANY)
  const seen = { victim: undefined as Running | undefined, kills: 0, done: [] as string[] }
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (!isChange(request)) return answer
    if (answer.status === 200)
      for (const { callId, userIds } of rowsIn(bodyOf(request).callAccessList))
        seen.done.push(...textsIn(userIds).map((userId) => `${callId} ${userId}`))
    if (seen.kills < KILLS && throws() < 0.7) setTimeout(() => seen.victim?.kill('SIGKILL'), throws() * 12)
    return answer
  }
  const server = await serveSandbox(send, { port: 0 })
  onTestFinished(() => server.close())
  return { url: server.url, seen }
}

async function idsOf(line: string): Promise<string[]> {
  return (await run(line, { network: openSandbox(COMPANY) })).out.trim().split('\n').slice(1)
}

it('grants each access of a table once, though it is killed again and again', async () => {
  const folder = emptyFolder()
  const users = await idsOf('users list --limit 12 --fields id -f csv')
  const calls = await idsOf('calls list --from 30d --limit 50 --fields id -f csv')
  const pairs = calls.flatMap((call) => users.map((user) => `${call},${user}`))
  const table = join(folder, 'access.csv')
  writeFileSync(table, ['call,user', '12345,7', ...pairs, ''].join('\n'))
  const line = `calls access grant --from-file ${table} -f csv -q`
  const { url, seen } = await deadly(dice(7))
  const env = { ...at(url), GONG_CONFIG_DIR: join(folder, 'config'), GONG_STATE_DIR: join(folder, 'state') }
  let ended = { exit: null as unknown, out: '' }
  while (ended.exit !== 8) {
    seen.victim = startGong(line, { env })
    ended = await seen.victim.ended
    expect(['SIGKILL', 8]).toContain(ended.exit)
    if (ended.exit === 'SIGKILL') seen.kills += 1
  }
  expect(seen.kills).toBeGreaterThanOrEqual(2)
  expect(seen.done).toHaveLength(new Set(seen.done).size)
  expect(new Set(seen.done).size).toBe(pairs.length)
  const undisturbed = await run(line, { network: openSandbox(COMPANY) })
  expect(ended.out === undisturbed.out).toBe(true)
})
