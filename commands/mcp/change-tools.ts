import { createHash } from 'node:crypto'
import type { ApiRequest } from '../../src/api/request.ts'
import { readInput } from '../../src/app/input/input.ts'
import type { OpenedJob } from '../../src/app/job/open-job.ts'
import type { Change } from '../../src/app/model/command.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import type { Plan, Settled, Step } from '../../src/app/model/plan.ts'
import { carryOut } from '../../src/app/run/change.ts'
import { describeTarget } from '../../src/company/company.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages, Row } from '../../src/lib/rows.ts'
import type { PlanStore } from '../../src/mcp/plan-store.ts'
import type { Tool, ToolAnswer } from '../../src/mcp/tool.ts'
import { commandLineOf } from './command-line.ts'
import { rawOf, schemaOfCommand } from './command-schema.ts'
import { isForModels, type NamedCommand, toolName } from './from-commands.ts'
import type { Call, CommandRunner } from './run-command.ts'

/** What a server may do besides reading. */
export type Allowable = 'write' | 'billed'

/** The tool that carries out what the others plan. */
const APPLY = 'apply_plan'

/** Requests of one plan. */
const MOST_STEPS = 200

/** Requests that a plan shows; the rest is counted. */
const SHOWN = 10

/** The tools that plan changes. Erasures are none: `effect` is the plain truth about a command. */
export function changeTools(
  commands: readonly NamedCommand[],
  allowed: readonly Allowable[],
  maker: PlanMaker,
): readonly Tool[] {
  const tools = commands
    .filter((named): named is NamedCommand<Change> => isChangeFor(named, allowed) && isForModels(named))
    .map((named) => planTool(named, maker))
  return tools.length === 0 ? [] : [...tools, applyTool(maker.plans)]
}

/** What plans are made and kept with. */
interface PlanMaker {
  readonly runner: CommandRunner
  readonly plans: PlanStore
}

function isChangeFor({ command }: NamedCommand, allowed: readonly Allowable[]): boolean {
  return 'plan' in command && allowed.some((effect) => effect === command.effect)
}

function planTool(named: NamedCommand<Change>, maker: PlanMaker): Tool {
  const { domain, path, command } = named
  const effect = command.effect === 'billed' ? 'billed' : 'write'
  return {
    name: toolName(path),
    toolset: domain,
    title: `plan: gong ${path}`,
    description: [
      `${command.summary}. Only plans: nothing is sent until ${APPLY} gets the id of the plan.`,
      ...(command.cautions ?? []),
    ].join(' '),
    input: schemaOfCommand(command),
    effect,
    async answer(input, session, signal) {
      const call = { session, signal }
      const asked = { named, raw: rawOf(command, input), line: commandLineOf(path, command, input) }
      return await planned(asked, call, maker)
    },
  }
}

/** Carries out a plan of this session. */
function applyTool(plans: PlanStore): Tool {
  return {
    name: APPLY,
    toolset: 'changes',
    title: 'Carry out a plan',
    description:
      'Sends what a plan says, once. Show the plan to the person first. Refused where the plan is older than ten minutes, was used, or would do something else by now.',
    input: {
      type: 'object',
      properties: { plan: { type: 'string', description: 'the id that the plan came with', maxLength: 100 } },
      required: ['plan'],
      additionalProperties: false,
    },
    effect: 'write',
    replaces: true,
    answer: async ({ plan }, session, signal) => await plans.take(session, String(plan))(signal),
  }
}

/** A change as it was asked for. */
interface Asked {
  readonly named: NamedCommand<Change>
  readonly raw: Raw
  /** The same for a person to type. */
  readonly line: string
}

/** A plan whose steps are all known, and what tells it from another. */
interface Made {
  readonly plan: Plan
  readonly steps: readonly (Step | Settled)[]
  readonly requests: readonly ApiRequest[]
  readonly digest: string
}

async function planned(asked: Asked, call: Call, { runner, plans }: PlanMaker): Promise<ToolAnswer> {
  const notes: string[] = []
  const job = runner.open(asked.named.path, call, notes)
  try {
    const made = await makePlan(asked, job)
    const said = [...(made.plan.warnings ?? []), ...(made.plan.notes ?? []), ...notes]
    if (made.requests.length === 0)
      return { content: { plan: null, notes: said }, coverage: 'there is nothing to send' }
    const momentMs = job.moment()
    const { id, untilMs } = plans.keep(call.session, (signal) =>
      applied({ asked, momentMs, digest: made.digest }, { ...call, signal }, runner),
    )
    return {
      content: {
        plan: id,
        until: new Date(untilMs).toISOString(),
        where: await describeTarget(job),
        command: asked.line,
        notes: said,
        ...lossOf(made.plan),
        ...costOf(asked.named, made),
        requests: made.requests.length,
        shown: await shownOf(made, job),
      },
      next: `nothing was sent yet. Show this to the person; once they agree, call ${APPLY} with the plan`,
    }
  } finally {
    await job.release()
  }
}

