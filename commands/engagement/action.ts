import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { engagement as gong } from '../../src/catalogue/engagement.ts'
import { EVENT_FIELDS, planEvent } from './event.ts'
import { overEvents } from './over-events.ts'

const derived = deriveChange(gong.action, {
  columns: EVENT_FIELDS,
  examples: ['gong engagement action --system Binder --at now --action "signed the order" --event-id sign-1'],
})

const reportOne = defineChange({
  ...derived,
  fields: EVENT_FIELDS,
  plan: (input, job) => planEvent(gong.action, input, job),
})

export const reportAction = overEvents(gong.action, reportOne)
