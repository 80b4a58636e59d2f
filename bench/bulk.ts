import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure.ts'
import { MOST, peakOf } from './pulls.ts'
import { GONG } from './server.ts'
import { type Asked, standIn, textsAt } from './stand-in.ts'

const LINES = 100_000

/** A command that takes a table, with the heading and the lines of one. */
interface TableOfLines {
  readonly what: string
  readonly line: readonly string[]
  readonly heading: string
  text(at: number): string
}

/** Many lines go in a request. */
const BATCHED: readonly TableOfLines[] = [
  {
    what: '100,000 accesses granted',
    line: ['calls', 'access', 'grant', '--from-file'],
    heading: 'Call ID,User,Reason',
    text: (at) => `${7e15 + Math.floor(at / 10)},${USERS[at % USERS.length]},handed over on Monday`,
  },
  {
    what: '100,000 accesses revoked',
    line: ['calls', 'access', 'revoke', '--from-file'],
    heading: 'Call ID,User,Reason',
    text: (at) => `${7e15 + Math.floor(at / 10)},${USERS[at % USERS.length]},left on Monday`,
  },
  {
    what: '100,000 prospects assigned to a flow',
    line: ['flows', 'assign', '7', '--owner', 'owner@bench.example', '--from-file'],
    heading: 'Prospect,Company,Source',
    text: (at) => `003${7e12 + at},"Company ${at}, Incorporated",webinar`,
  },
  {
    what: '100,000 prospects assigned in bulk',
    line: ['flows', 'bulk-assign', '7', '--owner', 'owner@bench.example', '--from-file'],
    heading: 'First name,Last name,Email,Company',
    text: (at) => `Jo,Doe ${at},jo.doe.${at}@company-${at}.example,"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 flow instances ended',
    line: ['flows', 'unassign', '--by', 'owner@bench.example', '--from-file'],
    heading: 'Instance,Company',
    text: (at) => `${9e15 + at},"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 prospects out of a flow',
    line: ['flows', 'unassign', '--flow', '7', '--by', 'owner@bench.example', '--from-file'],
    heading: 'Prospect,Company',
    text: (at) => `004${7e12 + at},"Company ${at}, Incorporated"`,
  },
]

/** Who has to be named besides what the columns say. */
const RECIPIENTS = {
  viewed: ['--tracking', 'reader'],
  shared: ['--set', 'recipients[0].email=jo@company.example'],
  action: [],
} as const

/** Each line is a request. */
const SINGLE: readonly TableOfLines[] = [
  {
    what: '100,000 meetings created',
    line: ['meetings', 'create', '--organizer', 'owner@bench.example', '--from-file'],
    heading: 'From,To,Title,Invite,Company',
    text: (at) =>
      `${dayOf(at)}T10:00:00Z,${dayOf(at)}T10:30:00Z,First look ${at},jo.doe.${at}@company-${at}.example,"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 tasks updated',
    line: ['tasks', 'update', '--user', '8000000000000000', '--status', 'done', '--from-file'],
    heading: 'Task,Company',
    text: (at) => `${9e15 + at},"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 interactions reported',
    line: ['engagement', 'interaction', '--type', 'link clicked', '--from-file'],
    heading: 'Event id,At,Content id,Title,Url,Email,Company',
    text: (at) =>
      `evt-${at},${dayOf(at)}T10:00:00Z,doc-${at},Offer ${at},https://bench.example/${at},jo.doe.${at}@company-${at}.example,"Company ${at}, Incorporated"`,
  },
  ...(['viewed', 'shared', 'action'] as const).map((verb) => ({
    what: `100,000 events of content: ${verb}`,
    line: ['engagement', verb, '--system', 'Bench', ...RECIPIENTS[verb], '--from-file'],
    heading: 'Event id,At,Content id,Title,Url,Sharer,Company',
    text: (at: number) =>
      `evt-${at},${dayOf(at)}T10:00:00Z,doc-${at},Offer ${at},https://bench.example/${at},seller.${at}@bench.example,"Company ${at}, Incorporated"`,
  })),
  {
    what: '100,000 calls registered',
    line: ['calls', 'create', '--direction', 'Outbound', '--host', '8000000000000000', '--from-file'],
    heading: 'Client id,Started,Customer name,Customer phone,Company',
    text: (at) => `pbx-${at},${dayOf(at)}T10:00:00Z,Jo Doe ${at},+44 20 7946 0912,"Company ${at}, Incorporated"`,
  },
  {
    what: '100,000 persons erased',
    line: ['privacy', 'erase-list', '--confirm', String(LINES), '--from-file'],
    heading: 'Email,Ticket',
    text: (at) => `jo.doe.${at}@company-${at}.example,DSR-${at}`,
  },
]

function dayOf(at: number): string {
  return `2031-0${1 + (at % 9)}-${10 + (at % 18)}`
}

const USERS = Array.from({ length: 40 }, (_, at) => String(8e15 + at))

/** The peak of memory while 100,000 lines are done, many in a request. */
export async function bulk(): Promise<Measured[]> {
  return await peaksOf(BATCHED)
}

/** The same for commands that send a request for each line. */
export async function bulkSingle(): Promise<Measured[]> {
  return await peaksOf(SINGLE)
}

async function peaksOf(tables: readonly TableOfLines[]): Promise<Measured[]> {
  const { env, stop } = await standIn(answerTo)
  const folder = mkdtempSync(join(tmpdir(), 'gong-bench-'))
  const home = { GONG_STATE_DIR: join(folder, 'state'), GONG_CONFIG_DIR: join(folder, 'config') }
  const measured: Measured[] = []
  for (const { what, line, heading, text } of tables) {
    const file = written(join(folder, 'table.csv'), heading, text)
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

/** Things that were made so far. */
let made = 0

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
      return {
        prospectsAssigned: textsAt(body, 'crmProspectsIds')
          .filter((id) => id.startsWith('004'))
          .map(instance),
      }
    case 'POST /v2/flows/prospects/assign':
      return { prospectsAssigned: textsAt(body, 'crmProspectsIds').map(instance), prospectsNotAssigned: [] }
    case 'POST /v2/flows/prospects/bulk-assignments':
      return { id: 'bulk', status: 'SUBMITTED' }
    case 'POST /v2/flows/prospects/unassign-flows-by-instance-id':
      return { unassignedFlowInstanceIds: textsAt(body, 'flowInstanceIds') }
    case 'POST /v2/meetings':
      return { meetingId: String(++made), meetingUrl: `https://bench.example/${made}` }
    case 'POST /v2/calls':
      return { callId: String(7e15 + ++made), url: `https://bench.example/${made}` }
    case 'GET /v2/data-privacy/data-for-email-address':
      return { emails: [], calls: [], meetings: [], customerData: [], customerEngagement: [] }
    default:
      return path.startsWith('/v2/tasks/') ? { tasks: [{ id: path.split('/').at(-1) }] } : {}
  }
}

function instance(crmProspectId: string) {
  return { flowInstanceId: `9${crmProspectId}`, flowId: '7', crmProspectId, flowInstanceStatus: 'Installing' }
}
