import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, run, testSandbox } from '../../run.ts'
import { bare, bodyOf, network, queryOf } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const KALANI = 'k.nakamura@tallyhouse.example'
const FLOW = '382113028872392068'
const [ONE, TWO] = ['003750784324015331', '003404072463662246']
const shared = () => ({ network: testSandbox() })

async function fileOf(name: string, text: string): Promise<string> {
  const path = join((await home()).folder, name)
  await writeFile(path, text)
  return path
}

describe('flows list', () => {
  it('asks in the words of Gong and follows the pages', async () => {
    const { requests, exit } = await run(`flows list --owner ${KALANI} --recent -w 10246923550725705 --folder 5`)
    expect(queryOf(requests[0])).toEqual({
      flowOwnerEmail: KALANI,
      mostRecentlyAssigned: 'true',
      workspaceId: '10246923550725705',
      folderId: '5',
    })
    expect(exit).toBe(2)
  })

  it('shows the flows of the company and those of the owner, over two pages', async () => {
    const { out, sent } = await run(`flows list --owner ${KALANI}`)
    const flows: { id: string; visibility: string }[] = JSON.parse(out)
    expect(sent).toEqual(['GET /v2/flows', 'GET /v2/flows'])
    expect(new Set(flows.map(({ id }) => id)).size).toBe(106)
    expect(flows.slice(-2).map(({ visibility }) => visibility)).toEqual(['Personal', 'Shared'])
  })

  it('ends with 3 for an owner without a licence', async () => {
    expect((await run('flows list --owner ingrid@tallyhouse.example')).exit).toBe(3)
  })
})

describe('flows folders', () => {
  it.each(['flows', 'folders'])('takes them under %s', async (name) => {
    const answer = network(() => ({ requestId: 'r', [name]: [{ id: '1', parentFolderId: 'null' }] }))
    const { out } = await run(`flows folders --owner ${KALANI}`, { network: answer })
    expect(JSON.parse(out)).toEqual([{ id: '1', parentFolderId: 'null' }])
  })

  it('shows a folder and those in it, the top having a text for a parent', async () => {
    const all = JSON.parse((await run(`flows folders --owner ${KALANI}`)).out)
    const { out, requests } = await run(`flows folders --owner ${KALANI} --parent ${all[0].id}`)
    expect(queryOf(requests[0])).toEqual({ flowFolderOwnerEmail: KALANI, parentId: all[0].id })
    expect(all[0].parentFolderId).toBe('null')
    expect(JSON.parse(out)).toHaveLength(9)
  })
})

describe('flows steps', () => {
  it('are asked for by twenty flows at a time', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => String(index + 1))
    const { requests } = await run(['flows', 'steps', ...ids], { network: network(() => ({ flows: [] })) })
    expect(requests.map((sent) => bodyOf(sent).flowIds)).toEqual([ids.slice(0, 20), ids.slice(20, 40), ids.slice(40)])
  })

  it('are a line each in a table, the flow in the first alone', async () => {
    const { out } = await run(`flows steps ${FLOW}`, { terminal: true })
    expect(out.split('\n').filter((line) => line.includes(FLOW))).toHaveLength(1)
    expect(out.split('\n').length).toBeGreaterThan(5)
  })
})

it('flows assigned asks by prospect or by instance', async () => {
  const setting = { network: network(() => ({ requestId: 'r', prospectsAssigned: [] })) }
  const prospects = await run(`flows assigned ${ONE} ${TWO}`, setting)
  const instances = await run('flows assigned --instance 7', setting)
  expect([...prospects.requests, ...instances.requests].map(bodyOf)).toEqual([
    { crmProspectsIds: [ONE, TWO] },
    { flowInstanceIds: ['7'] },
  ])
})

