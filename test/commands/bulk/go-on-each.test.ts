import { describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'
import { isChange } from '../../support/requests.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const OWNER = 'p.tran@tallyhouse.example'
const TASKS = (await run(`tasks list --user ${OWNER} --limit 4 --fields id -f csv`)).out.trim().split('\n').slice(1)

const event = (id: string, at: number) =>
  `Binder,2026-05-18T09:0${at}Z,${id},g-${at},https://tallyhouse.example/${at},Guide ${at},ana@amberwickfoods.example`

const START = {
  'tasks.csv': ['task,user', ...TASKS.map((id) => `${id},${OWNER}`)].join('\n'),
  'events.csv': ['system,at,event id,content id,url,title,email', ...['e1', 'e2', '', ''].map(event)].join('\n'),
}

/** A company that outlives the processes, and how often each thing was changed there. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const done: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    const { contentId = null } = bodyOf(request)
    if (isChange(request) && answer.status < 300)
      done.push(typeof contentId === 'string' ? contentId : (request.url.split('/').at(-1) ?? ''))
    return answer
  }
  return { send, done, files: memoryFiles(START) }
}

/** Runs a line on a machine that dies at a moment, and the same line again on what is left. */
async function twice(line: string, at?: number) {
  const { send, done, files } = company()
  const machine = crashing(files, send, at)
  await run(line, { network: machine.network, files: machine.files, env: ENV })
  const moments = machine.moments()
  const { exit, out } = await run(line, { network: send, files, env: ENV })
  const rows: readonly Row[] = rowsIn(JSON.parse(out))
  return { exit, done, moments, unknown: rows.filter(({ outcome }) => outcome === 'unknown').length, rows }
}

describe('tasks that are set from a table, whose run dies', async () => {
  const line = 'tasks update --from-file tasks.csv --status done'

  it.each(momentsOf((await twice(line)).moments, 12))('at moment %i, are all set by the same line', async (at) => {
    const { exit, done, rows } = await twice(line, at)
    expect({ exit, rows: rows.length }).toEqual({ exit: 0, rows: TASKS.length })
    expect([...new Set(done)].sort()).toEqual(TASKS.toSorted())
    // Only the one that was on its way is set once more, which sets the same.
    expect(done.length - TASKS.length).toBeLessThanOrEqual(1)
  })
})

describe('events of a table, whose run dies', async () => {
  const line = 'engagement viewed --from-file events.csv'

  it.each(momentsOf((await twice(line)).moments, 12))(
    'at moment %i, are reported once, or it is said that nobody knows',
    async (at) => {
      const { exit, done, unknown } = await twice(line, at)
      expect(unknown).toBeLessThanOrEqual(1)
      expect(exit).toBe(unknown === 0 ? 0 : 8)
      expect(new Set(done).size).toBe(done.length)
      expect(done.length).toBeGreaterThanOrEqual(4 - unknown)
    },
  )
})
