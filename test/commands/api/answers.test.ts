import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { type AnswerShape, isMany, type Operation } from '../../../src/catalogue/operation.ts'
import type { Json, Row } from '../../../src/lib/rows.ts'
import type { HttpRequest } from '../../../src/platform/http.ts'
import { KEYS, type Ran, run } from '../../run.ts'
import { bare, bareOf, network, operationOf } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const BY = 'a@b.example'
const DAYS = '--from 2026-05-04 --to 2026-05-11'
const PARTY = '[{"name":"Jo","userId":"1"}]'
const SUBJECT = '-w 1 --yes'
const EVENT = `--system dms --at 2026-05-18T09:00:00Z`
const CONTENT = '--content-id c --url https://d.example/c --title T'
const CALL = '--client-id c --direction Inbound --started 2026-05-18T09:00:00Z --host 1'
const MEETING = `--organizer ${BY} --from 2026-05-20T10:00:00Z --to 2026-05-20T10:30:00Z --title T --invite c@d.example`
const UUID = 'b0f5a1c0-0000-4000-8000-000000000001'

/** A command line that sends each operation, by Gong's operationId; where a file is needed, it stands for itself. */
const LINES: Readonly<Record<string, string>> = {
  listCalls: `calls list ${DAYS}`,
  getCall: 'calls get 1',
  listCallsExtensive: `calls details ${DAYS}`,
  addCall: `calls create ${CALL} --body '{"parties":${PARTY}}'`,
  addCallRecording: 'calls upload 1 FILE.mp3',
  getCallTranscripts: `transcripts get ${DAYS}`,
  getUsersAccessToCalls: 'calls access list 1',
  addUsersAccessToCalls: 'calls access grant 1 --user 2',
  deleteUsersAccessToCalls: 'calls access revoke 1 --user 2 --yes',
  listCallOutcomes: 'calls outcomes',
  listUsers: 'users list',
  getUser: 'users get 1',
  listMultipleUsers: 'users search --created-from 7d',
  getUserHistory: 'users history 1',
  listMultipleUsersAggregateActivity: `stats activity ${DAYS}`,
  listMultipleUsersDayByDayActivity: `stats daily ${DAYS}`,
  listMultipleUsersAggregateByPeriod: `stats periods --per week ${DAYS}`,
  listInteractionStats: `stats interaction ${DAYS}`,
  listAnsweredScorecards: `stats scorecards ${DAYS}`,
  listUsers_1: `stats coaching --manager 1 -w 2 ${DAYS}`,
  listLogs: `logs list access ${DAYS}`,
  listWorkspaces: 'settings workspaces',
  listScorecards: 'settings scorecards',
  listTrackers: 'settings trackers',
  listBriefs: 'settings briefs',
  integrationSettings: 'settings integration --type DIALER --origin https://d.example',
  getLibraryStructure: 'library folders',
  getCallsInSpecificFolder: 'library calls 1',
  listPermissionProfile: 'permissions list -w 1',
  getPermissionProfile: 'permissions get 1',
  listPermissionProfileUsers: 'permissions users 1',
  createPermissionProfile: `permissions create -w 1 --name P --body '{"scoreCalls":true}'`,
  updatePermissionProfile: `permissions update 1 --body '{"name":"P","scoreCalls":true}' --yes`,
  findAllReferencesToEmailAddress: `privacy find ${BY}`,
  findAllReferencesToPhoneNumber: 'privacy find +14255550100',
  purgeEmailAddress: `privacy erase ${BY} --yes --confirm ${BY}`,
  purgePhoneNumber: 'privacy erase +14255550100 --yes --confirm +14255550100',
  listGenericCrmIntegration: 'crm integration get',
  registerGenericCrmIntegration: `crm integration register --name N --owner ${BY}`,
  deleteGenericCrmIntegration: 'crm integration delete 5 --request r --yes',
  getCrmObjects: 'crm objects get account a --integration 5',
  uploadCrmData: 'crm objects upload account FILE.ldjson --integration 5 --request r',
  listCrmSchemaFields: 'crm schema get account --integration 5',
  uploadCrmSchemaField: `crm schema set account --integration 5 --body '[{"uniqueName":"a","label":"A","type":"STRING"}]' --yes`,
  getRequestStatus: 'crm status r --integration 5 --wait',
  manualCrmAssociations: 'crm associations --since 30d',
  listFlows: `flows list --owner ${BY}`,
  listFlowsFolders: `flows folders --owner ${BY}`,
  getFlowSteps: 'flows steps 1',
  getProspectsAssignedFlows: 'flows assigned p',
  assignProspects: `flows assign 1 p --owner ${BY}`,
  assignProspectsCoolOffOverrides: `flows assign 1 p --owner ${BY} --legacy-cool-off`,
  submitFlowProspectsBulkAssignment: `flows bulk-assign 1 --owner ${BY} --set prospects[0].crmId=p --wait`,
  getFlowProspectsBulkAssignment: `flows bulk-status ${UUID} --wait`,
  unassignProspectFlows: `flows unassign p --flow 1 --by ${BY}`,
  unassignFlows: `flows unassign --instance 1 --by ${BY}`,
  listTasks: 'tasks list --user 1',
  updateReminder: 'tasks update 1 --user 2 --status done',
  addMeeting: `meetings create ${MEETING}`,
  updateMeeting: `meetings update 1 ${MEETING}`,
  deleteMeeting: `meetings delete 1 --organizer ${BY} --yes`,
  integrationStatus: `meetings check ${BY}`,
  addDigitalInteraction: `engagement interaction --event-id e --at 2026-05-18T09:00:00Z --type click --title T --tracking t`,
  contentViewed: `engagement viewed ${EVENT} ${CONTENT}`,
  contentShared: `engagement shared ${EVENT} ${CONTENT}`,
  customAction: `engagement action ${EVENT}`,
  askEntity: `ai ask account:1 Why? ${SUBJECT}`,
  generateBrief: `ai brief account:1 --brief B ${SUBJECT}`,
}

