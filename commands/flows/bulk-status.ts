import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { checkWaiting, WAITING } from '../../src/app/model/poll.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { bulkCard, bulkPage } from '../../src/engage/assignment-outcomes.ts'
import { bulkAssignmentState, endOfBulk } from './bulk-state.ts'

const derived = deriveQuery(gong.bulkStatus, {
  name: 'bulk-status',
  arguments: ['id'],
  columns: [],
  unfold: bulkCard,
  examples: ['gong flows bulk-status b0f5a1c0-0000-4000-8000-000000000001 --wait'],
})

export const bulkAssignmentStatus = defineQuery({
  ...derived,
  inputs: { ...derived.inputs, ...WAITING },
  check: checkWaiting,
  async *rows({ id, wait, waitFor }, job) {
    yield bulkPage(await (wait ? endOfBulk(job, id, waitFor) : bulkAssignmentState(job, id)))
  },
})
