import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import { toRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { Found } from '../../src/bulk/bulk-change.ts'
import { bulkPlan } from '../../src/bulk/bulk-plan.ts'
import type { Outcome } from '../../src/bulk/outcome.ts'
import { flows as gong } from '../../src/catalogue/flows.ts'
import { type InstanceStates, instanceStates, openInstances } from '../../src/engage/open-instances.ts'
import type { Json } from '../../src/lib/rows.ts'
import { shortTitle } from '../../src/lib/short-title.ts'
import { describeFlow, describeProspect, nameIn } from './describe.ts'
import type { UnassignInput } from './unassign-inputs.ts'
import { type Departure, type LeavingLine, leavingLines, type UnassignOrder } from './unassign-table.ts'

/** The plan for a table of those who leave flows. */
export async function planUnassignTable(path: string, input: UnassignInput, job: ChangeJob): Promise<Plan<'erase'>> {
  return await unassignPlan(await leavingLines(path, input, job), input, undefined, job)
}

/** The plan for flow instances that were typed. */
export async function planUnassignInstances(
  { instance, by, body }: { readonly instance: readonly Json[]; readonly by: Json; readonly body: Json | undefined },
  input: UnassignInput,
  job: ChangeJob,
): Promise<Plan<'erase'>> {
  const ids = [...new Set(instance.map(String))]
  const lines = ids.map((id, at): LeavingLine => ({ line: at + 1, cells: [id], values: { instance: id } }))
  const of = ({ values }: LeavingLine): Departure => ({ instance: String(values.instance) })
  const source = { header: ['flowInstanceId'], lines }
  return await unassignPlan({ source, of }, { ...input, by: String(by) }, body, job)
}

async function unassignPlan(
  { source, of, look }: UnassignOrder,
  { by, failed, maxChanges }: UnassignInput,
  body: Json | undefined,
  job: ChangeJob,
): Promise<Plan<'erase'>> {
  let states: InstanceStates | undefined
  return await bulkPlan<LeavingLine, 'erase'>(
    {
      command: 'flows unassign',
      source,
      thing: ['flow instance', 'flow instances'],
      max: gong.unassignInstances.params.instance.max,
      // Those that have no id go alone, by prospect and flow.
      groupOf: (line) => (of(line).instance === undefined ? String(line.line) : 'instances'),
      failed,
      maxChanges,
      request(lines) {
        const [only, another] = lines.slice(0, 2).map(of)
        // What a line is known by must be the same when the instance has ended meanwhile.
        if (only?.leaves !== undefined && another === undefined)
          return toRequest(gong.unassign, { ...only.leaves, by }, { body })
        const instance = [...new Set(lines.map((line) => of(line).instance ?? '0'))]
        return toRequest(gong.unassignInstances, { instance, by }, { body })
      },
      outcomes: (answer, lines) => outcomesIn(answer, lines.map(of), states),
      async look() {
        await look?.()
        states = await instanceStates(job.read, namedInstances(departuresOf(source.lines, of)))
        return []
      },
      settled(line) {
        const departure = of(line)
        return departure.settled ?? alreadyOut(departure, states)
      },
      async whatIsThere(sent, isUnderWay) {
        const departures = sent.map(({ line }) => of(line))
        const running = await runningOf(departures, job)
        return departures.map((departure): Found => {
          // To end what has ended changes nothing, so another run sends it again.
          if (running === undefined) return isUnderWay ? 'pending' : 'absent'
          return running(departure) ? 'absent' : unassigned(departure.instance)
        })
      },
      describe(line) {
        const { instance = '', leaves } = of(line)
        if (leaves !== undefined)
          return `${describeProspect(nameIn(line.values), leaves.prospect)} leaves ${describeFlow(job.read, leaves.flow)}`
        const { crmProspectId, flowName } = states?.details(instance) ?? {}
        if (crmProspectId === undefined) return `instance ${instance} ends`
        return `prospect ${crmProspectId} leaves "${shortTitle(String(flowName))}" (instance ${instance})`
      },
      challenge: () => ({ unasked: 'each of them was named' }),
    },
    job,
  )
}

function* departuresOf(lines: Iterable<LeavingLine>, of: UnassignOrder['of']): Iterable<Departure> {
  for (const line of lines) yield of(line)
}

function unassigned(instance: string | undefined): Outcome {
  return { outcome: 'unassigned', ...(instance !== undefined && { id: instance }) }
}

/** What Gong could not end is missing from its answer (quirk 58). */
function outcomesIn(
  answer: Answer,
  departures: readonly Departure[],
  states: InstanceStates | undefined,
): readonly Outcome[] {
  const ended = new Set(toPage(gong.unassignInstances, answer).rows.map(({ flowInstanceId }) => String(flowInstanceId)))
  const [first] = ended
  return departures.map(({ instance }): Outcome => {
    const isEnded = instance === undefined ? first !== undefined : ended.has(instance)
    if (isEnded) return unassigned(instance ?? first)
    const mayAsk = states !== undefined && instance !== undefined
    return { outcome: 'not unassigned', why: mayAsk ? NOT_NAMED : `${NOT_NAMED}; ${MAY_NOT_ASK}`, failed: true }
  })
}

const NOT_NAMED = 'Gong does not name it among those that ended'
const MAY_NOT_ASK = 'it may have ended before, which the key may not ask (api:flows:read)'

/** What was wanted is so already, and nothing is sent. */
function alreadyOut({ instance = '', leaves }: Departure, states: InstanceStates | undefined): Outcome | undefined {
  if (leaves !== undefined || states?.get(instance) !== 'ended') return undefined
  return { outcome: 'already out', why: 'the flow instance had ended before', id: instance }
}

/** The instances that lines name. */
function* namedInstances(departures: Iterable<Departure>): Iterable<string> {
  for (const { leaves, instance } of departures) if (leaves === undefined && instance !== undefined) yield instance
}

/** Whether lines are still in their flows; `undefined` where the key may not ask. */
async function runningOf(
  departures: readonly Departure[],
  job: ChangeJob,
): Promise<((departure: Departure) => boolean) | undefined> {
  const members = await openInstances(
    job.read,
    departures.flatMap(({ leaves }) => leaves?.prospect ?? []),
  )
  const states = await instanceStates(job.read, namedInstances(departures))
  if (members === undefined || states === undefined) return undefined
  return ({ leaves, instance = '' }) =>
    leaves === undefined ? states.get(instance) === 'open' : members.of(leaves.flow, leaves.prospect) !== undefined
}
