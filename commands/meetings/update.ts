import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange, stepsOf } from '../../src/app/model/from-operation.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import { checkDetails, INVITE_INPUTS, inviteesOf } from './invitees.ts'
import { withOutcome } from './outcome.ts'

const derived = deriveChange(gong.update, {
  arguments: ['meeting'],
  columns: ['meetingId', 'outcome'],
  examples: [
    'gong meetings update 10676785851335574 --organizer k.nakamura@tallyhouse.example --from 2030-05-20T11:00 --to 2030-05-20T11:30 --title "First look" --invite ann.lee@amberwickfoods.example',
  ],
})

export const updateMeeting = defineChange({
  ...derived,
  inputs: { ...derived.inputs, invite: INVITE_INPUTS },
  fields: ['meetingId', 'outcome'],
  check: checkDetails,
  async plan(input) {
    const steps = stepsOf(gong.update, { ...input, invite: inviteesOf(input.invite) })
    return { steps: steps.map((step) => withOutcome(step, input.meeting, 'updated')) }
  },
})
