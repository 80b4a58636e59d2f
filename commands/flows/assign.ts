import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import { hasUnknownOutcome } from '../../src/api/retry.ts'
import { batches } from '../../src/app/model/arguments.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { type Reported, type Step, settled } from '../../src/app/model/plan.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { assignmentPage, memberPage } from '../../src/engage/assignment-outcomes.ts'
import { membersOf } from '../../src/engage/members.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, textsIn } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'

const derived = deriveChange(gong.assign, {
  arguments: ['flow', 'prospect'],
  columns: ['crmProspectId', importantColumn('outcome'), 'flowInstanceId', 'flowName', wrappedColumn('errorMessage')],
  examples: [
    'gong flows assign 382113028872392068 003750784324015331 003404072463662246 --owner k.nakamura@tallyhouse.example',
    'gong flows assign 382113028872392068 003750784324015331 --owner k.nakamura@tallyhouse.example --set "overrides.steps[0].number=1" --set "overrides.steps[0].subject=Invoices in March"',
  ],
})

export const assignProspects = defineChange({
  ...derived,
  operations: [gong.assign, gong.assignLegacy, gong.assigned],
  inputs: {
    ...derived.inputs,
    legacyCoolOff: { kind: 'flag', help: 'use the deprecated operation that ignores the cool-off period' },
  },
  fields: [...new Set(['crmProspectId', 'outcome', ...gong.assigned.answer.fields, 'errorCode', 'errorMessage'])],
  single: false,
  cautions: [
    ...(derived.cautions ?? []),
    'Who is in the flow already is asked first and not assigned again, so the same line can be run again.',
  ],
  async plan(input, job) {
    const operation = input.legacyCoolOff ? gong.assignLegacy : gong.assign
    const body = typedBody(operation, input)
    const typed = isRow(body) ? body : {}
    const flow = String(input.flow ?? typed.flowId ?? '')
    const prospects = [...new Set(textsIn(input.prospect ?? typed.crmProspectsIds))]
    // All that is wrong with the request, before anything is asked.
    for (const given of batches(operation, input)) toRequest(operation, given, { body })
    const members = await membersOf(job.read, flow, prospects)
    const rest = prospects.filter((prospect) => !members?.has(prospect))
    const all = rest.length === 0 ? [] : batches(operation, { ...input, prospect: rest })
    return {
      notes:
        members === undefined
          ? [`the key may not ask who is in flow ${flow} already (api:flows:read), so all are assigned`]
          : [],
      steps: [
        ...(members !== undefined && members.size > 0
          ? [settled(memberPage(prospects, members, 'already in the flow'))]
          : []),
        ...all.map((given): Step<'write'> => {
          const prospects = textsIn(given.prospect)
          return {
            request: toRequest(operation, given, { body }),
            report: (answer) => assignmentPage(toPage(operation, answer), prospects),
            refused: async (failure) => {
              if (!hasUnknownOutcome(failure)) throw failure
              return await afterLoss(flow, prospects, job, failure)
            },
          }
        }),
      ],
    }
  },
})

/** After an answer that was lost: those who are in the flow by now are assigned, of the others nothing is known. */
async function afterLoss(
  flow: string,
  requested: readonly string[],
  job: ChangeJob,
  failure: Failure,
): Promise<Reported<'write'>> {
  const members = (await membersOf(job.read, flow, requested).catch(() => undefined)) ?? new Map()
  const unknown = requested.filter((prospect) => !members.has(prospect))
  const { rows } = memberPage(requested, members, 'assigned')
  if (unknown.length === 0) {
    await job.say('no answer came; Gong says that all are in the flow')
    return { rows }
  }
  const { kind, message, requestId, status, cause } = failure
  return {
    rows: [...rows, ...unknown.map((crmProspectId) => ({ crmProspectId, outcome: 'unknown', flowId: flow }))],
    ended: new Failure(kind, `${message}: ${unknown.length} of ${requested.length} prospects`, {
      hint: `gong flows assigned ${unknown.slice(0, 5).join(' ')}; the same line again assigns only who is not in the flow`,
      requestId,
      status,
      cause,
    }),
  }
}
