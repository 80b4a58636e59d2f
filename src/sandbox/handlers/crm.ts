import { isRow, type Json, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import { bareNumber } from '../bare-numbers.ts'
import { callContext } from '../company/crm.ts'
import { recordOf } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { currentIntegration, nextIntegration, scheduleDeletion } from './crm-integration.ts'
import { saveObjects, uploadedObject } from './crm-objects.ts'
import { readRequest, requestState, saveRequest } from './crm-requests.ts'
import { CRM_TYPES, fieldsOf, saveFields } from './crm-schema.ts'
import { type Handlers, paged, type SandboxRequest, unpaged } from './request.ts'

/** The generic CRM integration. Uploads and deletions take some seconds of the sandbox's clock. */
export const crmHandlers: Handlers = {
  listGenericCrmIntegration: (request) => {
    const one = currentIntegration(request)
    return unpaged(request, one === undefined ? [] : [{ ...one.row, integrationId: bareNumber(one.id) }])
  },

  registerGenericCrmIntegration: (request) => {
    if (currentIntegration(request) !== undefined)
      return refusal(409, 'Conflict - An active integration already exists.')
    return {
      status: 200,
      body: { integrationId: bareNumber(nextIntegration(request, isRow(request.body) ? request.body : {})) },
    }
  },

  deleteGenericCrmIntegration: (request) => {
    saveRequest(request, { objects: 0, errors: [] })
    scheduleDeletion(request)
    return taken(request)
  },

  getCrmObjects: (request) => {
    const objects = textsIn(request.body).map((id): [string, Json] => [id, objectOf(request, id)])
    return unpaged(request, Object.fromEntries(objects))
  },

  uploadCrmData: (request) => {
    const type = String(request.query.objectType)
    const { objects, errors } = readRequest(request.upload?.text ?? '', type, fieldsOf(request, type), request.fails)
    saveRequest(request, { objects: objects.length, errors })
    saveObjects(request, objects)
    return taken(request)
  },

  listCrmSchemaFields: (request) => {
    const { objectType } = request.query
    const types = objectType === undefined ? CRM_TYPES : [String(objectType)]
    return unpaged(request, Object.fromEntries(types.map((type) => [type, [...fieldsOf(request, type)]])))
  },

  uploadCrmSchemaField: (request) => {
    saveFields(request, rowsIn(request.body))
    return { status: 201, body: {} }
  },

  getRequestStatus: (request) => {
    const state = requestState(request)
    return state
      ? { status: 200, body: state }
      : refusal(400, `Client request id ${request.query.clientRequestId} is unknown`)
  },

  manualCrmAssociations: (request) => {
    const since = Date.parse(String(request.query.fromDateTime))
    return paged(request, byHand(request, since), (row) => row)
  },
}

function taken({ query }: SandboxRequest): Reply {
  return { status: 201, body: { clientRequestId: query.clientRequestId ?? null } }
}

/** What was uploaded, else what the CRM had before; null for what Gong does not know (quirk 66). */
function objectOf(request: SandboxRequest, id: string): Json {
  const object = uploadedObject(request, id)
  if (object) return object.isDeleted === true ? null : object
  if (currentIntegration(request)?.first !== true) return null
  return recordOf(request.company.seed, String(request.query.objectType), id)?.fields ?? null
}

/** One call in forty was tied to its account by hand; the oldest tie comes first. */
function byHand({ company, position }: SandboxRequest, since: number): Row[] {
  const tied = [...company.started].flatMap((at, index) =>
    index % 40 === 7 && at > since && at <= position.beganAtMs ? [{ at, index }] : [],
  )
  return tied
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, index }) => {
      const call = company.call(index)
      const [context] = callContext(call, { depth: 'Basic', timing: ['Now'] })
      const [object] = rowsIn(context?.objects)
      if (object === undefined) return []
      const { objectType = null, objectId = null } = object
      return [{ callId: call.id, associationTime: new Date(at).toISOString(), objectType, objectId }]
    })
}