const FILES = {
  'FILE.mp3': 'ID3',
  'FILE.ldjson': '{"objectId":"a","modifiedDate":"2026-01-15T10:00:00Z","name":"A"}\n',
}

/** What commands look up before they send their own request. */
const LOOKED_UP: Readonly<Record<string, Row>> = {
  listBriefs: { briefs: [{ briefName: 'B', workspaceId: '1', status: 'Published' }] },
  listGenericCrmIntegration: { integrations: [{ integrationId: '5', name: 'I' }] },
}

/** What is asked when the answer of another was not believed, and is no better here. */
const ASKED_AFTER: Readonly<Record<string, string>> = { uploadCrmData: 'getRequestStatus' }

/** The keys that an answer must hold. */
function keysOf(answer: AnswerShape): readonly string[] {
  return Object.keys(bareOf(answer)).filter((key) => key !== 'requestId')
}

/** What may come in the place of an answer, by what is wrong with it. A text is sent as it is. */
function wrongs({ answer }: Operation): readonly (readonly [wrong: string, body: string | Row])[] {
  const right: Row = { requestId: 'r', ...bareOf(answer) }
  const nothing = answer.shape === 'nothing'
  const each = keysOf(answer).flatMap((key): [string, Row][] => {
    const { [key]: value, ...rest } = right
    const other: Json = Array.isArray(value) ? { a: {} } : []
    return [
      [`no ${key}`, rest],
      [`null as ${key}`, { ...rest, [key]: null }],
      [`${key} under another name`, { ...rest, [`${key}V2`]: value ?? null }],
      [`something else as ${key}`, { ...rest, [key]: other }],
      [`a text as ${key}`, { ...rest, [key]: '' }],
    ]
  })
  const reported: [string, Row][] = answer.fields?.includes('errors')
    ? []
    : [['errors', { ...right, errors: ['down'] }]]
  return [
    ...each,
    ...reported,
    ...(nothing ? [] : [['an empty body', ''] as const]),
    ['a bare list', '[]'],
    ['a web page', '<html>Sign in</html>'],
    ['JSON of somebody else', '{"ok":true}'],
  ]
}

