import { toCall } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { isLost, type Members, membersOf } from '../../src/engage/members.ts'
import { assignments } from '../../src/engage/outcomes.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Page, type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { importantColumn, wrappedColumn } from '../../src/output/columns.ts'

const derived = fromOperation(gong.assign, {
  arguments: ['flow', 'prospect'],
  columns: ['crmProspectId', importantColumn('outcome'), 'flowInstanceId', 'flowName', wrappedColumn('errorMessage')],
  examples: [
    'gong flows assign 382113028872392068 003750784324015331 003404072463662246 --owner k.nakamura@tallyhouse.example',
    'gong flows assign 382113028872392068 003750784324015331 --owner k.nakamura@tallyhouse.example --set "overrides.steps[0].number=1" --set "overrides.steps[0].subject=Invoices in March"',
  ],
})

export const assign: OldCommand = {
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
  run: assignAll,
}

async function* assignAll(input: Typed, job: Job): Pages {
  const operation = input.legacyCoolOff === true ? gong.assignLegacy : gong.assign
  const body = typedBody(operation, input)
  const typed = isRow(body) ? body : {}
  const flow = String(input.flow ?? typed.flowId ?? '')
  const prospects = [...new Set(textsIn(input.prospect ?? typed.crmProspectsIds))]
  const most = operation.params.prospect.max
  // All that is wrong with the request, before anything is asked.
  if (prospects.length <= most || input.prospect === undefined) toCall(operation, input, { body })
  if (job.globals.dryRun) return yield* pull(operation, input, job, body)
  for (let at = 0; at < prospects.length; at += most)
    yield* assignBatch(flow, prospects.slice(at, at + most), job, (prospect) =>
      pull(operation, { ...input, prospect }, job, body),
    )
}

/** Assigns those who are not in the flow yet. */
async function* assignBatch(
  flow: string,
  prospects: readonly string[],
  job: Job,
  send: (prospects: readonly string[]) => Pages,
): Pages {
  const members = await membersOf(await job.gong(), flow, prospects)
  if (members === undefined)
    await job.say(`the key may not ask who is in flow ${flow} already (api:flows:read), so all are assigned`)
  const rest = prospects.filter((prospect) => !members?.has(prospect))
  if (members !== undefined && rest.length < prospects.length) yield inFlow(prospects, members, 'already in the flow')
  if (rest.length === 0) return
  try {
    for await (const page of send(rest)) yield assignments(page, rest)
  } catch (error) {
    if (!isLost(error)) throw error
    yield* afterwards(flow, rest, job, error)
  }
}

/** After an answer that was lost: those who are in the flow by now are assigned, of the others nothing is known. */
async function* afterwards(flow: string, prospects: readonly string[], job: Job, error: Failure): Pages {
  const members = await membersOf(await job.gong(), flow, prospects).catch(() => undefined)
  const unknown = prospects.filter((prospect) => !members?.has(prospect))
  if (members !== undefined && members.size > 0) yield inFlow(prospects, members, 'assigned')
  if (unknown.length === 0) return await job.say('no answer came; Gong says that all are in the flow')
  yield { rows: unknown.map((crmProspectId) => ({ crmProspectId, outcome: 'unknown', flowId: flow })) }
  const { kind, message, requestId, status, cause } = error
  throw new Failure(kind, `${message}: ${unknown.length} of ${prospects.length} prospects`, {
    hint: `gong flows assigned ${unknown.slice(0, 5).join(' ')}; the same line again assigns only who is not in the flow`,
    requestId,
    status,
    cause,
  })
}

function inFlow(prospects: readonly string[], members: Members, outcome: string): Page {
  const found = prospects.flatMap((prospect): Row[] => {
    const row = members.get(prospect)
    return row === undefined ? [] : [{ crmProspectId: prospect, outcome, ...row }]
  })
  return { rows: found }
}
