import { Failure } from '../lib/errors.ts'
import type { Call } from './request.ts'
import { neverLeft } from './retry.ts'

/** How to find out whether Gong has done what was sent, by its operationId. Erasures of a person have words of their own. */
const LOOKS: { readonly [id: string]: string } = {
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

/**
 * The failure of a request that does more than read, when nothing tells whether Gong has done it: it says so, and how to
 * look. Any other failure stays as it is.
 */
export function lost({ effect, operation, repeatable }: Call, failure: Failure): Failure {
  const { kind, message, requestId, status, cause } = failure
  if (effect === 'read' || kind !== 'unreachable' || neverLeft(cause)) return failure
  const look = operation && LOOKS[operation.id]
  if (operation !== undefined && look === undefined) return failure
  const end = /[.?!]$/.test(message) ? '' : '.'
  const again = repeatable ? '' : '; it was not sent again'
  return new Failure(kind, `${message}${end} Whether Gong has done it is not known${again}`, {
    hint: look ?? failure.hint,
    requestId,
    status,
    cause,
  })
}