describe('flows assign', () => {
  const LINE = `flows assign ${FLOW} ${ONE} cool-1 fail-1 --owner ${KALANI}`

  it('shows one row a prospect, says why some are out, and ends with 8', async () => {
    const { exit, out, requests } = await run(`${LINE} --description Spring`)
    expect(bodyOf(requests.find(isChange))).toEqual({
      flowId: FLOW,
      crmProspectsIds: [ONE, 'cool-1', 'fail-1'],
      flowInstanceOwnerEmail: KALANI,
      flowInstanceDescription: 'Spring',
    })
    const rows: { crmProspectId: string; outcome: string; errorMessage: string | null }[] = JSON.parse(out)
    expect(rows.map(({ crmProspectId, outcome, errorMessage }) => [crmProspectId, outcome, errorMessage])).toEqual([
      [ONE, 'assigned', null],
      ['cool-1', 'not assigned', 'The prospect is in its cool-off period'],
      ['fail-1', 'not assigned', 'Invalid crmId fail-1'],
    ])
    expect(exit).toBe(8)
  })

  it.each([
    ['--ignore-cool-off', 'POST /v2/flows/prospects/assign', { coolOffOverride: true }],
    ['--legacy-cool-off', 'POST /v2/flows/prospects/assign/cool-off-override', undefined],
  ])('%s lets a prospect in who is in the cool-off period', async (flag, path, overrides) => {
    const { exit, sent, requests } = await run(`flows assign ${FLOW} cool-1 --owner ${KALANI} ${flag}`)
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['POST /v2/flows/prospects', path] })
    expect(bodyOf(requests[1]).overrides).toEqual(overrides)
  })

  it('is seen by the next command', async () => {
    const setting = shared()
    await run(`flows assign ${FLOW} ${ONE} --owner ${KALANI}`, setting)
    const { out } = await run(`flows assigned ${ONE}`, setting)
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ flowId: FLOW, flowInstanceStatus: 'Pending' }))
  })

  it('sends hundreds in batches of a hundred', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => `p${index}`)
    const answer = network(bare)
    const { requests } = await run(`flows assign ${FLOW} ${ids.join(',')} --owner ${KALANI}`, { network: answer })
    const writes = requests.filter(({ url }) => url.endsWith('/assign'))
    expect(writes.map((sent) => [bodyOf(sent).crmProspectsIds].flat().length)).toEqual([100, 100, 1])
  })

  it.each([
    ['a --limit', ' --limit 1', {}],
    ['a reader that went away', '', { gone: () => true }],
  ])('is seen through whatever %s says: a change must not stop half-way', async (_, flag, setting) => {
    const ids = Array.from({ length: 201 }, (_, index) => `p${index}`)
    const { sent } = await run(`flows assign ${FLOW} ${ids.join(',')} --owner ${KALANI}${flag}`, setting)
    expect(sent.filter((one) => one.endsWith('/assign'))).toHaveLength(3)
  })
})

