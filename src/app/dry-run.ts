import type { ReadClient } from '../api/client.ts'
import type { Call } from '../api/request.ts'
import { isStreamed } from '../api/transport.ts'
import type { Json, Page, Pages, Row } from '../lib/rows.ts'
import type { HttpRequest } from '../platform/http.ts'
import { announce } from './change.ts'
import type { Presented } from './choose-output.ts'
import type { Credential } from './job.ts'
import type { Opened } from './open-job.ts'
import type { Plan, Step } from './plan.ts'
import { showingClient } from './read-client.ts'

/** What a dry run prints: requests, or the rows of what sends none. */
export interface DryRun {
  readonly pages: Pages
  /** How requests are printed; absent for rows. */
  readonly as?: Presented
}

/** A job that shows the first request instead of sending it: what follows from the answer never comes to pass. */
export interface Showing {
  readonly job: Opened
  /** What a promise comes to, or the request that it would have sent first. */
  orRequest<T>(promise: Promise<T>): Promise<{ readonly value: T } | { readonly request: HttpRequest }>
}

/** Makes such a job. */
export function showing(opened: Opened): Showing {
  let show: (request: HttpRequest) => void = () => undefined
  const shown = new Promise<HttpRequest>((resolve) => {
    show = resolve
  })
  const clientOf = (credential: () => Promise<Pick<Credential, 'baseUrl'>>): ReadClient =>
    showingClient(async (call) => {
      show(opened.toWire(call, await credential()))
      return await new Promise<never>(() => undefined)
    })
  return {
    job: { ...opened, read: clientOf(opened.chosen), readAs: (credential) => clientOf(async () => credential) },
    orRequest: (promise) =>
      Promise.race([promise.then((value) => ({ value })), shown.then((request) => ({ request }))]),
  }
}

/** The first request of what reads; its own rows where it sends none. */
export async function firstRequest({ job, orRequest }: Showing, read: (job: Opened) => Pages): Promise<DryRun> {
  const came = await orRequest(whole(read(job)))
  return 'request' in came ? alone(came.request) : { pages: each(came.value) }
}

/** Every request of a change, exactly as it would be sent; the first that it reads, where its plan has no step. */
export async function plannedRequests(plan: Plan, job: Opened): Promise<DryRun> {
  await announce(plan, job)
  const all = requestsOf(plan, job)
  const [first, second] = [await all.next(), await all.next()]
  if (first.done) return await firstRequest(showing(job), ({ read }) => plan.after?.(read) ?? each([]))
  if (second.done) return alone(first.value)
  return { as: requests(false), pages: each([first.value, second.value].map(pageOf), all) }
}

async function* requestsOf({ steps }: Plan, { toWire, chosen }: Opened): AsyncGenerator<HttpRequest, undefined> {
  for await (const step of steps) for (const call of callsOf(step)) yield toWire(call, await chosen())
}

/** The request of a step, and those that would follow from its answer. */
function callsOf({ call, preview = [] }: Step): readonly Call[] {
  return [call, ...preview.flatMap(callsOf)]
}

/** One request as one object. */
export function alone(request: HttpRequest): DryRun {
  return { as: requests(true), pages: each([pageOf(request)]) }
}

function requests(single: boolean): Presented {
  return { effect: 'read', operations: [], inputs: {}, columns: ['method', 'url', 'body'], single }
}

async function whole(pages: Pages): Promise<Page[]> {
  const all: Page[] = []
  for await (const page of pages) all.push(page)
  return all
}

async function* each(pages: readonly Page[], rest?: AsyncIterable<HttpRequest>): Pages {
  yield* pages
  if (rest !== undefined) for await (const request of rest) yield pageOf(request)
}

/** Its credentials were never opened. */
function pageOf({ method, url, headers, body }: HttpRequest): Page {
  const request: Row = { method, url, headers: { ...headers } }
  if (typeof body === 'string') return { rows: [{ ...request, body: JSON.parse(body) as Json }] }
  return { rows: [isStreamed(body) ? { ...request, body: `a form of ${body.sizeBytes} bytes` } : request] }
}
