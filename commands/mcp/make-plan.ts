import { createHash } from 'node:crypto'
import type { ApiRequest } from '../../src/api/request.ts'
import { readInput } from '../../src/app/input/input.ts'
import type { OpenedJob } from '../../src/app/job/open-job.ts'
import type { Change } from '../../src/app/model/command.ts'
import { wholeLists } from '../../src/app/model/expand-lists.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import type { Plan, Settled, Step } from '../../src/app/model/plan.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import type { NamedCommand } from './from-commands.ts'

/** Requests of one plan. */
const MOST_STEPS = 200

/** Requests that a plan shows; the rest is counted. */
const SHOWN = 10

/** A change as it was asked for. */
export interface AskedChange {
  readonly named: NamedCommand<Change>
  readonly raw: Raw
  /** The same for a person to type. */
  readonly line: string
  /** What a person should know of such a change. */
  readonly cautions: readonly string[]
}

/** A plan whose steps are all known, and what tells it from another. */
export interface Made {
  readonly plan: Plan
  readonly steps: readonly (Step | Settled)[]
  readonly requests: readonly ApiRequest[]
  readonly digest: string
}

/** Looks up what has to be looked up, and lists every step. */
export async function makePlan({ named: { command, path }, raw }: AskedChange, job: OpenedJob): Promise<Made> {
  const plan = await command.plan(await readInput(command, raw, job, wholeLists), job)
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

/** What a person should know of a plan before it is carried out. */
export async function shownPlan({ named }: AskedChange, made: Made, job: OpenedJob): Promise<Row> {
  return {
    ...lossOf(made.plan),
    ...costOf(named, made),
    requests: made.requests.length,
    shown: await shownOf(made, job),
  }
}

function lossOf({ challenge }: Plan): Row {
  return challenge !== undefined && 'loses' in challenge && challenge.loses !== 'billed'
    ? { loses: challenge.what }
    : {}
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

function tooMany(path: string): Failure {
  return new Failure('declined', `gong ${path}: more than ${MOST_STEPS} requests in one plan; nothing was sent`, {
    hint: 'plan a part of it',
  })
}

function forAPerson(path: string): Failure {
  return new Failure('declined', `gong ${path} would erase something here, which only a person may; nothing was sent`)
}
