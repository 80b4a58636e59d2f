import { isRow, type Row } from '../../rows.ts'
import { basic } from '../company/call.ts'
import { missing, type Reply, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, type Asked, page, whole } from './asked.ts'
import { accept, type Created, createdCall, createdCalls, findCreated, keep } from './created.ts'
import { extensive } from './extensive.ts'
import { findCalls, isThere } from './found.ts'
import { type Selector, selected } from './selector.ts'

const MEDIA_SCOPE = 'api:calls:read:media-url'
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
    const created = createdCall(asked, id)
    return created ? whole(asked, created.row) : unknown(id)
  },

  listCallsExtensive: (asked) => {
    const selector = selected(asked.body)
    const lacks: readonly string[] = asked.access.lacks
    if (selector.has('media') && lacks.includes(MEDIA_SCOPE)) return missing(MEDIA_SCOPE)
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
    const wrong = contradiction(body) ?? unrecorded(asked, body)
    return wrong ?? { status: 200, body: { callId: keep(asked, body).id } }
  },

  addCallRecording: (asked) => {
    const { part, path } = asked
    const call = createdCall(asked, String(path.id))
    if (!call) return asked.company.indexOf(String(path.id)) === undefined ? unknown(path.id) : recorded(path.id)
    if (part?.field !== 'mediaFile' || part.size === 0) return refusal(400, 'The form has no mediaFile')
    if (!MEDIA_FILE.test(part.name)) return refusal(400, `The media type of ${part.name} is not supported`)
    if (call.media !== undefined) return recorded(path.id)
    const { id, row } = accept(asked, call, part.name)
    return { status: 201, body: { callId: id, url: row.url ?? null } }
  },
}

function unknown(id: unknown): Reply {
  return refusal(404, `Call ID ${id} was not found`)
}

function recorded(id: unknown): Reply {
  return refusal(409, `Call ID ${id} has its media already`)
}

/** Calls of the company by index, then those that were registered here, as one list that is never made whole. */
function joined(
  found: Uint32Array,
  created: readonly Created[],
): { readonly length: number; slice(from: number, to: number): (number | Created)[] } {
  const rest = (at: number): number => Math.max(0, at - found.length)
  return {
    length: found.length + created.length,
    slice: (from, to) => [...found.slice(from, to), ...created.slice(rest(from), rest(to))],
  }
}

/** A registered call is shown before Gong has understood a word of it. */
function unheard({ row, parties }: Created, selector: Selector): Row {
  return { metaData: row, ...(selector.has('parties') && { parties }) }
}

/** Inputs that exclude each other (quirk 33). */
function contradiction(body: Row): Reply | undefined {
  const parties = Array.isArray(body.parties) ? body.parties.filter(isRow) : []
  if (!parties.some(({ userId }) => userId === body.primaryUser))
    return refusal(400, 'parties must include primaryUser')
  if (body.speakersTimeline !== undefined && parties.some(({ mediaChannelId }) => mediaChannelId !== undefined))
    return refusal(400, 'speakersTimeline and mediaChannelId exclude each other')
  return undefined
}

function unrecorded({ company }: Asked, { primaryUser, direction }: Row): Reply | undefined {
  const host = company.users.find(({ id }) => id === primaryUser)
  const settings = isRow(host?.row.settings) ? host.row.settings : {}
  const records = direction !== 'Conference' || settings.webConferencesRecorded === true
  return host?.active && records ? undefined : refusal(409, `The primary user ${primaryUser} is not recorded`)
}
