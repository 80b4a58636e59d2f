import { rowsIn } from '../../lib/rows.ts'
import type { SandboxRequest } from '../handlers/request.ts'
import { bodyIn } from './checks.ts'
import type { SandboxRule, SandboxRules } from './rule.ts'

const details: readonly SandboxRule[] = [
  {
    violations: (request) => {
      const { startTime, endTime } = bodyIn(request)
      return Date.parse(String(startTime)) < Date.parse(String(endTime)) ? [] : ['endTime']
    },
    message: (name) => `${name} must be after startTime`,
  },
  {
    violations: (request) => (rowsIn(bodyIn(request).invitees).length === 0 ? ['invitees'] : []),
    message: (name) => `${name} must not be empty`,
  },
  {
    violations: (request) =>
      invited(request).filter((email) => email === String(bodyIn(request).organizerEmail).toLowerCase()),
    message: (email) => `The organizer ${email} must not be among the invitees`,
  },
  {
    violations: (request) => invited(request).filter((email, index, all) => all.indexOf(email) < index),
    message: (email) => `The invitee ${email} is there twice`,
  },
]

export const meetingRules: SandboxRules = { addMeeting: details, updateMeeting: details }

function invited(request: SandboxRequest): string[] {
  return rowsIn(bodyIn(request).invitees).map(({ email }) => String(email).toLowerCase())
}
