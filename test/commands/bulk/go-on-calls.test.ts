import { describe, expect, it } from 'vitest'
import { type Row, rowsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'
import { isChange, shortLine } from '../../support/requests.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const CREATE = 'calls create --from-file pbx.csv --media-dir rec'
const IDS = ['c1', 'c2', 'c3']
const START = {
  'pbx.csv': callTable(IDS),
  'two.csv': callTable(IDS.slice(0, 2)),
  ...Object.fromEntries(IDS.map((id) => [`rec/${id}.wav`, `sound of ${id}`])),
  'meetings.csv': [
    'organizer,from,to,invite',
    ...['10', '11'].map(
      (hour) => `k.nakamura@tallyhouse.example,2030-05-20T${hour}:00Z,2030-05-20T${hour}:30Z,a@b.example`,
    ),
  ].join('\n'),
}

function callTable(ids: readonly string[]): string {
  const lines = ids.map((id) => `${id},inbound,2026-05-18T09:00Z,p.tran@tallyhouse.example,Jo`)
  return ['client id,direction,started,host,customer name', ...lines].join('\n')
}

/** A company that outlives the processes, and what was changed there. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const done: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (isChange(request) && answer.status < 300) done.push(shortLine(request))
    return answer
  }
  return { send, done, files: memoryFiles(START) }
}

/** Runs a line on a machine that dies at a moment, and the same line again on what is left. */
async function twice(line: string, at?: number) {
  const { send, done, files } = company()
  const machine = crashing(files, send, at)
  const first = await run(line, { network: machine.network, files: machine.files, env: ENV })
  const moments = machine.moments()
  const doneFirst = [...done]
  const again = await run(line, { network: send, files, env: ENV })
  return { first, again, done, doneFirst, moments, rows: rowsOf(again.out) }
}

const rowsOf = (out: string): readonly Row[] => (out === '' ? [] : rowsIn(JSON.parse(out)))

describe('the calls of a table, whose run dies', async () => {
  const line = 'calls create --from-file two.csv --media-dir rec'
  const { moments } = await twice(line)

  it.each(momentsOf(moments))('at moment %i, are registered once, and get their recording once', async (at) => {
    const { again, done, rows } = await twice(line, at)
    expect(again.exit).toBe(0)
    expect(rows.map(({ id }) => id).every((id) => typeof id === 'string')).toBe(true)
    expect([...done].sort()).toEqual(
      [...rows.flatMap(({ id }) => ['POST /v2/calls', `PUT /v2/calls/${id}/media`])].sort(),
    )
  })
})

describe('the meetings of a table, whose run dies', async () => {
  const line = 'meetings create --from-file meetings.csv'
  const { moments } = await twice(line)

  it.each(momentsOf(moments, 12))('at moment %i, are created once, or it is said that nobody knows', async (at) => {
    const { again, done, rows } = await twice(line, at)
    const unknown = rows.filter(({ outcome }) => outcome === 'unknown').length
    expect(unknown).toBeLessThanOrEqual(1)
    expect(again.exit).toBe(unknown === 0 ? 0 : 8)
    expect(done.length).toBeGreaterThanOrEqual(2 - unknown)
    expect(done.length).toBeLessThanOrEqual(2)
  })
})

it('goes on with the recording of a call whose upload was cut off by a limit', async () => {
  const { send, done, files } = company()
  const refusing = network(() => ({ requestId: 'r', errors: ['no more'] }), 429)
  let uploads = 0
  const limited: HttpTransport = async (request, signal) => {
    if (request.method !== 'PUT') return await send(request, signal)
    uploads += 1
    return await (uploads === 2 ? refusing : send)(request, signal)
  }
  const first = await run(`${CREATE} --no-retry`, { network: limited, files, env: ENV })
  expect(first.exit).toBe(6)
  expect(rowsOf(first.out).map(({ outcome }) => outcome)).toEqual(['created', 'not finished', 'not sent'])
  const again = await run(CREATE, { network: send, files, env: ENV })
  expect(rowsOf(again.out).map(({ media }) => media)).toEqual(['uploaded', 'uploaded', 'uploaded'])
  expect(done.filter((one) => one.startsWith('PUT'))).toHaveLength(3)
})

it('clears an upload up whose answer was lost', async () => {
  const { send, done, files } = company()
  let uploads = 0
  const losing: HttpTransport = async (request, signal) => {
    const answer = await send(request, signal)
    if (request.method !== 'PUT') return answer
    uploads += 1
    if (uploads === 1) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    return answer
  }
  const { exit, out } = await run(CREATE, { network: losing, files, env: ENV })
  expect(exit).toBe(0)
  expect(rowsOf(out).map(({ outcome, media }) => [outcome, media])).toEqual([
    ['already there', 'already there'],
    ['created', 'uploaded'],
    ['created', 'uploaded'],
  ])
  expect(done.filter((one) => one.startsWith('PUT'))).toHaveLength(3)
})

it('sends an event without an id again only when it is asked to', async () => {
  const files = memoryFiles({ 'events.csv': 'at,action\n2026-05-18T09:00Z,signed\n' })
  const { send } = company()
  const line = 'engagement action --from-file events.csv --system Binder'
  const changes = async (flags = '') =>
    (await run(`${line} ${flags}`, { network: send, files, env: ENV })).requests.filter(isChange).map(bodyOf)
  expect(await changes()).toHaveLength(1)
  expect(await changes()).toEqual([])
  expect(await changes('--again')).toMatchObject([{ actionName: 'signed', reportingSystem: 'Binder' }])
})
