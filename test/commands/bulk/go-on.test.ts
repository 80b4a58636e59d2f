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
const USERS = await idsOf('users list --limit 2 --fields id -f csv')
const CALLS = await idsOf('calls list --from 30d --limit 2 --fields id -f csv')
/** 6 accesses, of which Gong does not know the call of 2. */
const GRANT = `calls access grant ${[...CALLS, '12345'].join(',')} --user ${USERS.join(',')}`

async function idsOf(line: string): Promise<string[]> {
  return (await run(line)).out.trim().split('\n').slice(1)
}

/** A company that outlives the processes, and what was changed there. */
function company() {
  const answering = openSandbox({ now: () => NOW })
  const done: string[] = []
  const send: HttpTransport = async (request, signal) => {
    const answer = await answering(request, signal)
    if (isChange(request) && answer.status === 200) done.push(...pairsOf(request))
    return answer
  }
  return { send, done }
}

function pairsOf(request: HttpRequest): string[] {
  return rowsIn(bodyOf(request).callAccessList).flatMap(({ callId, userIds }) =>
    textsIn(userIds).map((user) => `${callId} ${user}`),
  )
}

const whole = await (async () => {
  const { send } = company()
  const machine = crashing(memoryFiles(), send)
  const ran = await run(GRANT, { network: machine.network, files: machine.files, env: ENV })
  return { ...ran, moments: machine.moments() }
})()

it('does all that Gong takes, and makes a row of each line that it refuses', () => {
  expect(whole.exit).toBe(8)
  const rows = rowsIn(JSON.parse(whole.out))
  expect(rows).toHaveLength(6)
  expect(rows.filter(({ outcome }) => outcome === 'granted')).toHaveLength(4)
  expect(rows.filter(({ why }) => why === 'Call ID 12345 was not found')).toHaveLength(2)
})

it('a run that dies is told of by doctor, until the same line has ended', async () => {
  const { send } = company()
  const files = memoryFiles()
  const doctor = async (now: number) => {
    const { out } = await run('doctor --offline -f json', { files, env: ENV, now, network: send })
    return rowsIn(JSON.parse(out)).find(({ check }) => check === 'bulk')
  }
  const dying = crashing(files, send, whole.moments - 3)
  await run(GRANT, { network: dying.network, files: dying.files, env: ENV })
  expect(await doctor(NOW + 3 * 3_600_000)).toMatchObject({
    status: 'warning',
    found: expect.stringMatching(/^a run of calls-access-grant ended 3 hours ago with \d+ lines done/),
    next: expect.stringContaining('the same line goes on'),
  })
  await run(GRANT, { network: send, files, env: ENV })
  expect(await doctor(NOW)).toMatchObject({ status: 'ok', found: 'no change of many lines was cut short' })
})

describe('a run that dies', () => {
  it.each(momentsOf(whole.moments))(
    'at moment %i is gone on with by the same line, and nothing is sent twice',
    async (at) => {
      const { send, done } = company()
      const files = memoryFiles()
      const dying = crashing(files, send, at)
      await run(GRANT, { network: dying.network, files: dying.files, env: ENV })
      const again = await run(GRANT, { network: send, files, env: ENV })
      expect({ exit: again.exit, out: again.out }).toEqual({ exit: whole.exit, out: whole.out })
      expect(new Set(done).size).toBe(4)
      expect(done).toHaveLength(4)
    },
  )
})
