import { isRow, type Json, type Row } from '../../lib/rows.ts'
import { DOMAIN } from '../company/employees.ts'
import { idSeries } from '../company/ids.ts'
import type { User } from '../company/users.ts'
import { refusal } from '../reply.ts'
import { type Handlers, idFilter, type SandboxRequest, unpaged } from './request.ts'

const MEETINGS = 'meetings'
const CANCELLED = 'meetingsCancelled'
const NO_PAGE = 'The Gong consent page is not enabled for this user.'

/** Meetings with consent pages. Two exist from the start, organized by Kalani Nakamura-Reyes. */
export const meetingHandlers: Handlers = {
  addMeeting: (request) => {
    const { organizerEmail, externalId, invitees } = bodyOf(request)
    const user = userOf(request, organizerEmail)
    if (user === undefined) return refusal(404, 'No Gong user found corresponding to the provided organizer email')
    if (!hasPage(user)) return refusal(409, NO_PAGE)
    const taken = externalId !== undefined && request.changes.all(MEETINGS).some((one) => one.externalId === externalId)
    if (taken) return refusal(409, `A meeting with the external ID ${externalId} exists`)
    const meetingId = idSeries(request.company.seed, 'meeting').of(
      EXISTING_MEETINGS + request.changes.all(MEETINGS).length,
    )
    request.changes.put(MEETINGS, meetingId, { ...bodyOf(request), meetingId })
    const meetingUrl = `${String(user.row.meetingConsentPageUrl)}&meeting=${meetingId}`
    return { status: 200, body: { meetingId, meetingUrl, additionalInvitees: invitees ?? [] } }
  },

  updateMeeting: (request) => {
    const { organizerEmail } = bodyOf(request)
    const old = meetingOf(request)
    if (old === undefined || !same(old.organizerEmail, organizerEmail))
      return refusal(404, 'No meeting found corresponding to the provided meeting ID')
    const meetingId = String(request.path.meetingId)
    request.changes.put(MEETINGS, meetingId, { ...bodyOf(request), meetingId })
    return { status: 200, body: { meetingId } }
  },

  deleteMeeting: (request) => {
    const { organizerEmail } = bodyOf(request)
    const old = meetingOf(request)
    // The document calls the organizer optional: who leaves it out cancels by the id alone.
    if (old === undefined || (organizerEmail !== undefined && !same(old.organizerEmail, organizerEmail)))
      return refusal(404, 'No Gong meeting found corresponding to the provided organizer email')
    request.changes.put(CANCELLED, String(request.path.meetingId), { organizerEmail: organizerEmail ?? null })
    return { status: 200, body: { organizerEmail: organizerEmail ?? null } }
  },

  integrationStatus: (request) => {
    const emails = idFilter(bodyOf(request), 'emails') ?? []
    return unpaged(
      request,
      emails.map((email) => statusOf(email, userOf(request, email))),
    )
  },
}

/** How many meetings exist from the start. */
const EXISTING_MEETINGS = 2

function meetingOf({ company, changes, path }: SandboxRequest): Row | undefined {
  const id = String(path.meetingId)
  if (changes.get(CANCELLED, id)) return undefined
  const index = idSeries(company.seed, 'meeting').indexOf(id)
  const first =
    index !== undefined && index < EXISTING_MEETINGS ? { organizerEmail: `k.nakamura@${DOMAIN}` } : undefined
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

function userOf({ company }: SandboxRequest, email: Json | undefined): User | undefined {
  return company.users.find((user) => same(user.email, email))
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase()
}

function bodyOf({ body }: SandboxRequest): Row {
  return isRow(body) ? body : {}
}
