import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { BulkSource, Found } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import { takeJournal } from '../../src/bulk/journal/open-journal.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { type InstanceState, instanceStates, openInstances } from '../../src/engage/open-instances.ts'
import type { Json } from '../../src/lib/rows.ts'
import { formatCount } from '../../src/lib/spelling.ts'
import type { UnassignInput } from './unassign-inputs.ts'
import { type LeavingLine, leavingLines } from './unassign-table.ts'

/** The plan for a table of those who leave flows. */
export async function planUnassignTable(path: string, input: UnassignInput, job: ChangeJob): Promise<Plan<'erase'>> {
  await takeJournal('flows unassign', job)
  return await unassignPlan(await leavingLines(path, input, job), input, undefined, job)
}

/** The plan for flow instances that were typed. */
export async function planUnassignInstances(
  { instance, by, body }: { readonly instance: readonly Json[]; readonly by: Json; readonly body: Json | undefined },
  input: UnassignInput,
  job: ChangeJob,
): Promise<Plan<'erase'>> {
  const ids = [...new Set(instance.map(String))]
  const lines = ids.map((id, at): LeavingLine => ({ line: at + 1, cells: [id], instance: id }))
  return await unassignPlan({ header: ['flowInstanceId'], lines }, { ...input, by: String(by) }, body, job)
}

async function unassignPlan(
  source: BulkSource<LeavingLine>,
  { by, failed, maxChanges }: UnassignInput,
  body: Json | undefined,
  job: ChangeJob,
): Promise<Plan<'erase'>> {
  const states = await statesOf(source.lines, job)
  const wereOther = source.lines.filter(({ skipped }) => skipped?.outcome === 'skipped').length
  return await bulkPlan<LeavingLine, 'erase'>(
    {
      command: 'flows unassign',
      source,
      thing: ['flow instance', 'flow instances'],
      max: gong.unassignInstances.params.instance.max,
      // Those that have no id go alone, by prospect and flow.
      groupOf: ({ instance, line }) => (instance === undefined ? String(line) : 'instances'),
      failed,
      maxChanges,
      request(lines) {
        const [only, another] = lines
        // What a line is known by must be the same when the instance has ended meanwhile.
        if (only?.leaves !== undefined && another === undefined)
          return toRequest(gong.unassign, { ...only.leaves, by }, { body })
        const instance = [...new Set(lines.map((line) => line.instance ?? '0'))]
        return toRequest(gong.unassignInstances, { instance, by }, { body })
      },
      outcomes: (answer, lines) => outcomesIn(answer, lines),
      settled: (line) => line.skipped ?? alreadyOut(line, states),
      whatIsThere: async (sent) => {
        const running = await runningOf(
          sent.map(({ line }) => line),
          job,
        )
        return sent.map(({ line }): Found => {
          if (running === undefined) return 'unknown'
          return running(line) ? 'absent' : unassigned(line.instance)
        })
      },
      describe: ({ instance, leaves }) =>
        leaves === undefined ? `instance ${instance} ends` : `prospect ${leaves.prospect} leaves flow ${leaves.flow}`,
      notes: wereOther === 0 ? [] : [`${formatCount(wereOther)} of the lines were not assigned, and are skipped`],
      challenge: () => ({ unasked: 'each of them was named' }),
    },
    job,
  )
}

function unassigned(instance: string | undefined): Outcome {
  return { outcome: 'unassigned', ...(instance !== undefined && { id: instance }) }
}

/** What Gong could not end is missing from its answer (quirk 58). */
function outcomesIn(answer: Answer, lines: readonly LeavingLine[]): readonly Outcome[] {
  const ended = toPage(gong.unassignInstances, answer).rows.map(({ flowInstanceId }) => String(flowInstanceId))
  const [first] = ended
  return lines.map(({ instance }): Outcome => {
    const isEnded = instance === undefined ? first !== undefined : ended.includes(instance)
    if (isEnded) return unassigned(instance ?? first)
    return { outcome: 'not unassigned', why: 'Gong does not name it among those that ended', failed: true }
  })
}

/** What was wanted is so already, and nothing is sent. */
function alreadyOut(
  { instance = '', leaves }: LeavingLine,
  states: ReadonlyMap<string, InstanceState> | undefined,
): Outcome | undefined {
  if (leaves !== undefined || states?.get(instance) !== 'ended') return undefined
  return { outcome: 'already out', why: 'the flow instance had ended before', id: instance }
}

/** How the instances are that lines name; `undefined` where the key may not ask. */
async function statesOf(lines: readonly LeavingLine[], job: ChangeJob) {
  const named = lines.flatMap(({ leaves, instance, skipped }) =>
    leaves === undefined && instance !== undefined && skipped === undefined ? [instance] : [],
  )
  return await instanceStates(job.read, named)
}

/** Whether lines are still in their flows; `undefined` where the key may not ask. */
async function runningOf(
  lines: readonly LeavingLine[],
  job: ChangeJob,
): Promise<((line: LeavingLine) => boolean) | undefined> {
  const members = await openInstances(
    job.read,
    lines.flatMap(({ leaves }) => leaves?.prospect ?? []),
  )
  const states = await statesOf(lines, job)
  if (members === undefined || states === undefined) return undefined
  return ({ leaves, instance = '' }) =>
    leaves === undefined ? states.get(instance) === 'open' : members.of(leaves.flow, leaves.prospect) !== undefined
}
