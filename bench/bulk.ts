import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG } from './server.ts'
import { type Asked, standIn, textsAt } from './stand-in.ts'

const LINES = 100_000

/** Commands that take a table, each with the heading and the lines of one. */
const TABLES = [
  {
    what: '100,000 accesses granted',
    line: ['calls', 'access', 'grant', '--from-file'],
    heading: 'Call ID,User,Reason',
    text: (at: number) => `${7e15 + Math.floor(at / 10)},${USERS[at % USERS.length]},handed over on Monday`,
  },
  {
    what: '100,000 prospects assigned to a flow',
    line: ['flows', 'assign', '7', '--owner', 'owner@bench.example', '--from-file'],
    heading: 'Prospect,Company,Source',
    text: (at: number) => `003${7e12 + at},"Company ${at}, Incorporated",webinar`,
  },
  {
    what: '100,000 prospects assigned in bulk',
    line: ['flows', 'bulk-assign', '7', '--owner', 'owner@bench.example', '--from-file'],
    heading: 'First name,Last name,Email,Company',
    text: (at: number) => `Jo,Doe ${at},jo.doe.${at}@company-${at}.example,"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 flow instances ended',
    line: ['flows', 'unassign', '--by', 'owner@bench.example', '--from-file'],
    heading: 'Instance,Company',
    text: (at: number) => `${9e15 + at},"Company ${at}, Incorporated"`,
  },
] as const

const USERS = Array.from({ length: 40 }, (_, at) => String(8e15 + at))

/** The peak of memory while 100,000 lines are done. */
export async function bulk(): Promise<Measured[]> {
  const { env, stop } = await standIn(answerTo)
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const measured: Measured[] = []
  for (const { what, line, heading, text } of TABLES) {
    const file = written(join(folder, 'table.csv'), heading, text)
    const home = { GONG_STATE_DIR: join(folder, 'state'), GONG_CONFIG_DIR: join(folder, 'config') }
    const args = [GONG, ...line, file, '--results', join(folder, 'results.csv'), '--rate', '0', '--quiet', '--yes']
    const peak = await peakOf(args, { ...env, ...home })
    measured.push({ what: `memory, ${what}`, against: `${MOST} MB`, ratio: peak / MOST, most: 1 })
  }
  stop()
  rmSync(folder, { recursive: true })
  return measured
}

function written(path: string, heading: string, text: (at: number) => string): string {
  const file = openSync(path, 'w')
  writeSync(file, [heading, ...Array.from({ length: LINES }, (_, at) => text(at)), ''].join('\n'))
  closeSync(file)
  return path
}

/** A company in which nobody has access and nobody is in a flow. */
function answerTo({ method, path, body }: Asked): object {
  switch (`${method} ${path}`) {
    case 'GET /v2/users':
      return { users: USERS.map((id) => ({ id, emailAddress: `${id}@bench.example`, firstName: 'Jo', lastName: id })) }
    case 'POST /v2/calls/extensive':
      return { calls: textsAt(body, 'filter.callIds').map((id) => ({ metaData: { id, title: `Call ${id}` } })) }
    case 'POST /v2/calls/users-access':
      return { callAccessList: textsAt(body, 'filter.callIds').map((callId) => ({ callId, users: [] })) }
    case 'POST /v2/flows/prospects':
      return { prospectsAssigned: [] }
    case 'POST /v2/flows/prospects/assign':
      return { prospectsAssigned: textsAt(body, 'crmProspectsIds').map(instance), prospectsNotAssigned: [] }
    case 'POST /v2/flows/prospects/bulk-assignments':
      return { id: 'bulk', status: 'SUBMITTED' }
    case 'POST /v2/flows/prospects/unassign-flows-by-instance-id':
      return { unassignedFlowInstanceIds: textsAt(body, 'flowInstanceIds') }
    default:
      return {}
  }
}

function instance(crmProspectId: string, at: number) {
  return { flowInstanceId: String(9e15 + at), flowId: '7', crmProspectId, flowInstanceStatus: 'Installing' }
}
