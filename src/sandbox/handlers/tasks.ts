import { isRow, type Row } from '../../lib/rows.ts'
import { PRIORITIES, tasksOf } from '../company/tasks.ts'
import { type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import { type Handlers, idFilter } from './request.ts'

const CHANGES = 'tasks'

/** To-dos of Engage. Of the three statuses that a list may ask for, Gong finds only the open ones (quirk 28). */
export const taskHandlers: Handlers = {
  listTasks: (request) => {
    const filter = filterIn(request.body)
    const user = request.company.users.find(({ id }) => id === filter.userId)
    if (user === undefined) return refusal(403, `The user ${filter.userId} has no Engage licence`)
    const rows = tasksOf(request.company, user).map(({ id, row }) => ({ ...row, ...request.changes.get(CHANGES, id) }))
    return answer(
      rows.filter(
        (row: Row) =>
          row.status === 'OPEN' && isOneOf(filter, 'types', row.type) && isOneOf(filter, 'status', row.status),
      ),
    )
  },

  updateReminder: (request) => {
    const { userId, status, dueDate, priority } = isRow(request.body) ? request.body : {}
    const user = request.company.users.find(({ id }) => id === userId)
    const task = user && tasksOf(request.company, user).find(({ id }) => id === request.path.taskId)
    if (task === undefined) return refusal(404, `Task ID ${request.path.taskId} was not found`)
    const level = PRIORITIES.find(({ name }) => name === String(priority).toLowerCase())
    if (priority !== undefined && level === undefined) return refusal(400, `Unknown priority ${priority}`)
    request.changes.put(CHANGES, task.id, {
      ...request.changes.get(CHANGES, task.id),
      ...(status !== undefined && { status }),
      ...(dueDate !== undefined && { dueDate }),
      ...(level && { priority: level }),
      updated: new Date(request.now).toISOString(),
    })
    return answer([{ ...task.row, ...request.changes.get(CHANGES, task.id) }])
  },
}

function isOneOf(filter: Row, name: string, value: Row[string] | undefined): boolean {
  return idFilter(filter, name)?.includes(String(value)) ?? true
}

function answer(tasks: readonly Row[]): Reply {
  return { status: 200, body: { tasks, crmType: 'SALESFORCE' } }
}
