import { describe, expect, it } from 'vitest'
import type { HttpTransport } from '../../../src/platform/http.ts'
import { run, testSandbox } from '../../run.ts'
import { bare, bodyOf, network } from '../../support/fake-gong.ts'
import { isChange } from '../../support/requests.ts'

const KALANI = 'k.nakamura@tallyhouse.example'
const OWEN = '003811136627865508'
const INSTANCE = '10883833566176974'
const FLOW = '2999566471682104669'
const READ = 'POST /v2/flows/prospects'
const WRITE = 'POST /v2/flows/prospects/unassign-flows-by-crm-id'
const shared = () => ({ network: testSandbox() })

describe('flows unassign --all-flows', () => {
  const LINE = `flows unassign ${OWEN} --all-flows --by ${KALANI}`

  it('shows the flows on stderr before it asks', async () => {
    const { exit, err } = await run(LINE, { answers: ['n'] })
    expect(exit).toBe(9)
    expect(err).toContain(`Webinar follow-up: East Asia (instance ${INSTANCE})`)
  })

  it('asks on a terminal, and takes no for an answer', async () => {
    const { exit, sent, asked } = await run(LINE, { answers: ['n'] })
    expect({ exit, sent }).toEqual({ exit: 9, sent: [READ] })
    expect(asked).toEqual([
      expect.stringMatching(
        /: In the credential of the environment, api\.gong\.io\. This takes a prospect out of flows in Gong: .* leaves every flow, 1 in all/,
      ),
    ])
  })

  it('goes on with a yes or --yes, and the next command sees it', async () => {
    const setting = shared()
    const { exit, sent, out, requests } = await run(`${LINE} --yes`, setting)
    expect({ exit, sent }).toEqual({ exit: 0, sent: [READ, WRITE] })
    expect(bodyOf(requests[1])).toEqual({ crmProspectId: OWEN, unassignedByUserEmail: KALANI })
    expect(JSON.parse(out)).toMatchObject([{ flowInstanceId: INSTANCE, outcome: 'unassigned' }])
    expect(JSON.parse((await run(`flows assigned ${OWEN}`, setting)).out)).toEqual([])
    const again = await run(`${LINE} --yes`, setting)
    expect({ exit: again.exit, sent: again.sent }).toEqual({ exit: 0, sent: [READ] })
    expect(again.err).toContain('in no open flow; nothing was sent')
  })

  it('names the instances that Gong left out, and ends with 8', async () => {
    const answer = network((_, index) => ({
      requestId: 'r',
      ...(index === 0
        ? { prospectsAssigned: [{ flowInstanceId: '1' }, { flowInstanceId: '2' }] }
        : { unassignedFlowInstanceIds: ['2'] }),
    }))
    const { exit, out } = await run(`${LINE} --yes`, { network: answer })
    expect(exit).toBe(8)
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'not unassigned' }, { outcome: 'unassigned' }])
  })

  it('is guarded just as well when a body leaves the flow away', async () => {
    const body = JSON.stringify({ crmProspectId: OWEN, unassignedByUserEmail: KALANI })
    const { exit, sent } = await run(['flows', 'unassign', '--body', body])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })

  it('shows the flows and the request itself in a dry run', async () => {
    const { out, sent, err } = await run(`${LINE} --dry-run`)
    expect(sent).toEqual([READ])
    expect(err).toContain(`(instance ${INSTANCE})`)
    expect(JSON.parse(out)).toMatchObject({ body: { crmProspectId: OWEN, unassignedByUserEmail: KALANI } })
  })
})

it('flows unassign --flow asks nobody, and run again finds that the prospect is out', async () => {
  const setting = shared()
  const line = `flows unassign ${OWEN} --flow ${FLOW} --by ${KALANI}`
  const { exit, sent, out, err, requests } = await run(line, setting)
  expect({ exit, sent }).toEqual({ exit: 0, sent: [WRITE] })
  expect(bodyOf(requests[0])).toEqual({ crmProspectId: OWEN, flowId: FLOW, unassignedByUserEmail: KALANI })
  expect(err).toContain(`  prospect ${OWEN} leaves flow ${FLOW}\n`)
  expect(JSON.parse(out)).toMatchObject([{ outcome: 'unassigned' }])
  const again = await run(line, setting)
  expect({ exit: again.exit, rows: JSON.parse(again.out) }).toMatchObject({
    exit: 0,
    rows: [{ outcome: 'not in the flow' }],
  })
})

it('flows unassign --flow ends with 8 where Gong ends nothing, and the prospect is in the flow still', async () => {
  const [company, silent] = [testSandbox(), network(bare)]
  const idle: HttpTransport = async (request, signal) => await (isChange(request) ? silent : company)(request, signal)
  const { exit, out } = await run(`flows unassign ${OWEN} --flow ${FLOW} --by ${KALANI}`, { network: idle })
  expect({ exit, rows: JSON.parse(out) }).toMatchObject({ exit: 8, rows: [{ outcome: 'not unassigned' }] })
})

describe('flows unassign --instance', () => {
  it('ends instances, and those missing from the answer are failures', async () => {
    const { exit, out, sent } = await run(`flows unassign --instance ${INSTANCE},5 --by ${KALANI}`)
    expect({ exit, sent: sent.slice(2) }).toEqual({
      exit: 8,
      sent: ['POST /v2/flows/prospects/unassign-flows-by-instance-id'],
    })
    expect(JSON.parse(out)).toMatchObject([
      { flowInstanceId: INSTANCE, outcome: 'unassigned', id: INSTANCE },
      { flowInstanceId: '5', outcome: 'not unassigned', id: null },
    ])
  })

  it('run again says of each that it is out already, sends nothing, and ends with 0', async () => {
    const setting = shared()
    const line = `flows unassign --instance ${INSTANCE} --by ${KALANI}`
    expect((await run(line, setting)).exit).toBe(0)
    const again = await run(line, setting)
    expect({ exit: again.exit, changes: again.requests.filter(isChange) }).toEqual({ exit: 0, changes: [] })
    expect(JSON.parse(again.out)).toMatchObject([{ outcome: 'already out', id: INSTANCE }])
  })

  it('goes in batches of two hundred', async () => {
    const ids = Array.from({ length: 450 }, (_, index) => String(index + 1))
    const answer = network((request) => ({
      ...bare(request),
      unassignedFlowInstanceIds: bodyOf(request).flowInstanceIds,
    }))
    const { exit, requests, out } = await run(`flows unassign --instance ${ids.join(',')} --by ${KALANI}`, {
      network: answer,
    })
    expect(requests.filter(isChange).map((sent) => [bodyOf(sent).flowInstanceIds].flat().length)).toEqual([
      200, 200, 50,
    ])
    expect({ exit, rows: JSON.parse(out).length }).toEqual({ exit: 0, rows: 450 })
  })
})

it.each([
  ['', '--by is missing'],
  [`--by ${KALANI}`, '<prospect> is missing'],
  [`${OWEN} --flow 1`, '--by is missing'],
  [`${OWEN} --by ${KALANI}`, '--flow is missing'],
  [`${OWEN} --by ${KALANI} --flow 1 --all-flows`, 'which?'],
  [`${OWEN} --by kalani --flow 1`, '--by'],
  [`${OWEN} --by ${KALANI} --instance 1`, 'leave <prospect> away'],
  [`--by ${KALANI} --instance 1 --all-flows`, 'leave --all-flows away'],
  [`--by ${KALANI} --instance one`, '--instance'],
])('flows unassign %s is refused with nothing sent', async (flags, reason) => {
  const { exit, sent, err } = await run(`flows unassign ${flags}`)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(reason)
})
