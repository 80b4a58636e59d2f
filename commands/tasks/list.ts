import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { pull } from '../../src/app/model/pull.ts'
import { tasks as gong } from '../../src/catalogue/tasks.ts'
import { isRow, type Json } from '../../src/lib/rows.ts'
import { taskColumns, withNames } from './task-rows.ts'

const { type, action, status } = gong.list.params

/** Gong requires all of these (quirk 28); a person mostly wants the open ones. */
const DEFAULT_FILTER = { types: type.of, taskAction: action.of, status: ['OPEN'] } as const

const derived = deriveQuery(gong.list, {
  columns: taskColumns,
  unfold: withNames,
  examples: [
    'gong tasks list --user p.tran@tallyhouse.example',
    'gong tasks list --user p.tran@tallyhouse.example --type flow --fields dueDate,title,contact.crmId',
  ],
})

export const listTasks = defineQuery({
  ...derived,
  inputs: optionalInputs(derived.inputs, {
    type: `${type.help} (both)`,
    action: `${action.help} (CALL)`,
    status: `${status.help} (OPEN)`,
  }),
  rows: (input, job) => pull(gong.list, input, job, withDefaults(typedBody(gong.list, input))),
})

function withDefaults(body: Json | undefined): Json {
  if (body !== undefined && !isRow(body)) return body
  return { ...body, filter: { ...DEFAULT_FILTER, ...(isRow(body?.filter) && body.filter) } }
}
