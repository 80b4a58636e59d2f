import { describe, expect, it } from 'vitest'
import { run, testSandbox } from '../../run.ts'
import { bodyOf, network } from '../../support/fake-gong.ts'
import { memoryFiles } from '../../support/memory-files.ts'

const PRISCILLA = '8363594803441753465'
const TASK = '6811318646154554689'

it('tasks list asks for open calls of every type, for somebody named by address', async () => {
  const { requests, sent } = await run('tasks list --user p.tran@tallyhouse.example')
  expect(sent).toEqual(['GET /v2/users', 'POST /v2/tasks'])
  expect(bodyOf(requests[1])).toEqual({
    filter: { userId: PRISCILLA, types: ['FLOW', 'MANUAL'], taskAction: ['CALL'], status: ['OPEN'] },
  })
})

it('tasks list takes other choices in any case, and a body', async () => {
  const flags = await run(`tasks list --user ${PRISCILLA} --type flow --status done,Dismissed --action call`)
  const body = await run(['tasks', 'list', '--body', `{"filter":{"userId":"${PRISCILLA}","status":["DONE"]}}`])
  expect(bodyOf(flags.requests[0]).filter).toMatchObject({ types: ['FLOW'], status: ['DONE', 'DISMISSED'] })
  expect(bodyOf(body.requests[0]).filter).toMatchObject({ types: ['FLOW', 'MANUAL'], status: ['DONE'] })
})

it('tasks list gives out ids as text, exact to the last digit', async () => {
  const [task] = JSON.parse((await run(`tasks list --user ${PRISCILLA} --type flow`)).out)
  expect(task).toMatchObject({ userId: PRISCILLA, flow: { id: expect.stringMatching(/^\d{17,19}$/) } })
  expect(task.flow.step.id).toMatch(/^\d{17,19}$/)
})

it('tasks list shows who is to be called', async () => {
  const { out } = await run(`tasks list --user ${PRISCILLA}`, { terminal: true, columns: 140 })
  expect(out).toMatch(/id +dueDate +title +contact +account +priority +status/)
  expect(out).toContain('Věra Eriksson')
})

it('tasks update changes a task, and the list, which holds open ones alone, no longer has it', async () => {
  const setting = { network: testSandbox() }
  const line = `tasks update ${TASK} --user ${PRISCILLA} --status done --due 2026-06-01T09:00 --priority high`
  const { sent, requests, out } = await run(line, setting)
  expect(sent).toEqual([`PATCH /v2/tasks/${TASK}`])
  expect(bodyOf(requests[0])).toEqual({
    userId: PRISCILLA,
    status: 'DONE',
    dueDate: '2026-06-01T09:00:00+02:00',
    priority: 'high',
  })
  expect(JSON.parse(out)).toMatchObject([{ id: TASK, status: 'DONE', priority: { id: '1', name: 'high' } }])
  const open = await run(`tasks list --user ${PRISCILLA} --jq '.[].id'`, setting)
  const done = await run(`tasks list --user ${PRISCILLA} --status done --jq '.[].id'`, setting)
  expect(open.out).not.toBe('')
  expect(open.out).not.toContain(TASK)
  expect({ exit: done.exit, out: done.out }).toEqual({ exit: 0, out: '' })
})

it('tasks update ends with 4 for a task that is not that user’s', async () => {
  expect((await run(`tasks update 7 --user ${PRISCILLA} --status done`)).exit).toBe(4)
})

describe('the plan of tasks update for a table', () => {
  const line = 'tasks update --from-file in.csv --status done --dry-run'

  it('says tasks by their titles and whose they are, for a request or two a person', async () => {
    const files = memoryFiles({
      'in.csv': `task,user\n${TASK},${PRISCILLA}\n7993102143431207670,${PRISCILLA}\n77,${PRISCILLA}\n`,
    })
    const { err, sent } = await run(line, { files })
    expect(err).toContain(`\n  "Call Věra Eriksson" (task ${TASK}) of Priscilla Tran: DONE\n`)
    expect(err).toContain('\n  task 77 of Priscilla Tran: DONE\n')
    expect(sent.filter((one) => one === 'POST /v2/tasks' || one.startsWith('GET /v2/users'))).toEqual([
      `GET /v2/users/${PRISCILLA}`,
      'POST /v2/tasks',
    ])
  })

  it('asks for no name that was looked up', async () => {
    const files = memoryFiles({ 'in.csv': `task,user\n${TASK},p.tran@tallyhouse.example\n` })
    const { err, sent } = await run(line, { files })
    expect(err).toContain(`(task ${TASK}) of Priscilla Tran: DONE`)
    expect(sent.filter((one) => one.startsWith('GET /v2/users/'))).toEqual([])
  })

  it('says ids where the key may not ask', async () => {
    const files = memoryFiles({ 'in.csv': `task,user\n${TASK},${PRISCILLA}\n` })
    const company = testSandbox()
    const forbidding = network(() => ({ requestId: 'r', errors: ['not for this key'] }), 403)
    const { exit, err } = await run(line, {
      files,
      network: (request, signal) => (/users|tasks$/.test(request.url) ? forbidding : company)(request, signal),
    })
    expect({ exit, err }).toEqual({
      exit: 0,
      err: expect.stringContaining(`  task ${TASK} of user ${PRISCILLA}: DONE`),
    })
  })
})

it('tasks update of a table shows each line whole, however long the first is', async () => {
  const note = 'is in the list that the office sent in May'
  const files = memoryFiles({ 'in.csv': `task,note\n${TASK},x\n7993102143431207670,${note}\n77,y\n` })
  const line = `tasks update --from-file in.csv --user ${PRISCILLA} --status done`
  const { out } = await run(line, { files, terminal: true, columns: 130 })
  expect(out).toMatch(new RegExp(`^7993102143431207670  ${note}  \\d+ +updated`, 'm'))
  expect(out).toContain('Task ID 77 was not found')
})

it.each([
  ['tasks list', '--user is missing'],
  [`tasks list --user ${PRISCILLA} --status opened`, 'did you mean "open"?'],
  [`tasks list --user ${PRISCILLA} --type mail`, '--type'],
  ['tasks update', "missing required argument 'task'"],
  [`tasks update ${TASK} --status done`, '--user is missing'],
  [`tasks update ${TASK} --user p.tran@tallyhouse.example`, 'nothing to change'],
  [`tasks update ${TASK} --user ${PRISCILLA} --status finished`, '--status'],
  [`tasks update ${TASK} --user ${PRISCILLA} --due someday`, '--due'],
  [`tasks update first --user ${PRISCILLA} --status done`, '<task>'],
])('"%s" is refused with nothing sent', async (line, reason) => {
  const { exit, sent, err } = await run(line)
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  expect(err).toContain(reason)
})
