import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { engagement as gong } from '../../src/catalogue/engagement.ts'
import { asRow, checkOnePerson, EVENT_FIELDS, EXAMPLE_ARGUMENTS, eventBody, planEvent } from './event.ts'
import { overEvents } from './over-events.ts'

const derived = deriveChange(gong.viewed, {
  columns: EVENT_FIELDS,
  examples: [`gong engagement viewed --system Binder --at now ${EXAMPLE_ARGUMENTS} --email ana@amberwickfoods.example`],
})

const reportOne = defineChange({
  ...derived,
  fields: EVENT_FIELDS,
  check: (input) => checkOnePerson(input, eventBody(gong.viewed, input), 'viewer'),
  plan: (input, job) => planEvent(gong.viewed, input, job),
})

export const reportViewed = overEvents(gong.viewed, reportOne, {
  check: (_, { body }) => checkOnePerson({}, asRow(body), 'viewer'),
})
