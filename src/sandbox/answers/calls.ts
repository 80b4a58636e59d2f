import { isRow, type Row } from '../../lib/rows.ts'
import { basic } from '../company/call.ts'
import { may } from '../keys.ts'
import { missing, type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, type Asked, page, whole } from './asked.ts'
import { accept, type Created, createdCall, createdCalls, findCreated, joined, keep, shownCall } from './created.ts'
import { extensive } from './extensive.ts'
import { findCalls, isThere } from './found.ts'
import { type Selector, selected } from './selector.ts'

const MEDIA_SCOPE = 'api:calls:read:media-url'
/** 1.5 GB. */
const MOST_BYTES = 1.5 * 1024 ** 3
const MEDIA_FILE = /\.(wav|mp3|mp4|mkv|flac)$/i

/** Calls, without their transcripts. */
export const calls: Answers = {
  listCalls: (asked) => {
    const found = findCalls(asked, { filter: asked.query, times: asked.company.listed })
    const created = findCreated(asked, asked.query, 'scheduled')
    return page(asked, joined(found, created), (one) =>
      typeof one === 'number' ? basic(asked.company.call(one)) : one.row,
    )
  },

  getCall: (asked) => {
    const id = String(asked.path.id)
    const index = asked.company.indexOf(id)
    if (!asked.access.seesCalls) return unknown(id)
    if (index !== undefined) return isThere(asked, index) ? whole(asked, basic(asked.company.call(index))) : unknown(id)
    const created = shownCall(asked, id)
    return created ? whole(asked, created.row) : unknown(id)
  },

  listCallsExtensive: (asked) => {
    const selector = selected(asked.body)
    if (selector.has('media') && !may(asked.access, MEDIA_SCOPE)) return missing(MEDIA_SCOPE)
    const filter = filterOf(asked.body)
    const found = findCalls(asked, { filter, times: asked.company.started })
    return page(asked, joined(found, findCreated(asked, filter, 'started')), (one) =>
      typeof one === 'number'
        ? extensive(asked.company, asked.company.call(one), selector, asked)
        : unheard(one, selector),
    )
  },

  addCall: (asked) => {
    const body = isRow(asked.body) ? asked.body : {}
    const twin = createdCalls(asked).find(({ row }) => row.clientUniqueId === body.clientUniqueId)
    if (twin)
      return refusal(
        409,
        `A call with clientUniqueId ${twin.row.clientUniqueId} already exists, its call ID is ${twin.id}`,
      )
    return unrecorded(asked, body) ?? { status: 200, body: { callId: keep(asked, body).id } }
  },

  addCallRecording: (asked) => {
    const { part, path } = asked
    const call = createdCall(asked, String(path.id))
    if (!call)
      return refusal(
        400,
        asked.company.indexOf(String(path.id)) === undefined ? unknownCall(path.id) : recorded(path.id),
      )
    if (part?.field !== 'mediaFile' || part.size === 0) return refusal(400, 'The form has no mediaFile')
    if (!MEDIA_FILE.test(part.name)) return refusal(400, `The media type of ${part.name} is not supported`)
    if (part.size > MOST_BYTES) return refusal(400, `${part.name} has ${part.size} bytes, and at most 1.5 GB are taken`)
    if (call.media !== undefined) return refusal(400, recorded(path.id))
    const { id, row } = accept(asked, call, part.name)
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
function unheard({ row, parties }: Created, selector: Selector): Row {
  return { metaData: row, ...(selector.has('parties') && { parties }) }
}

function unrecorded({ company }: Asked, { primaryUser, direction }: Row): Reply | undefined {
  const host = company.users.find(({ id }) => id === primaryUser)
  const settings = isRow(host?.row.settings) ? host.row.settings : {}
  const records = direction !== 'Conference' || settings.webConferencesRecorded === true
  return host?.active && records ? undefined : refusal(409, `The primary user ${primaryUser} is not recorded`)
}
