import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { checkWaiting, poll } from '../../src/app/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Page, type Row, rowsIn } from '../../src/lib/rows.ts'

export const REQUEST = 'name of the request, to ask for its state by; a random one when left out, which is said'

export const STATE_FIELDS = ['clientRequestId', ...gong.status.answer.fields]
export const STATE_COLUMNS: readonly string[] = ['clientRequestId', 'status', 'errors']

/** Holds a request's name against what Gong takes: letters, digits, dash and underscore (field note "CRM"). */
export const REQUEST_NAME =
  (flag: string): NonNullable<OldCommand['check']> =>
  ({ request, ...others }) => {
    checkWaiting(others)
    if (request !== undefined && !/^[A-Za-z0-9_-]+$/.test(String(request)))
      throw new Failure('usage', `${flag}: "${request}" is not a name of letters, digits, dashes and underscores`)
  }

/** The input with a name for the request. A random one is said beforehand, since the answer may never arrive. */
export async function named(input: Typed, job: Job): Promise<Typed> {
  if (input.request !== undefined) return input
  const request = `gong-${Buffer.from(job.context.random(8)).toString('hex')}`
  await job.say(`request ${request}; see how far it is with: gong crm status ${request}`)
  return { ...input, request }
}

/** The state of a request once it is over in the eyes of `isOver`, under its own name. */
export async function outcome(given: Typed, job: Job, isOver: (row: Row) => boolean): Promise<Row> {
  const client = await job.gong()
  const asked = { integration: String(given.integration), request: String(given.request) }
  const row = await poll(job, async () => await onlyRow(client.rows(gong.status, asked)), isOver, {
    waitFor: given.waitFor,
    next: `gong crm status ${asked.request} --integration ${asked.integration} --wait`,
  })
  return { clientRequestId: asked.request, ...row }
}

async function onlyRow(rows: AsyncIterable<Row>): Promise<Row> {
  for await (const row of rows) return row
  return {}
}

/** A state as a page: what Gong could not take counts as failed, though it told so with 200 (quirk 58). */
export function statePage(row: Row): Page {
  const told = [Number(row.totalErrorCount ?? 0), rowsIn(row.errors).length, row.status === 'FAILED' ? 1 : 0]
  return { rows: [row], failed: Math.max(...told) }
}

/** A state for people: an error a line. Line 0 is the whole file. */
export function withLines(row: Row): readonly Row[] {
  const errors = rowsIn(row.errors).map(({ line, description }) => {
    return `${line === 0 ? 'the whole file' : `line ${line}`}: ${description}`
  })
  const { errors: _, ...rest } = row
  return [errors.length === 0 ? rest : { ...rest, errors: errors.join('\n') }]
}
