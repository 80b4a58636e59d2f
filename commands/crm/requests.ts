import type { Job } from '../../src/app/model/job.ts'
import { checkWaiting, hasEnded, poll } from '../../src/app/model/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Page, type Pages, type Row, rowsIn } from '../../src/lib/rows.ts'

export const REQUEST_HELP = 'name of the request, to ask for its state by; a random one when left out, which is said'

export const STATE_FIELDS = ['clientRequestId', ...gong.status.answer.fields]
export const STATE_COLUMNS: readonly string[] = ['clientRequestId', 'status', 'errors']

/** An asynchronous request of an integration. */
interface CrmRequest {
  readonly integration: string
  readonly request: string
}

/**
 * Checks the name of a request: Gong takes letters, digits, dash and underscore (field note "CRM").
 *
 * @param flag that it was typed for
 */
export function checkRequest(
  flag: string,
  input: { readonly request?: string; readonly wait: boolean; readonly waitFor?: number },
): void {
  checkWaiting(input)
  if (input.request !== undefined && !/^[A-Za-z0-9_-]+$/.test(input.request))
    throw new Failure('usage', `${flag}: "${input.request}" is not a name of letters, digits, dashes and underscores`)
}

/** What a dry run shows for a name that is not made yet: each run makes another. */
const UNNAMED = 'generated-when-sent'

/** The name that was typed, else a random one, which is said before it is sent, since the answer may never arrive. */
export function nameRequest(
  request: string | undefined,
  { context, globals }: Pick<Job, 'context' | 'globals'>,
): { readonly request: string; readonly notes: readonly string[] } {
  if (request !== undefined) return { request, notes: [] }
  if (globals.dryRun)
    return { request: UNNAMED, notes: ['each run gives the request a name of its own; --request chooses it'] }
  const name = `gong-${Buffer.from(context.random(8)).toString('hex')}`
  return { request: name, notes: [`request ${name}; see how far it is with: gong crm status ${name}`] }
}

/** The state of a request once it has ended. @param waitForS at most so many seconds */
export async function* waitForRequest(request: CrmRequest, waitForS: number | undefined, job: Job): Pages {
  yield statePage(request, await lastState(request, waitForS, job))
}

/** The same, as Gong says it. @throws Failure as `poll` */
export async function lastState(request: CrmRequest, waitForS: number | undefined, job: Job): Promise<Row> {
  return await poll(job, () => readState(request, job), hasEnded, {
    waitFor: waitForS,
    next: `gong crm status ${request.request} --integration ${request.integration} --wait`,
  })
}

/** The state of a request now; `undefined` where Gong does not know it. */
export async function findState(request: CrmRequest, job: Job): Promise<Row | undefined> {
  try {
    return await readState(request, job)
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'rejected' || error.kind === 'not-found')) return undefined
    throw error
  }
}

/** The state of a request now. */
export async function* currentState(request: CrmRequest, job: Job): Pages {
  yield statePage(request, await readState(request, job))
}

async function readState(request: CrmRequest, { read }: Pick<Job, 'read'>): Promise<Row> {
  for await (const row of read.rows(gong.status, { ...request })) return row
  return {}
}

/** What Gong could not take counts as failed, though the answer has the status 200 (quirk 58). */
export function statePage({ request }: Pick<CrmRequest, 'request'>, row: Row): Page {
  const counts = [Number(row.totalErrorCount ?? 0), rowsIn(row.errors).length, row.status === 'FAILED' ? 1 : 0]
  return { rows: [{ clientRequestId: request, ...row }], failed: Math.max(...counts) }
}

/** A state for people: an error a line. Line 0 is the whole file. */
export function withErrorLines(row: Row): readonly Row[] {
  const errors = rowsIn(row.errors).map(({ line, column, description }) => {
    const where = line === 0 ? 'the whole file' : `line ${line}`
    return `${where}${column === undefined ? '' : `, ${column}`}: ${description}`
  })
  const { errors: _, ...rest } = row
  return [errors.length === 0 ? rest : { ...rest, errors: errors.join('\n') }]
}
