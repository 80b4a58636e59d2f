import { isRow, type Row } from '../../lib/rows.ts'
import { PRIORITIES, tasksOf } from '../company/tasks.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, listed } from './asked.ts'

const CHANGES = 'tasks'

/** To-dos of Engage. Of the three statuses that a list may ask for, Gong finds only the open ones (quirk 28). */
export const tasks: Answers = {
  listTasks: (asked) => {
    const filter = filterOf(asked.body)
    const user = asked.company.users.find(({ id }) => id === filter.userId)
    if (user === undefined) return refusal(403, `The user ${filter.userId} has no Engage licence`)
    const rows = tasksOf(asked.company, user).map(({ id, row }) => ({ ...row, ...asked.changes.get(CHANGES, id) }))
    return answer(
      rows.filter(
        (row: Row) =>
          row.status === 'OPEN' && isOneOf(filter, 'types', row.type) && isOneOf(filter, 'status', row.status),
      ),
    )
  },

  updateReminder: (asked) => {
    const { userId, status, dueDate, priority } = isRow(asked.body) ? asked.body : {}
    const user = asked.company.users.find(({ id }) => id === userId)
    const task = user && tasksOf(asked.company, user).find(({ id }) => id === asked.path.taskId)
    if (task === undefined) return refusal(404, `Task ID ${asked.path.taskId} was not found`)
    const level = PRIORITIES.find(({ name }) => name === String(priority).toLowerCase())
    if (priority !== undefined && level === undefined) return refusal(400, `Unknown priority ${priority}`)
    asked.changes.put(CHANGES, task.id, {
      ...asked.changes.get(CHANGES, task.id),
      ...(status !== undefined && { status }),
      ...(dueDate !== undefined && { dueDate }),
      ...(level && { priority: level }),
      updated: new Date(asked.now).toISOString(),
    })
    return answer([{ ...task.row, ...asked.changes.get(CHANGES, task.id) }])
  },
}

function isOneOf(filter: Row, name: string, value: Row[string] | undefined): boolean {
  return listed(filter, name)?.includes(String(value)) ?? true
}

function answer(tasks: readonly Row[]): Reply {
  return { status: 200, body: { tasks, crmType: 'SALESFORCE' } }
}
