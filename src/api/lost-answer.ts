import { Failure } from '../lib/errors.ts'
import type { ApiRequest } from './request.ts'
import { neverLeft } from './retry.ts'

/** Hints how to check whether a request took effect, by operationId. Erasures of a person have their own in `privacy/`. */
const HOW_TO_CHECK: { readonly [id: string]: string } = {
  addCall: 'the same line again: Gong takes each --client-id once',
  addCallRecording: 'gong calls details with the id of the call shows its media, in some hours',
  addMeeting: 'look in the calendar of the organizer before it is created again',
  updateMeeting: 'the same line again: it sets the same',
  deleteMeeting: 'look in the calendar of the organizer',
  addUsersAccessToCalls: 'gong calls access list with the ids of the calls',
  deleteUsersAccessToCalls: 'gong calls access list with the ids of the calls',
  assignProspects: 'gong flows assigned with the ids of the prospects',
  assignProspectsCoolOffOverrides: 'gong flows assigned with the ids of the prospects',
  submitFlowProspectsBulkAssignment: 'gong flows assigned with the ids of the prospects, in some minutes',
  unassignProspectFlows: 'gong flows assigned with the id of the prospect',
  unassignFlows: 'gong flows assigned --instance with the ids of the instances',
  createPermissionProfile: 'gong permissions list, for a profile of that name',
  updatePermissionProfile: 'gong permissions get with the id of the profile',
  registerGenericCrmIntegration: 'gong crm integration get',
  deleteGenericCrmIntegration: 'gong crm integration get',
  uploadCrmData: 'gong crm status with the name of the request',
  uploadCrmSchemaField: 'gong crm schema get',
  integrationSettings: 'the same line again: it sets the same',
  updateReminder: 'gong tasks list --user with the id of the user',
  addDigitalInteraction: 'the same line again: Gong takes each --event-id once',
  contentViewed: 'the same line again: Gong takes each --event-id once',
  contentShared: 'the same line again: Gong takes each --event-id once',
  customAction: 'the same line again: Gong takes each --event-id once',
  askEntity: 'the question may have been paid for; Gong shows what was spent',
  generateBrief: 'the brief may have been paid for; Gong shows what was spent',
}

const NOT_KNOWN = ' Whether Gong has done it is not known'
const NOT_AGAIN = '; it was not sent again'

/** The failure of a write that was sent several times, since Gong said after each but the last that it has not arrived. */
export function afterTries(failure: Failure, tries: number): Failure {
  const { kind, message, hint, requestId, scope, status, cause } = failure
  if (tries === 1 || !message.endsWith(NOT_AGAIN)) return failure
  const text = `${message.slice(0, -NOT_AGAIN.length)}; it was sent ${tries} times`
  return new Failure(kind, text, { hint, requestId, scope, status, cause })
}

/** Why a request failed, without what became of it: the reason why others were not sent. */
export function withoutOutcome(message: string): string {
  const at = message.indexOf(NOT_KNOWN)
  return at < 0 ? message : message.slice(0, at).replace(/\.$/, '')
}

/**
 * Adds to the failure of a write whose outcome is unknown that it is, and how to check. Returns other failures unchanged:
 * of reads, refusals, and requests that never left.
 */
export function withUnknownOutcome({ effect, operation, idempotent }: ApiRequest, failure: Failure): Failure {
  const { kind, message, requestId, status, cause } = failure
  if (effect === 'read' || kind !== 'unreachable' || neverLeft(cause)) return failure
  const howToCheck = operation && HOW_TO_CHECK[operation.id]
  if (operation !== undefined && howToCheck === undefined) return failure
  const end = /[.?!]$/.test(message) ? '' : '.'
  const again = idempotent ? '' : NOT_AGAIN
  return new Failure(kind, `${message}${end}${NOT_KNOWN}${again}`, {
    hint: howToCheck ?? failure.hint,
    requestId,
    status,
    cause,
  })
}
