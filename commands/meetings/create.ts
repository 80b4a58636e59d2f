import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange, stepsOf } from '../../src/app/model/from-operation.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import { checkDetails, INVITE_INPUTS, inviteesOf } from './invitees.ts'

const derived = deriveChange(gong.create, {
  columns: ['meetingId', 'meetingUrl'],
  examples: [
    'gong meetings create --organizer k.nakamura@tallyhouse.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --title "First look" --invite "Ann Lee <ann.lee@amberwickfoods.example>"',
  ],
})

export const createMeeting = defineChange({
  ...derived,
  inputs: { ...derived.inputs, invite: INVITE_INPUTS },
  check: checkDetails,
  plan: async (input, job) => ({
    steps: await stepsOf(gong.create, { ...input, invite: inviteesOf(input.invite) }, job),
  }),
})
