import type { QueryJob } from '../../src/app/model/job.ts'
import { flows } from '../../src/catalogue/flows.ts'
import { tasks } from '../../src/catalogue/tasks.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import type { PersonFacts, TaskFacts } from '../../src/people/person-facts.ts'
import { filledText } from './filled-text.ts'

/** The flows that a user owns, and how many the company has. */
export async function ownFlowsOf(owner: string, job: QueryJob): Promise<PersonFacts['flows']> {
  const own: { id: string; name: string; visibility: string }[] = []
  let company = 0
  for await (const { id, name, visibility } of job.read.rows(flows.list, { owner }))
    if (String(visibility).toLowerCase() === 'company') company += 1
    else own.push({ id: String(id), name: String(name ?? id), visibility: String(visibility) })
  return { own, company }
}

/** The tasks of a user that are open. */
export async function openTasksOf(user: string, job: QueryJob): Promise<readonly TaskFacts[]> {
  const open: TaskFacts[] = []
  const { type, action } = tasks.list.params
  for await (const { id, title, dueDate, flow } of job.read.rows(tasks.list, {
    user,
    type: type.of,
    action: action.of,
    status: ['OPEN'],
  }))
    open.push({ id: String(id), title: titleOf(title, flow), dueDate: filledText(dueDate) })
  return open
}

/** A task of a flow has the name of its step. */
function titleOf(title: Row[string] | undefined, flow: Row[string] | undefined): string {
  return String(title || (isRow(flow) ? flow.name : '') || '')
}
