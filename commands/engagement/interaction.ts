import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { engagement as gong } from '../../src/catalogue/engagement.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { asRow, checkOnePerson, EVENT_FIELDS, eventBody, planEvent } from './event.ts'
import { overEvents } from './over-events.ts'

const derived = deriveChange(gong.interaction, {
  columns: EVENT_FIELDS,
  examples: [
    'gong engagement interaction --event-id click-1 --at now --type "link clicked" --title Pricing --email ana@amberwickfoods.example',
    'gong engagement interaction --event-id nps-1 --at now --type survey --title NPS --tracking t-1 --set content.numericContentDetails.value=9 --set content.numericContentDetails.rangeFrom=0 --set content.numericContentDetails.rangeTo=10',
  ],
})

const reportOne = defineChange({
  ...derived,
  fields: EVENT_FIELDS,
  check(input) {
    const body = eventBody(gong.interaction, input)
    checkOnePerson(input, body, 'person')
    if (input.email === undefined) checkAnonymous(body)
  },
  plan: (input, job) => planEvent(gong.interaction, input, job),
})

export const reportInteraction = overEvents(gong.interaction, reportOne, {
  check(_, { body }) {
    checkOnePerson({}, asRow(body), 'person')
    checkAnonymous(asRow(body))
  },
})

/** An anonymous person is a person id, and where they work: a domain, or CRM objects of the company (quirk 34). */
function checkAnonymous(body: Row): void {
  const person = asRow(body.person)
  const company = asRow(person.company)
  if (body.person === undefined || person.email !== undefined) return
  if (person.personId === undefined)
    throw new Failure('usage', '--email is missing; a person without one needs --set person.personId=…')
  if (company.domain === undefined && company.companyBusinessContexts === undefined)
    throw new Failure('usage', '--set person.company.domain=… is missing; Gong needs it for an anonymous person')
}
