import { isRow, type Row } from '../../lib/rows.ts'
import { basicCallRow } from '../company/call.ts'
import { mayCall } from '../keys.ts'
import { missingScope, type Reply, refusal } from '../reply.ts'
import { filterIn } from '../route.ts'
import {
  acceptMedia,
  addCreatedCall,
  type CreatedCall,
  createdCall,
  createdCalls,
  findCreated,
  joinCalls,
  visibleCreatedCall,
} from './created-calls.ts'
import { extensive } from './extensive.ts'
import { findCalls, isShown } from './find-calls.ts'
import { type Handlers, paged, type SandboxRequest, unpaged } from './request.ts'
import { parseSelector, type Selector } from './selector.ts'

const MEDIA_SCOPE = 'api:calls:read:media-url'
/** 1.5 GB. */
const MOST_BYTES = 1.5 * 1024 ** 3
const MEDIA_FILE = /\.(wav|mp3|mp4|mkv|flac)$/i

/** Calls, without their transcripts. */
export const callHandlers: Handlers = {
  listCalls: (request) => {
    const found = findCalls(request, { filter: request.query, times: request.company.listed })
    const created = findCreated(request, request.query, 'scheduled')
    return paged(request, joinCalls(found, created), (one) =>
      typeof one === 'number' ? basicCallRow(request.company.call(one)) : one.row,
    )
  },

  getCall: (request) => {
    const id = String(request.path.id)
    const index = request.company.indexOf(id)
    if (!request.key.seesCalls) return unknown(id)
    if (index !== undefined)
      return isShown(request, index) ? unpaged(request, basicCallRow(request.company.call(index))) : unknown(id)
    const created = visibleCreatedCall(request, id)
    return created ? unpaged(request, created.row) : unknown(id)
  },

  listCallsExtensive: (request) => {
    const selector = parseSelector(request.body)
    if (selector.has('media') && !mayCall(request.key, MEDIA_SCOPE)) return missingScope(MEDIA_SCOPE)
    const filter = filterIn(request.body)
    const found = findCalls(request, { filter, times: request.company.started })
    return paged(request, joinCalls(found, findCreated(request, filter, 'started')), (one) =>
      typeof one === 'number'
        ? extensive(request.company, request.company.call(one), selector, request)
        : unheard(one, selector),
    )
  },

  addCall: (request) => {
    const body = isRow(request.body) ? request.body : {}
    const twin = createdCalls(request).find(({ row }) => row.clientUniqueId === body.clientUniqueId)
    if (twin)
      return refusal(
        409,
        `A call with clientUniqueId ${twin.row.clientUniqueId} already exists, its call ID is ${twin.id}`,
      )
    return unrecorded(request, body) ?? { status: 200, body: { callId: addCreatedCall(request, body).id } }
  },

  addCallRecording: (request) => {
    const { upload, path } = request
    const call = createdCall(request, String(path.id))
    if (!call)
      return refusal(
        400,
        request.company.indexOf(String(path.id)) === undefined ? unknownCall(path.id) : recorded(path.id),
      )
    if (upload?.field !== 'mediaFile' || upload.size === 0) return refusal(400, 'The form has no mediaFile')
    if (!MEDIA_FILE.test(upload.name)) return refusal(400, `The media type of ${upload.name} is not supported`)
    if (upload.size > MOST_BYTES)
      return refusal(400, `${upload.name} has ${upload.size} bytes, and at most 1.5 GB are taken`)
    if (call.media !== undefined) return refusal(400, recorded(path.id))
    const { id, row } = acceptMedia(request, call, upload.name)
    return { status: 201, body: { callId: id, url: row.url ?? null } }
  },
}

function unknown(id: unknown): Reply {
  return refusal(404, unknownCall(id))
}

function unknownCall(id: unknown): string {
  return `Call ID ${id} was not found`
}

function recorded(id: unknown): string {
  return `Call ID ${id} has its media already`
}

/** A registered call is shown before Gong has understood a word of it. */
function unheard({ row, parties }: CreatedCall, selector: Selector): Row {
  return { metaData: row, ...(selector.has('parties') && { parties }) }
}

function unrecorded({ company }: SandboxRequest, { primaryUser, direction }: Row): Reply | undefined {
  const host = company.users.find(({ id }) => id === primaryUser)
  const settings = isRow(host?.row.settings) ? host.row.settings : {}
  const records = direction !== 'Conference' || settings.webConferencesRecorded === true
  return host?.active && records ? undefined : refusal(409, `The primary user ${primaryUser} is not recorded`)
}