describe('flows bulk-assign', () => {
  const bulk = (path: string, flags = '') => `flows bulk-assign ${FLOW} --owner ${KALANI} --file ${path} ${flags}`

  it('sends what a CSV says, empty cells left out, in batches of fifty', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `Ann,"Lee, ${index}",,`)
    const path = await fileOf('a.csv', `\uFEFFfirstName,Last Name,crmId,email\r\n${lines.join('\r\n')}\r\n`)
    const { requests, out } = await run(bulk(path))
    const batches = requests.map((sent) => bodyOf(sent).prospects).filter(Array.isArray)
    expect(batches.map(({ length }) => length)).toEqual([50, 10])
    expect(batches[0]?.[0]).toEqual({ firstName: 'Ann', lastName: 'Lee, 0' })
    const rows: { outcome: string; bulkAssignmentId: string }[] = JSON.parse(out)
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['submitted']))
    expect(new Set(rows.map(({ bulkAssignmentId }) => bulkAssignmentId)).size).toBe(2)
    expect(rows).toHaveLength(60)
  })

  it('waits for the end with --wait, and ends with 8 when some prospects failed', async () => {
    const path = await fileOf('a.json', JSON.stringify([{ crmId: ONE }, { firstName: 'Ann', lastName: 'Failing' }]))
    const { exit, out, sent, err } = await run(bulk(path, '--wait'))
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([
      { crmId: ONE, outcome: 'assigned', id: expect.stringMatching(/^\d+$/), crmProspectId: ONE },
      { lastName: 'Failing', outcome: 'not assigned', why: 'Daily rate of 10K exceeded', id: null },
    ])
    expect(sent.length).toBeGreaterThan(2)
    expect(err).toContain('is submitted')
  })

  it.each([
    ['a.csv', 'firstName,lastName,email\nAnn,Lee,\nBob,,\nCy,Orr,nobody\n', ['line 4, email: "nobody"']],
    ['a.csv', 'firstName,lastName\nAnn,Lee\nBob,\n', ['line 3: needs crmId']],
    [
      'a.csv',
      'firstNam,lastName\nAnn,Lee\n',
      ['no column for crmId, firstName; it has "firstNam"', '--map "firstName=firstNam"'],
    ],
    ['a.csv', 'crmId,crmId\n1,2\n', ['crmId could be the columns']],
    ['a.csv', 'crmId\n1,2\n', ['line 2: has 2 cells under 1 headings']],
    ['a.csv', 'crmId\n', ['nothing below it']],
    ['a.json', '[{"crmId":"1"},{"lastName":"Lee"}]', ['item 2: needs crmId']],
    ['a.json', '[{"crmId":"1"},7]', ['a.json']],
    ['a.json', '{"people":[]}', ['a.json']],
    ['a.json', '[{"crmId":', ['a.json']],
  ])('refuses %s with %j whole, names every bad line, and looks up no flow before', async (name, text, reasons) => {
    const path = await fileOf(name, text)
    for (const line of [bulk(path), `${bulk(path).replace(FLOW, 'Nosuch')} --dry-run`]) {
      const { exit, sent, err } = await run(line)
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      for (const reason of reasons) expect(err).toContain(reason)
    }
  })

  it('reads stdin once, though it is checked before the flow is looked up', async () => {
    const { requests } = await run(bulk('-'), { stdin: '[{"crmId":"1"}]', network: network(bare) })
    expect(bodyOf(requests.at(-1)).prospects).toEqual([{ crmId: '1' }])
  })
})

it('flows bulk-status shows a card with a line for each prospect', async () => {
  const line = 'flows bulk-status b0f5a1c0-0000-4000-8000-000000000001'
  const { out, sent } = await run(line, { terminal: true })
  expect(sent).toEqual(['GET /v2/flows/prospects/bulk-assignments/b0f5a1c0-0000-4000-8000-000000000001'])
  expect(out).toMatch(/status +COMPLETED[\s\S]*3 \S+ \S+ +ASSIGNED/)
  expect(JSON.parse((await run(line)).out).results).toHaveLength(3)
})

it.each([
  ['flows list', '--owner is missing'],
  ['flows list --owner kalani', '--owner'],
  ['flows steps', "missing required argument 'flow'"],
  ['flows steps one', '<flow>'],
  ['flows assigned', '<prospect> is missing'],
  ['flows assigned p --instance 1', 'not both'],
  [`flows assign ${FLOW}`, '<prospect> is missing'],
  [`flows assign ${FLOW} p`, '--owner is missing'],
  [`flows assign ${FLOW} p --owner ${KALANI} --set overrides.coolOff=true`, 'is not a field of the body'],
  [`flows bulk-assign ${FLOW} --owner ${KALANI}`, '--from-file is missing'],
  [`flows bulk-assign ${FLOW} --owner ${KALANI} --file none.csv`, 'there is no file none.csv'],
  ['flows bulk-status 7', '<id>'],
])('"%s" is refused with nothing sent', async (line, reason) => {
  const { exit, sent, err } = await run(line)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(reason)
})
