import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { overLines } from '../../src/bulk/over-lines.ts'
import { tasks as gong } from '../../src/catalogue/tasks.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import { taskColumns, withNames } from './task-rows.ts'

const derived = deriveChange(gong.update, {
  arguments: ['task'],
  columns: taskColumns,
  unfold: withNames,
  examples: ['gong tasks update 6811318646154554689 --user p.tran@tallyhouse.example --status done'],
})

const updateOne = defineChange({ ...derived, operations: [gong.update, gong.list, users.get], check: checkChanges })

export const updateTask = overLines(updateOne, {
  example: 'gong tasks update --from-file tasks.csv --map status= --user p.tran@tallyhouse.example --status done',
  async plan(input, job) {
    const { planEach } = await import('../../src/bulk/plan-each.ts')
    const { taskDescriber } = await import('./task-describer.ts')
    const describeTask = taskDescriber(job.read)
    return await planEach(
      {
        operation: gong.update,
        command: 'tasks update',
        thing: ['task', 'tasks'],
        fields: { task: { kind: 'id', required: true, help: 'id of the task', headings: ['id', 'taskId'] } },
        request(values, body) {
          checkChanges({ ...values, body })
          return toRequest(gong.update, values, { body })
        },
        outcome: (_, { task }) => ({ outcome: 'updated', id: String(task) }),
        async describe({ task, user, status, due, priority }) {
          const changes = [status, due && `due ${due}`, priority && `priority ${priority}`].filter(Boolean)
          return `${await describeTask(String(task), String(user))}: ${changes.join(', ')}`
        },
      },
      input,
      job,
    )
  },
})

function checkChanges({ status, due, priority, body, set }: { readonly [name: string]: unknown }): void {
  if ([status, due, priority, body, set].every((value) => value === undefined))
    throw new Failure('usage', 'nothing to change: say --status, --due or --priority')
}
