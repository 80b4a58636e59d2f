import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import { wrappedColumn } from '../../src/output/columns.ts'

const derived = deriveQuery(gong.check, {
  arguments: ['email'],
  columns: ['email', 'exists', 'valid', wrappedColumn('userFacingError')],
  examples: ['gong meetings check k.nakamura@tallyhouse.example ingrid@tallyhouse.example'],
})

export const checkMeetingUsers = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, email: { ...gong.check.params.email, many: true, required: true } },
})
