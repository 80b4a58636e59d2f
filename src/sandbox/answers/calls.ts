import { basic } from '../company/call.ts'
import { missing, refusal } from '../reply.ts'
import { filterOf } from '../route.ts'
import { type Answers, page, whole } from './asked.ts'
import { extensive } from './extensive.ts'
import { findCalls, isThere } from './found.ts'
import { selected } from './selector.ts'

const MEDIA_SCOPE = 'api:calls:read:media-url'

/** Calls, without their transcripts. */
export const calls: Answers = {
  listCalls: (asked) => {
    const found = findCalls(asked, { filter: asked.query, times: asked.company.listed })
    return page(asked, found, (index) => basic(asked.company.call(index)))
  },

  getCall: (asked) => {
    const index = asked.company.indexOf(String(asked.path.id))
    const seen = index !== undefined && asked.access.seesCalls && isThere(asked, index)
    return seen
      ? whole(asked, basic(asked.company.call(index)))
      : refusal(404, `Call ID ${asked.path.id} was not found`)
  },

  listCallsExtensive: (asked) => {
    const selector = selected(asked.body)
    const lacks: readonly string[] = asked.access.lacks
    if (selector.has('media') && lacks.includes(MEDIA_SCOPE)) return missing(MEDIA_SCOPE)
    const found = findCalls(asked, { filter: filterOf(asked.body), times: asked.company.started })
    return page(asked, found, (index) => extensive(asked.company, asked.company.call(index), selector, asked.now))
  },
}
