import { describe, expect, it } from 'vitest'
import { rowsIn, textsIn } from '../../../src/lib/rows.ts'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { openSandbox } from '../../../src/sandbox/handle.ts'
import { KEYS, NOW, run } from '../../run.ts'
import { crashing } from '../../support/crash.ts'
import { bodyOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'
import { momentsOf } from '../../support/moments.ts'
import { isChange } from '../../support/requests.ts'
import '../../support/small-batches.ts'

const ENV = { ...KEYS, ...HOME_ENV }
const FLOW = '382113028872392068'
const OWNERS = ['k.nakamura@tallyhouse.example', 'p.tran@tallyhouse.example']
const COUNT = 5

/** The sandbox takes everybody for a prospect who has `cool` in the id, where the cool-off period does not count. */
const TABLES = {
  'assign.csv': `prospect,owner\n${numbered((at) => `cool-${at},${OWNERS[at % 2]}`)}`,
  'bulk.csv': `firstName,lastName,owner\n${numbered((at) => `Ann,Lee ${at},${OWNERS[at % 2]}`)}`,
}

function numbered(line: (at: number) => string): string {
  return Array.from({ length: COUNT }, (_, at) => `${line(at)}\n`).join('')
}

/** A company that outlives the processes, and who was put in a flow there. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const done: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    const { crmProspectsIds, prospects } = bodyOf(request)
    if (isChange(request) && answer.status < 300)
      done.push(...textsIn(crmProspectsIds), ...rowsIn(prospects).map(({ lastName }) => String(lastName)))
    return answer
  }
  return { send, done }
}

const LINES = {
  assign: `flows assign ${FLOW} --from-file assign.csv --ignore-cool-off`,
  bulk: `flows bulk-assign ${FLOW} --from-file bulk.csv`,
}

async function whole(line: string) {
  const machine = crashing(memoryFiles(TABLES), company().send)
  const ran = await run(line, { network: machine.network, files: machine.files, env: ENV })
  return { ...ran, moments: machine.moments() }
}

const [assign, bulk] = [await whole(LINES.assign), await whole(LINES.bulk)]

async function dyingAt(moment: number, line: string) {
  const { send, done } = company()
  const files = memoryFiles(TABLES)
  const dying = crashing(files, send, moment)
  await run(line, { network: dying.network, files: dying.files, env: ENV })
  return { again: await run(line, { network: send, files, env: ENV }), done }
}

describe('an assignment that dies', () => {
  it.each(momentsOf(assign.moments, 16))('at moment %i is gone on with, and nobody is sent twice', async (at) => {
    const { again, done } = await dyingAt(at, LINES.assign)
    expect({ exit: again.exit, out: again.out }).toEqual({ exit: 0, out: assign.out })
    expect([done.length, new Set(done).size]).toEqual([COUNT, COUNT])
  })
})

describe('a bulk assignment that dies', () => {
  it.each(momentsOf(bulk.moments))('at moment %i is gone on with, and nobody is sent twice', async (at) => {
    const { again, done } = await dyingAt(at, LINES.bulk)
    const outcomes = rowsIn(JSON.parse(again.out)).map(({ outcome }) => outcome)
    expect(outcomes).toHaveLength(COUNT)
    expect(outcomes.filter((one) => one !== 'submitted' && one !== 'unknown')).toEqual([])
    expect(again.exit).toBe(outcomes.includes('unknown') ? 8 : 0)
    expect(new Set(done).size).toBe(done.length)
    // Of a request that may have left, nothing is known, and nothing is sent.
    expect(done.length).toBeGreaterThanOrEqual(outcomes.filter((one) => one === 'submitted').length)
  })
})