async function sends(line: string, id: string, body: string | Row): Promise<Ran> {
  const answer = (request: HttpRequest) => {
    const asked = operationOf(request)?.id ?? ''
    return asked === id || asked === ASKED_AFTER[id] ? body : { ...bare(request), ...LOOKED_UP[asked] }
  }
  return await run(`${line} --no-retry`, {
    env: { ...KEYS, ...HOME_ENV },
    files: memoryFiles(FILES),
    network: network(answer),
  })
}

const pathOf = ({ method, path }: Operation) => `${method} ${path.replace(/\{\w+\}/g, '1')}`

it('has a command line for every operation', () => {
  expect(Object.keys(LINES).sort()).toEqual(everyOperation.map(({ id }) => id).sort())
})

describe.each(everyOperation.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const line = LINES[id] ?? ''

  it.each(wrongs(operation))('is not believed with %s', async (_, body) => {
    const { exit, out, err } = await sends(line, id, body)
    expect({ exit, out: claims(out) }, err).toEqual({ exit: 7, out: [] })
  })

  it('is believed with what it should hold', async () => {
    const { exit, err } = await sends(line.replace(' --wait', ''), id, { requestId: 'r', ...bareOf(operation.answer) })
    expect(exit, err).not.toBe(7)
  })

  it('is not believed by api either', async () => {
    const [method, path] = pathOf(operation).split(' ')
    if (operation.effect !== 'read') return
    for (const [, body] of wrongs(operation)) {
      const { exit, out } = await sends(`api ${method} ${path}`, id, body)
      expect({ exit, out }, JSON.stringify(body)).toEqual({ exit: 7, out: '' })
    }
  })
})

/** What stdout tells as done or found; that an outcome is unknown claims nothing. */
function claims(out: string): unknown[] {
  const rows: unknown = out === '' ? [] : JSON.parse(out)
  return [rows].flat().filter((row) => !JSON.stringify(row).includes('unknown'))
}

it('names the missing key, and that a write may have been done', async () => {
  const { err } = await sends(LINES.addCall ?? '', 'addCall', { requestId: 'r7' })
  expect(err).toContain('the answer has no "callId", which should be an id')
  expect(err).toContain('Whether Gong has done it is not known')
  expect(err).toContain('r7')
})

it.each(['', '{"requestId":"r"}'])('takes "%s" for done where nothing is expected', async (body) => {
  const { exit, out } = await sends(LINES.addUsersAccessToCalls ?? '', 'addUsersAccessToCalls', body)
  expect({ exit, out: JSON.parse(out) }).toMatchObject({
    exit: 0,
    out: [{ callId: '1', userId: '2', outcome: 'granted' }],
  })
})

it('believes a null among records, and a list of folders under its own name', async () => {
  const users = [null, { id: '1' }]
  expect((await sends('users list', 'listUsers', { requestId: 'r', users })).out).toBe('[\n{"id":"1"}\n]\n')
  const folders = [{ id: '7' }]
  const { exit, out } = await sends(LINES.listFlowsFolders ?? '', 'listFlowsFolders', { requestId: 'r', folders })
  expect({ exit, rows: JSON.parse(out) }).toEqual({ exit: 0, rows: folders })
})

it('has answers of every shape to test', () => {
  const shapes = new Set(everyOperation.map(({ answer }) => answer.shape))
  expect(shapes.size).toBe(9)
  expect(everyOperation.filter(({ answer }) => isMany(answer)).length).toBeGreaterThan(30)
})
