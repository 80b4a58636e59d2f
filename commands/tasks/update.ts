import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { tasks as gong } from '../../src/catalogue/tasks.ts'
import { Failure } from '../../src/lib/errors.ts'
import { taskColumns, withNames } from './task-rows.ts'

const derived = deriveChange(gong.update, {
  arguments: ['task'],
  columns: taskColumns,
  unfold: withNames,
  examples: ['gong tasks update 6811318646154554689 --user p.tran@tallyhouse.example --status done'],
})

export const updateTask = defineChange({
  ...derived,
  check({ status, due, priority, body, set }) {
    if ([status, due, priority, body, set].every((value) => value === undefined))
      throw new Failure('usage', 'nothing to change: say --status, --due or --priority')
  },
})
