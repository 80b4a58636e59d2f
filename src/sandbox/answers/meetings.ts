import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { ids } from '../company/ids.ts'
import { DOMAIN } from '../company/people.ts'
import type { User } from '../company/users.ts'
import { refusal } from '../reply.ts'
import { type Answers, type Asked, listed, whole } from './asked.ts'

const MEETINGS = 'meetings'
const CANCELLED = 'meetingsCancelled'
const NO_PAGE = 'The Gong consent page is not enabled for this user.'

/** Meetings with consent pages. Two stand from the beginning; Kalani Nakamura-Reyes called them. */
export const meetings: Answers = {
  addMeeting: (asked) => {
    const { organizerEmail, externalId, invitees } = bodyOf(asked)
    const user = userOf(asked, organizerEmail)
    if (user === undefined) return refusal(404, 'No Gong user found corresponding to the provided organizer email')
    if (!hasPage(user)) return refusal(409, NO_PAGE)
    const taken = externalId !== undefined && asked.changes.all(MEETINGS).some((one) => one.externalId === externalId)
    if (taken) return refusal(409, `A meeting with the external ID ${externalId} exists`)
    const meetingId = ids(asked.company.seed, 'meeting').of(FIRST + asked.changes.all(MEETINGS).length)
    asked.changes.put(MEETINGS, meetingId, { ...bodyOf(asked), meetingId })
    const meetingUrl = `${String(user.row.meetingConsentPageUrl)}&meeting=${meetingId}`
    return { status: 200, body: { meetingId, meetingUrl, additionalInvitees: invitees ?? [] } }
  },

  updateMeeting: (asked) => {
    const { organizerEmail } = bodyOf(asked)
    const old = meetingOf(asked)
    if (old === undefined || !same(old.organizerEmail, organizerEmail))
      return refusal(404, 'No meeting found corresponding to the provided meeting ID')
    const meetingId = String(asked.path.meetingId)
    asked.changes.put(MEETINGS, meetingId, { ...bodyOf(asked), meetingId })
    return { status: 200, body: { meetingId } }
  },

  deleteMeeting: (asked) => {
    const { organizerEmail } = bodyOf(asked)
    const old = meetingOf(asked)
    // The document calls the organizer optional: who leaves it out cancels by the id alone.
    if (old === undefined || (organizerEmail !== undefined && !same(old.organizerEmail, organizerEmail)))
      return refusal(404, 'No Gong meeting found corresponding to the provided organizer email')
    asked.changes.put(CANCELLED, String(asked.path.meetingId), { organizerEmail: organizerEmail ?? null })
    return { status: 200, body: { organizerEmail: organizerEmail ?? null } }
  },

  integrationStatus: (asked) => {
    const emails = listed(bodyOf(asked), 'emails') ?? []
    return whole(
      asked,
      emails.map((email) => statusOf(email, userOf(asked, email))),
    )
  },
}

/** How many meetings stand from the beginning. */
const FIRST = 2

function meetingOf({ company, changes, path }: Asked): Row | undefined {
  const id = String(path.meetingId)
  if (changes.get(CANCELLED, id)) return undefined
  const index = ids(company.seed, 'meeting').indexOf(id)
  const first = index !== undefined && index < FIRST ? { organizerEmail: `k.nakamura@${DOMAIN}` } : undefined
  return changes.get(MEETINGS, id) ?? first
}

function statusOf(email: string, user: User | undefined): Row {
  if (user === undefined) return { email, exists: false, valid: false, userFacingError: 'No such user.' }
  if (hasPage(user)) return { email, exists: true, valid: true }
  return {
    email,
    exists: true,
    valid: false,
    userFacingError: NO_PAGE,
    fixUrl: `https://app.${DOMAIN}/company/recording-consent/consent-page`,
    helpUrl: `https://help.${DOMAIN}/consent-page`,
  }
}

function hasPage({ row, active }: User): boolean {
  return active && row.meetingConsentPageUrl !== undefined
}

function userOf({ company }: Asked, email: Json | undefined): User | undefined {
  return company.users.find((user) => same(user.email, email))
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase()
}

function bodyOf({ body }: Asked): Row {
  return isRow(body) ? body : {}
}
