import { isRow, type Json, type Row } from '../../rows.ts'
import { bare } from '../bare.ts'
import { contextOf } from '../company/crm.ts'
import { recordOf } from '../company/records.ts'
import { type Reply, refusal } from '../reply.ts'
import { type Answers, type Asked, whole } from './asked.ts'
import { deleteSoon, integrationNow, nextIntegration } from './crm-integration.ts'
import { isUsed, keepRequest, read, stateOf } from './crm-requests.ts'
import { fieldsOf, keepFields, leftOut } from './crm-schema.ts'

const OBJECTS = 'crm objects'
/** More ids than this are silently dropped (quirk 13). */
const MOST = 100

/** The generic CRM integration. Uploads and deletions take some seconds of the sandbox's clock. */
export const crm: Answers = {
  listGenericCrmIntegration: (asked) => {
    const one = integrationNow(asked)
    return whole(asked, one === undefined ? [] : [{ ...one.row, integrationId: bare(one.id) }])
  },

  registerGenericCrmIntegration: (asked) => {
    if (integrationNow(asked) !== undefined) return refusal(409, 'A CRM integration already exists for this company')
    return { status: 200, body: { integrationId: bare(nextIntegration(asked, isRow(asked.body) ? asked.body : {})) } }
  },

  deleteGenericCrmIntegration: (asked) =>
    onceOnly(asked, (clientRequestId) => {
      keepRequest(asked, { objects: 0, errors: [] })
      deleteSoon(asked)
      return { status: 201, body: { clientRequestId } }
    }),

  getCrmObjects: (asked) =>
    inside(asked, () => {
      const ids = Array.isArray(asked.body) ? asked.body.slice(0, MOST).map(String) : []
      return { status: 200, body: { crmObjectsMap: Object.fromEntries(ids.map((id) => [id, objectOf(asked, id)])) } }
    }),

  uploadCrmData: (asked) =>
    onceOnly(asked, (clientRequestId) => {
      if (asked.part?.field !== 'dataFile') return refusal(400, 'dataFile is required')
      const { objects, errors } = read(asked.part.text)
      keepRequest(asked, { objects: objects.length, errors })
      for (const object of objects) asked.changes.put(OBJECTS, keyOf(asked, String(object.objectId)), object)
      return { status: 201, body: { clientRequestId } }
    }),

  listCrmSchemaFields: (asked) =>
    inside(asked, () => whole(asked, { [String(asked.query.objectType)]: [...fieldsOf(asked)] })),

  uploadCrmSchemaField: (asked) =>
    inside(asked, () => {
      const fields = Array.isArray(asked.body) ? asked.body.filter((field: Json) => isRow(field)) : []
      const missing = leftOut(asked, fields)
      if (missing.length > 0)
        return refusal(400, ...missing.map((name) => `Field [${name}] is missing from the request`))
      keepFields(asked, fields)
      return { status: 201, body: {} }
    }),

  getRequestStatus: (asked) => {
    const state = stateOf(asked)
    return state
      ? { status: 200, body: state }
      : refusal(400, `Client request id ${asked.query.clientRequestId} is unknown`)
  },

  manualCrmAssociations: (asked) => {
    const since = Date.parse(String(asked.query.fromDateTime))
    return { status: 200, body: { associations: byHand(asked, since) } }
  },
}

function inside(asked: Asked, answer: () => Reply): Reply {
  const id = String(asked.query.integrationId)
  return integrationNow(asked)?.id === id ? answer() : refusal(400, `Integration ${id} does not exist`)
}

function onceOnly(asked: Asked, answer: (clientRequestId: string) => Reply): Reply {
  return inside(asked, () =>
    isUsed(asked)
      ? refusal(409, 'Client request id has already been used')
      : answer(String(asked.query.clientRequestId)),
  )
}

function keyOf({ query }: Asked, id: string): string {
  return `${query.integrationId} ${query.objectType} ${id}`
}

/** What was uploaded, else what the CRM had before; null for what Gong does not know (quirk 66). */
function objectOf(asked: Asked, id: string): Json {
  const uploaded = asked.changes.get(OBJECTS, keyOf(asked, id))
  if (uploaded) return uploaded.isDeleted === true ? null : uploaded
  if (integrationNow(asked)?.first !== true) return null
  return recordOf(asked.company.seed, String(asked.query.objectType), id)?.fields ?? null
}

/** One call in forty was tied to its account by hand. */
function byHand({ company, place }: Asked, since: number): Row[] {
  return [...company.started].flatMap((at, index) => {
    if (index % 40 !== 7 || at <= since || at > place.began) return []
    const call = company.call(index)
    const [context] = contextOf(call, { depth: 'Basic', timing: ['Now'] })
    const [object] = Array.isArray(context?.objects) ? context.objects : []
    if (!isRow(object)) return []
    const { objectType = null, objectId = null } = object
    return [{ callId: call.id, associationTime: new Date(at).toISOString(), objectType, objectId }]
  })
}
