import { describe, expect, it } from 'vitest'
import { rowsIn, textsIn } from '../../../src/lib/rows.ts'
import type { HttpRequest, HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'
import { isChange } from '../../support/requests.ts'
import '../../support/small-batches.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const OWNER = 'k.nakamura@tallyhouse.example'

/** What is taken back: how it was given, and what of it a request takes. */
interface TakenBack {
  readonly line: string
  readonly table: string
  /** Requests that bring a new company to where it was given. */
  readonly given: readonly HttpRequest[]
  readonly takenBy: (request: HttpRequest) => readonly string[]
  /** What the line says of all when it is run once more after its end. */
  readonly over: string
}

async function given(line: string, tables: Readonly<Record<string, string>>) {
  const ran = await run(`${line} -f csv`, {
    files: memoryFiles(tables),
    env: ENV,
    network: openSandbox({ now: () => NOW }),
  })
  return { table: ran.out, given: ran.requests.filter(isChange) }
}

async function idsOf(line: string): Promise<string[]> {
  return (await run(line)).out.trim().split('\n').slice(1)
}

const USERS = await idsOf('users list --limit 2 --fields id -f csv')
const CALLS = await idsOf('calls list --from 30d --limit 2 --fields id -f csv')
const pairs = CALLS.flatMap((call) => USERS.map((user) => `${call},${user}\n`))
const prospects = Array.from({ length: 5 }, (_, at) => `cool-${at}\n`)

const REVOKE: TakenBack = {
  ...(await given('calls access grant --from-file in.csv', { 'in.csv': `call,user\n${pairs.join('')}` })),
  line: 'calls access revoke --from-file given.csv --yes',
  takenBy: (request) =>
    rowsIn(bodyOf(request).callAccessList).flatMap(({ callId, userIds }) =>
      textsIn(userIds).map((user) => `${callId} ${user}`),
    ),
  over: 'had none',
}

const UNASSIGN: TakenBack = {
  ...(await given(`flows assign 382113028872392068 --from-file in.csv --owner ${OWNER} --ignore-cool-off`, {
    'in.csv': `prospect\n${prospects.join('')}`,
  })),
  line: `flows unassign --from-file given.csv --by ${OWNER}`,
  takenBy: (request) => textsIn(bodyOf(request).flowInstanceIds),
  over: 'already out',
}

/** A company in which it was given, which outlives the processes, and what was taken back there. */
async function company({ given: requests, takenBy }: TakenBack) {
  const answering = openSandbox({ now: () => NOW })
  for (const request of requests) await answering(request, new AbortController().signal)
  const taken: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (isChange(request) && answer.status === 200) taken.push(...takenBy(request))
    return answer
  }
  return { send, taken }
}

async function whole(what: TakenBack) {
  const { send, taken } = await company(what)
  const machine = crashing(memoryFiles({ 'given.csv': what.table }), send)
  const ran = await run(what.line, { network: machine.network, files: machine.files, env: ENV })
  return { what, ran, count: taken.length, moments: momentsOf(machine.moments(), 16) }
}

describe.each([
  ['calls access revoke', await whole(REVOKE), 4],
  ['flows unassign', await whole(UNASSIGN), 5],
])('%s that dies', (_, { what, ran, count, moments }, all) => {
  it('takes all of it back when nothing happens', () => {
    expect({ exit: ran.exit, count, moments: moments.length > 10 }).toEqual({ exit: 0, count: all, moments: true })
  })

  it.each(moments)('at moment %i is gone on with by the same line, and nothing is taken back twice', async (at) => {
    const { send, taken } = await company(what)
    const files = memoryFiles({ 'given.csv': what.table })
    const dying = crashing(files, send, at)
    await run(what.line, { network: dying.network, files: dying.files, env: ENV })
    const before = taken.length
    const again = await run(what.line, { network: send, files, env: ENV })
    expect([again.exit, new Set(taken).size]).toEqual([0, all])
    // Once all is written, the line is forgotten: it is a new one.
    if (again.out === ran.out) expect(taken).toHaveLength(all)
    else {
      expect(before).toBe(all)
      expect(new Set(rowsIn(JSON.parse(again.out)).map(({ outcome }) => outcome))).toEqual(new Set([what.over]))
    }
  })
})
