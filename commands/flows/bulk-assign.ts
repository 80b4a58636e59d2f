import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { checkWaiting } from '../../src/app/model/poll.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { bulkLines, bulkPage } from '../../src/engage/assignment-outcomes.ts'
import { type Batch, toBatch } from '../../src/engage/bulk-batches.ts'
import { recordFinished } from '../../src/engage/submissions.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'
import { bulkInputs, bulkOrder, prospectsOf } from './bulk-order.ts'
import { bulkAssignmentState, endOfBulk } from './bulk-state.ts'
import { bulkNote, bulkStep, unsent } from './bulk-step.ts'

const derived = deriveChange(gong.bulkAssign, {
  name: 'bulk-assign',
  arguments: ['flow'],
  columns: ['id', importantColumn('status'), 'totalCount', 'prospect', wrappedColumn('why')],
  unfold: bulkLines,
  examples: [
    `gong flows bulk-assign 382113028872392068 --owner k.nakamura@tallyhouse.example --set "prospects[0].crmId=003750784324015331" --wait`,
  ],
})

export const bulkAssignProspects = defineChange({
  ...derived,
  operations: [gong.bulkAssign, gong.assigned, gong.bulkStatus],
  inputs: bulkInputs,
  single: false,
  cautions: [
    ...(derived.cautions ?? []),
    'Who has a crmId and is in the flow already is not sent. A run that was cut short goes on with the same line; a batch whose answer was lost is sent again only with --again, since Gong may have it.',
    'The same file is not sent twice for one flow and owner, unless with --again: Gong would make those without a crmId anew. A file that has changed is another one.',
  ],
  async check(input, job) {
    checkWaiting(input)
    await prospectsOf(input, typedBody(gong.bulkAssign, input), job)
  },
  async plan(input, job) {
    const order = await bulkOrder(input, job)
    const batches: Batch[] = []
    for (const prospects of order.prospects) batches.push(await toBatch(prospects, order, job.read))
    const earlier = batches.flatMap(({ submittedId }) => submittedId ?? [])
    const submitted: string[] = []
    return {
      notes: batches.flatMap(bulkNote),
      steps: [
        { settle: () => unsent(batches, order.kept) },
        ...batches.filter(({ toSend }) => toSend.length > 0).map((batch) => bulkStep(batch, order, submitted, job)),
      ],
      after: async function* (read) {
        for (const id of input.wait ? [...earlier, ...submitted] : [])
          yield bulkPage(await endOfBulk({ ...job, read }, id, input.waitFor))
        if (!input.wait) for (const id of earlier) yield { rows: [await bulkAssignmentState({ read }, id)] }
        if (earlier.length + submitted.length > 0)
          await recordFinished(order.prospects, order.kept, job.context.clock.now())
      },
    }
  },
})
