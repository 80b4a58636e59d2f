import { rowsIn } from '../../lib/rows.ts'
import type { Asked } from '../answers/asked.ts'
import { bodyOf } from './known.ts'
import type { Rule, Rules } from './rule.ts'

const details: readonly Rule[] = [
  {
    when: (asked) => {
      const { startTime, endTime } = bodyOf(asked)
      return Date.parse(String(startTime)) < Date.parse(String(endTime)) ? [] : ['endTime']
    },
    says: (name) => `${name} must be after startTime`,
  },
  {
    when: (asked) => (rowsIn(bodyOf(asked).invitees).length === 0 ? ['invitees'] : []),
    says: (name) => `${name} must not be empty`,
  },
  {
    when: (asked) => invited(asked).filter((email) => email === String(bodyOf(asked).organizerEmail).toLowerCase()),
    says: (email) => `The organizer ${email} must not be among the invitees`,
  },
  {
    when: (asked) => invited(asked).filter((email, place, all) => all.indexOf(email) < place),
    says: (email) => `The invitee ${email} is there twice`,
  },
]

export const meetings: Rules = { addMeeting: details, updateMeeting: details }

function invited(asked: Asked): string[] {
  return rowsIn(bodyOf(asked).invitees).map(({ email }) => String(email).toLowerCase())
}
