import { toRequest } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Page, type Row } from '../../src/lib/rows.ts'

/** An operation that reports an event. */
export type EventOperation = Operation & { readonly effect: 'write' }

/** Gong answers with nothing, or by mistake with an id of something else (quirk 62). */
export const EVENT_FIELDS = ['eventId', 'status']

/** The plan that reports one event. A repeated event id is no failure: Gong has the event (quirk 74). */
export function planEvent(operation: EventOperation, input: Typed, job: ChangeJob): Plan<'write'> {
  const request = toRequest(operation, input, { body: typedBody(operation, input) })
  const { eventId = null } = asRow(request.body)
  const duplicatePage = async (): Promise<Page> => {
    await job.say(`Gong has the event ${eventId} already; it was not changed`)
    return { rows: [{ eventId, status: 'already there' }] }
  }
  return {
    steps: [
      {
        request,
        report: async ({ body, raw }) =>
          body.alreadyThere === true
            ? { ...(await duplicatePage()), raw }
            : { rows: [{ eventId, status: 'reported' }], raw },
        refused: (failure) => {
          if (failure.status !== 409) throw failure
          return duplicatePage()
        },
      },
    ],
  }
}

/** The body of an event as `--body` and `--set` have it. */
export function eventBody(operation: EventOperation, input: Typed): Row {
  return asRow(typedBody(operation, input))
}

export function asRow(value: Json | undefined): Row {
  return isRow(value) ? value : {}
}

interface Identified {
  readonly tracking?: string
  readonly email?: string
}

/**
 * A tracking id stands for a person, so Gong takes only one of the two (quirk 34).
 *
 * @param person the field of the body with the person
 */
export function checkOnePerson({ tracking, email }: Identified, body: Row, person: string): void {
  const tracked = tracking ?? body.trackingId
  const named = email ?? body[person]
  if (tracked !== undefined && named !== undefined)
    throw new Failure('usage', `--tracking: Gong takes a tracking id or a ${person}, not both`)
}

/** The arguments of the examples. */
export const EXAMPLE_ARGUMENTS = '--content-id g-7 --url https://tallyhouse.example/guide --title "Month end guide"'
