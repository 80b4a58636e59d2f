import type { ReadClient } from '../../api/client.ts'
import type { ApiRequest } from '../../api/request.ts'
import { isStreamed } from '../../api/transport.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json, Page, Pages, Row } from '../../lib/rows.ts'
import { type Column, wrappedColumn } from '../../output/columns.ts'
import type { HttpRequest } from '../../platform/http.ts'
import { readInput } from '../input/input.ts'
import type { OpenedJob } from '../job/open-job.ts'
import { dryRunClient } from '../job/read-client.ts'
import type { Globals } from '../model/globals.ts'
import type { Invocation } from '../model/invocation.ts'
import type { Credential } from '../model/job.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Presented } from '../output/choose-format.ts'
import { announce } from './change.ts'
import { rowsOf } from './pages.ts'
import { shownForm } from './shown-form.ts'

/** What a dry run prints: requests, or rows. */
interface DryRun {
  readonly pages: Pages
  /** How these are printed; as the rows of the command when left out. */
  readonly as?: Presented
  readonly areRequests?: true
}

/** A job that shows the first request instead of sending it: what follows from the answer never comes to pass. */
interface Showing {
  readonly job: OpenedJob
  /** What a promise comes to, or the request that it would have sent first. */
  orRequest<T>(promise: Promise<T>): Promise<{ readonly value: T } | { readonly request: HttpRequest }>
}

/** Makes such a job. */
function showing(opened: OpenedJob): Showing {
  let show: (request: HttpRequest) => void = () => undefined
  const shown = new Promise<HttpRequest>((resolve) => {
    show = resolve
  })
  const clientOf = (credential: () => Promise<Pick<Credential, 'baseUrl'>>): ReadClient =>
    dryRunClient(async (request) => {
      show(opened.toWire(request, await credential()))
      return await new Promise<never>(() => undefined)
    })
  return {
    job: { ...opened, read: clientOf(opened.chosen), readAs: (credential) => clientOf(async () => credential) },
    orRequest: (promise) =>
      Promise.race([promise.then((value) => ({ value })), shown.then((request) => ({ request }))]),
  }
}

/** What a dry run of a command prints, and the job that its printer is chosen for. */
export async function dryRunOf(invocation: Invocation, job: OpenedJob): Promise<DryRun & { readonly job: OpenedJob }> {
  const shown = await shownBy(invocation, job)
  if (shown.areRequests === undefined) return { ...shown, job }
  if (job.globals.jq !== undefined) await job.say('a dry run prints requests, and --jq filters those')
  return { ...shown, job: { ...job, globals: forRequests(job.globals) } }
}

/** What was typed about the rows says nothing about a request; --jq takes whatever is printed. */
function forRequests({ out: _, fields: __, ...globals }: Globals): Globals {
  return { ...globals, limit: Number.POSITIVE_INFINITY, ...(globals.format === 'raw' && { format: 'json' }) }
}

/** A plan looks up what it needs; whatever else reads sends nothing at all. */
async function shownBy({ command, raw }: Invocation, job: OpenedJob): Promise<DryRun> {
  if ('plan' in command) return await plannedRequests(await command.plan(await readInput(command, raw, job), job), job)
  if ('run' in command && command.dryRun !== undefined) {
    const { rows, ...look } = command.dryRun
    return { as: { ...command, ...look }, pages: rows(await readInput(command, raw, job), job) }
  }
  const look = showing(job)
  const read = await look.orRequest(readInput(command, raw, look.job))
  if ('value' in read) return await firstRequest(look, (dry) => rowsOf(command, raw, read.value, dry))
  await job.say('this looks up a name, and what follows depends on the answer: give an id to see that')
  return await alone(read.request)
}

/** The first request of what reads; its own rows where it sends none. */
async function firstRequest({ job, orRequest }: Showing, read: (job: OpenedJob) => Pages): Promise<DryRun> {
  const result = await orRequest(collect(read(job)))
  return 'request' in result ? await alone(result.request) : { pages: each(result.value) }
}

/** Every request of a change, exactly as it would be sent; the first that it reads, where its plan has no step. */
async function plannedRequests(plan: Plan, job: OpenedJob): Promise<DryRun> {
  await announce(plan, job)
  await warnOfBounds(plan, job)
  const all = requestsOf(plan, job)
  const [first, second] = [await all.next(), await all.next()]
  if (first.done) return await firstRequest(showing(job), ({ read }) => plan.after?.(read) ?? each([]))
  if (second.done) return await alone(first.value)
  const pages = await Promise.all([first.value, second.value].map(pageOf))
  return { as: requests(false), areRequests: true, pages: each(pages, all) }
}

/** Says that the same line would send nothing, where there is more to do than was allowed. */
async function warnOfBounds({ checkBounds }: Plan, job: OpenedJob): Promise<void> {
  try {
    checkBounds?.()
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'declined')) throw error
    await job.warn(`without --dry-run this line is declined: ${error.message}`)
  }
}

async function* requestsOf({ steps }: Plan, { toWire, chosen }: OpenedJob): AsyncGenerator<HttpRequest, undefined> {
  for await (const step of steps)
    if ('request' in step) for (const request of requestsOfStep(step)) yield toWire(request, await chosen())
}

/** The request of a step, and those that would follow from its answer. */
function requestsOfStep({ request, preview = [] }: Step): readonly ApiRequest[] {
  return [request, ...preview.flatMap(requestsOfStep)]
}

/** One request as one object. */
async function alone(request: HttpRequest): Promise<DryRun> {
  return { as: requests(true), areRequests: true, pages: each([await pageOf(request)]) }
}

function requests(single: boolean): Presented {
  return { effect: 'read', operations: [], inputs: {}, columns: COLUMNS, single }
}

/** So much of a body is shown on a terminal. */
const MAX_SHOWN = 600

const COLUMNS: readonly Column[] = ['method', wrappedColumn('url'), { path: 'body', show: shownBody, wrap: true }]

function shownBody(body: Json): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

async function collect(pages: Pages): Promise<Page[]> {
  const all: Page[] = []
  for await (const page of pages) all.push(page)
  return all
}

async function* each(pages: readonly Page[], rest?: AsyncIterable<HttpRequest>): Pages {
  yield* pages
  if (rest !== undefined) for await (const request of rest) yield await pageOf(request)
}

/** Its credentials were never opened. */
async function pageOf({ method, url, headers, body }: HttpRequest): Promise<Page> {
  const request: Row = { method, url, headers: { ...headers } }
  if (typeof body === 'string') return { rows: [{ ...request, body: JSON.parse(body) as Json }] }
  return { rows: [isStreamed(body) ? { ...request, body: await shownForm(body) } : request] }
}
