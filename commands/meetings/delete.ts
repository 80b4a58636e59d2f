import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange, stepsOf } from '../../src/app/model/from-operation.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import { withOutcome } from './outcome.ts'

const COLUMNS = ['meetingId', 'outcome', 'organizerEmail']

const derived = deriveChange(gong.delete, {
  arguments: ['meeting'],
  columns: COLUMNS,
  examples: ['gong meetings delete 10676785851335574 --organizer k.nakamura@tallyhouse.example --yes'],
})

export const deleteMeeting = defineChange({
  ...derived,
  fields: COLUMNS,
  async plan(input, job) {
    const steps = stepsOf(gong.delete, input)
    return {
      steps: steps.map((step) => withOutcome(step, input.meeting, 'cancelled')),
      challenge: { loses: 'erase', what: job.line },
    }
  },
})
