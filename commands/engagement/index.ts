import type { Answer } from '../../src/api/answer.ts'
import { toCall } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation } from '../../src/app/derived.ts'
import { engagement as gong } from '../../src/catalogue/engagement.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Pages, type Row } from '../../src/lib/rows.ts'

/** What one kind of event needs besides the facts of the catalogue. */
interface Kind {
  readonly check?: (body: Row, input: Typed) => void
  readonly examples: readonly string[]
}

function event(operation: Operation, { check, examples }: Kind): OldCommand {
  return {
    ...fromOperation(operation, { columns: ['eventId', 'status'], examples }),
    // Gong answers with nothing, or by mistake with an id of something else (quirk 62).
    fields: ['eventId', 'status'],
    check: (input) => check?.(rowOf(typedBody(operation, input)), input),
    run: (input, job) => report(operation, input, job),
  }
}

/** Sends one event. A repeated event id is no failure: Gong has the event (quirk 74). */
async function* report(operation: Operation, input: Typed, job: Job): Pages {
  const call = toCall(operation, input, { body: typedBody(operation, input) })
  const { eventId = null } = rowOf(call.body)
  const gong = await job.gong()
  const answer = await gong.exchange(call).catch(alreadyThere)
  const known = answer === undefined || answer.body.alreadyThere === true
  if (known) await job.say(`Gong has the event ${eventId} already; it was not changed`)
  yield { rows: [{ eventId, status: known ? 'already there' : 'reported' }], raw: answer?.raw }
}

function alreadyThere(error: unknown): Answer | undefined {
  if (error instanceof Failure && error.status === 409) return undefined
  throw error
}

function rowOf(body: Json | undefined): Row {
  return isRow(body) ? body : {}
}

/** A tracking id stands for a person, so Gong takes only one of the two (quirk 34). */
function oneOf(person: string): NonNullable<Kind['check']> {
  return (body, { tracking, email }) => {
    const tracked = tracking ?? body.trackingId
    const named = email ?? body[person]
    if (tracked !== undefined && named !== undefined)
      throw new Failure('usage', `--tracking: Gong takes a tracking id or a ${person}, not both`)
  }
}

/** An anonymous person is a person id, and where they work: a domain, or CRM objects of the company (quirk 34). */
function interactionPerson(body: Row, input: Typed): void {
  oneOf('person')(body, input)
  const person = rowOf(body.person)
  const company = rowOf(person.company)
  if (body.person === undefined || input.email !== undefined || person.email !== undefined) return
  if (person.personId === undefined)
    throw new Failure('usage', '--email is missing; a person without one needs --set person.personId=…')
  if (company.domain === undefined && company.companyBusinessContexts === undefined)
    throw new Failure('usage', '--set person.company.domain=… is missing; Gong needs it for an anonymous person')
}

/** Gong wants an address for everybody with whom something was shared. */
function recipients({ recipients: list }: Row): void {
  const nameless = Array.isArray(list) ? list.findIndex((one: Json) => rowOf(one).email === undefined) : -1
  if (nameless >= 0) throw new Failure('usage', `--set recipients[${nameless}].email=… is missing`)
}

const guide = '--content-id g-7 --url https://tallyhouse.example/guide --title "Month end guide"'

export const engagement = [
  event(gong.interaction, {
    check: interactionPerson,
    examples: [
      'gong engagement interaction --event-id click-1 --at now --type "link clicked" --title Pricing --email ana@amberwickfoods.example',
      'gong engagement interaction --event-id nps-1 --at now --type survey --title NPS --tracking t-1 --set content.numericContentDetails.value=9 --set content.numericContentDetails.rangeFrom=0 --set content.numericContentDetails.rangeTo=10',
    ],
  }),
  event(gong.viewed, {
    check: oneOf('viewer'),
    examples: [`gong engagement viewed --system Binder --at now ${guide} --email ana@amberwickfoods.example`],
  }),
  event(gong.shared, {
    check: recipients,
    examples: [
      `gong engagement shared --system Binder --at now ${guide} --sharer ingrid@tallyhouse.example --set recipients[0].email=ana@amberwickfoods.example`,
    ],
  }),
  event(gong.action, {
    examples: ['gong engagement action --system Binder --at now --action "signed the order" --event-id sign-1'],
  }),
]