/** Looks up what has to be looked up, and lists every step. */
async function makePlan({ named: { command, path }, raw }: Asked, job: OpenedJob): Promise<Made> {
  const plan = await command.plan(await readInput(command, raw, job), job)
  plan.checkBounds?.()
  // Only what erases has to be typed again, and none of that is a tool.
  if (plan.challenge !== undefined && 'question' in plan.challenge) throw forAPerson(path)
  const steps: (Step | Settled)[] = []
  for await (const step of plan.steps) {
    if (steps.length === MOST_STEPS) throw tooMany(path)
    steps.push(step)
  }
  const requests = steps.flatMap((step) => ('request' in step ? requestsOf(step) : []))
  if (requests.some(({ effect }) => effect === 'erase')) throw forAPerson(path)
  return { plan, steps, requests, digest: digestOf(requests) }
}

/** The request of a step, and those that would follow from its answer. */
function requestsOf({ request, preview = [] }: Step): readonly ApiRequest[] {
  return [request, ...preview.flatMap(requestsOf)]
}

function digestOf(requests: readonly ApiRequest[]): string {
  const facts = requests.map(({ method, path, query, body, effect }) => ({ method, path, query, body, effect }))
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

function lossOf({ challenge }: Plan): Row {
  return challenge !== undefined && 'loses' in challenge ? { loses: challenge.what } : {}
}

/** What it costs, as far as anybody can tell. */
function costOf({ command }: NamedCommand<Change>, { requests }: Made): Row {
  if (command.effect !== 'billed') return {}
  const runs = requests.filter(({ effect }) => effect === 'billed').length
  return {
    credits: {
      runs,
      estimate: `Gong bills ${runs === 1 ? 'one run' : `${runs} runs`}; its API tells neither the price of a run nor what is left`,
    },
  }
}

async function shownOf({ requests }: Made, job: OpenedJob): Promise<readonly Row[]> {
  const chosen = await job.chosen()
  return requests.slice(0, SHOWN).map((request) => {
    const { method, url } = job.toWire(request, chosen)
    return { method, url, ...(request.body !== undefined && { body: request.body }) }
  })
}

/** What is kept of a plan: not its steps, which are made again and compared. */
interface Kept {
  readonly asked: Asked
  readonly digest: string
  /** What `now` and `7d` were counted from. */
  readonly momentMs: number
}

async function applied({ asked, digest, momentMs }: Kept, call: Call, runner: CommandRunner): Promise<ToolAnswer> {
  const notes: string[] = []
  const { path, command } = asked.named
  const job = { ...runner.open(path, call, notes, { yes: true }), moment: () => momentMs }
  try {
    const { plan, steps, digest: now } = await makePlan(asked, job)
    if (now !== digest) throw changed()
    return await carriedOut(carryOut({ ...plan, steps }, command, job), notes)
  } finally {
    await job.release()
  }
}

/** The rows of what was sent, also where it ended early: a model must know what is done. */
async function carriedOut(pages: Pages, notes: readonly string[]): Promise<ToolAnswer> {
  const rows: Row[] = []
  let failed = 0
  try {
    for await (const page of pages) {
      rows.push(...page.rows)
      failed += page.failed ?? 0
      if (page.ended !== undefined) throw page.ended
    }
  } catch (error) {
    if (rows.length === 0 || !(error instanceof Failure)) throw error
    return { content: rows, coverage: `these are done; then it ended: ${error.message}`, isError: true }
  }
  const told = [...(failed > 0 ? [`${failed} did not work out; the rows say which, and why`] : []), ...notes]
  return { content: rows, ...(told.length > 0 && { coverage: told.join('; ') }), ...(failed > 0 && { isError: true }) }
}

function changed(): Failure {
  return new Failure('declined', 'what this plan would do has changed since it was made; nothing was sent', {
    hint: 'call the tool of the change for a new plan',
  })
}

function tooMany(path: string): Failure {
  return new Failure('declined', `gong ${path}: more than ${MOST_STEPS} requests in one plan; nothing was sent`, {
    hint: 'plan a part of it',
  })
}

function forAPerson(path: string): Failure {
  return new Failure('declined', `gong ${path} would erase something here, which only a person may; nothing was sent`)
}
