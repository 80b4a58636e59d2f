import { toRequest } from '../../src/api/request.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange, stepsOf } from '../../src/app/model/from-operation.ts'
import { overLines } from '../../src/bulk/over-lines.ts'
import { meetings as gong } from '../../src/catalogue/meetings.ts'
import { textsIn } from '../../src/lib/rows.ts'
import { checkDetails, INVITE_INPUTS, inviteesOf } from './invitees.ts'

const derived = deriveChange(gong.create, {
  columns: ['meetingId', 'meetingUrl'],
  examples: [
    'gong meetings create --organizer k.nakamura@tallyhouse.example --from 2030-05-20T10:00 --to 2030-05-20T10:30 --title "First look" --invite "Ann Lee <ann.lee@amberwickfoods.example>"',
  ],
})

const createOne = defineChange({
  ...derived,
  inputs: { ...derived.inputs, invite: INVITE_INPUTS },
  check: checkDetails,
  plan: async (input) => ({
    steps: stepsOf(gong.create, { ...input, invite: inviteesOf(input.invite) }),
  }),
})

export const createMeeting = overLines(createOne, {
  again: true,
  columns: ['meetingUrl'],
  example: 'gong meetings create --from-file meetings.csv --organizer k.nakamura@tallyhouse.example --dry-run',
  async plan(input, job) {
    const { planEach } = await import('../../src/bulk/plan-each.ts')
    return await planEach(
      {
        operation: gong.create,
        command: 'meetings create',
        thing: ['meeting', 'meetings'],
        columns: ['meetingUrl'],
        fields: { invite: { ...INVITE_INPUTS, many: true, headings: ['invitee', 'invitees', 'attendees', 'guests'] } },
        request(values, body) {
          const invite = values.invite === undefined ? undefined : textsIn(values.invite)
          checkDetails({ ...textsOf(values), ...(invite && { invite }) })
          return toRequest(gong.create, { ...values, invite: inviteesOf(invite) }, { body })
        },
        outcome: ({ body: { meetingId, meetingUrl } }) => ({
          outcome: 'created',
          ...(typeof meetingId === 'string' && { id: meetingId }),
          also: { meetingUrl: meetingUrl ?? null },
        }),
        repeatable: () => false,
        describe: async ({ from, title = '', organizer }) => {
          const { shortTitle } = await import('../../src/lib/short-title.ts')
          return [from, shortTitle(String(title)), organizer].filter(Boolean).join(', ')
        },
      },
      input,
      job,
    )
  },
})

/** What the checks of a meeting look at. */
function textsOf({ from, to, organizer }: { readonly [name: string]: unknown }) {
  return {
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
    ...(typeof organizer === 'string' && { organizer }),
  }
}
