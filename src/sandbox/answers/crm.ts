import { isRow, type Json, type Row, rowsIn, textsIn } from '../../lib/rows.ts'
import { bare } from '../bare.ts'
import { contextOf } from '../company/crm.ts'
import { recordOf } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { type Answers, type Asked, page, whole } from './asked.ts'
import { deleteSoon, integrationNow, nextIntegration } from './crm-integration.ts'
import { keepObjects, uploaded } from './crm-objects.ts'
import { keepRequest, read, stateOf } from './crm-requests.ts'
import { fieldsOf, keepFields, TYPES } from './crm-schema.ts'

/** The generic CRM integration. Uploads and deletions take some seconds of the sandbox's clock. */
export const crm: Answers = {
  listGenericCrmIntegration: (asked) => {
    const one = integrationNow(asked)
    return whole(asked, one === undefined ? [] : [{ ...one.row, integrationId: bare(one.id) }])
  },

  registerGenericCrmIntegration: (asked) => {
    if (integrationNow(asked) !== undefined) return refusal(409, 'Conflict - An active integration already exists.')
    return { status: 200, body: { integrationId: bare(nextIntegration(asked, isRow(asked.body) ? asked.body : {})) } }
  },

  deleteGenericCrmIntegration: (asked) => {
    keepRequest(asked, { objects: 0, errors: [] })
    deleteSoon(asked)
    return taken(asked)
  },

  getCrmObjects: (asked) => {
    const objects = textsIn(asked.body).map((id): [string, Json] => [id, objectOf(asked, id)])
    return whole(asked, Object.fromEntries(objects))
  },

  uploadCrmData: (asked) => {
    const { objects, errors } = read(asked.part?.text ?? '', String(asked.query.objectType))
    keepRequest(asked, { objects: objects.length, errors })
    keepObjects(asked, objects)
    return taken(asked)
  },

  listCrmSchemaFields: (asked) => {
    const { objectType } = asked.query
    const types = objectType === undefined ? TYPES : [String(objectType)]
    return whole(asked, Object.fromEntries(types.map((type) => [type, [...fieldsOf(asked, type)]])))
  },

  uploadCrmSchemaField: (asked) => {
    keepFields(asked, rowsIn(asked.body))
    return { status: 201, body: {} }
  },

  getRequestStatus: (asked) => {
    const state = stateOf(asked)
    return state
      ? { status: 200, body: state }
      : refusal(400, `Client request id ${asked.query.clientRequestId} is unknown`)
  },

  manualCrmAssociations: (asked) => {
    const since = Date.parse(String(asked.query.fromDateTime))
    return page(asked, byHand(asked, since), (row) => row)
  },
}

function taken({ query }: Asked): Reply {
  return { status: 201, body: { clientRequestId: query.clientRequestId ?? null } }
}

/** What was uploaded, else what the CRM had before; null for what Gong does not know (quirk 66). */
function objectOf(asked: Asked, id: string): Json {
  const object = uploaded(asked, id)
  if (object) return object.isDeleted === true ? null : object
  if (integrationNow(asked)?.first !== true) return null
  return recordOf(asked.company.seed, String(asked.query.objectType), id)?.fields ?? null
}

/** One call in forty was tied to its account by hand; the oldest tie comes first. */
function byHand({ company, place }: Asked, since: number): Row[] {
  const tied = [...company.started].flatMap((at, index) =>
    index % 40 === 7 && at > since && at <= place.began ? [{ at, index }] : [],
  )
  return tied
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, index }) => {
      const call = company.call(index)
      const [context] = contextOf(call, { depth: 'Basic', timing: ['Now'] })
      const [object] = rowsIn(context?.objects)
      if (object === undefined) return []
      const { objectType = null, objectId = null } = object
      return [{ callId: call.id, associationTime: new Date(at).toISOString(), objectType, objectId }]
    })
}
