import type { Row } from '../../lib/rows.ts'
import { analyzedAtMs, basicCallRow, type SandboxCall } from '../company/call.ts'
import { commentRows } from '../company/comments.ts'
import type { SandboxCompany } from '../company/company.ts'
import { callContext, partyContext } from '../company/crm.ts'
import { type CallParty, partiesOf } from '../company/parties.ts'
import { mediaLinks } from '../media-links.ts'
import { rememberFor } from '../remember.ts'
import { SeededRandom } from '../seeded-random.ts'
import { callContent } from '../talk/call-content.ts'
import { script } from '../talk/script.ts'
import { interactionStats, questionCounts, speakerRows, videoRows } from '../talk/speech-stats.ts'
import { trackerRows } from '../talk/trackers.ts'
import type { SandboxRequest } from './request.ts'
import type { Selector } from './selector.ts'

/** When and where it was asked for: ms, and the origin of the request. */
type Moment = Pick<SandboxRequest, 'now' | 'origin'>

/**
 * One call as listCallsExtensive shows it. A call that is not analysed yet has neither `content` nor
 * `interaction`; 3 in 100 of the others lack `content`, and 2 in 100 of the fields asked for are silently left out
 * (field note "What real answers look like").
 */
export function extensive(
  company: SandboxCompany,
  call: SandboxCall,
  selector: Selector,
  { now, origin }: Moment,
): Row {
  const present = partiesOf(call, company.users)
  const { contexts } = selector
  const withContext = contexts.depth !== 'None'
  const shown = present.map((party) =>
    withContext ? { ...party.row, context: partyContext(call, party, contexts) } : party.row,
  )
  return {
    metaData: basicCallRow(call),
    ...(withContext && { context: callContext(call, contexts) }),
    ...(selector.has('parties') && { parties: shown }),
    ...(analyzedAtMs(call) <= now && heard(call, present, selector)),
    ...(selector.any('collaboration') && group(call, selector, 'collaboration', { publicComments: commentRows(call) })),
    ...(selector.has('media') && { media: mediaLinks(call, origin, now) }),
  }
}

/** What comes from listening, made only when it is wanted, since the whole talk is needed for it. */
function heard(call: SandboxCall, present: readonly CallParty[], selector: Selector): Row {
  const hasContent = selector.any('content') && !new SeededRandom(call.seed, 'content', call.index).bool(0.03)
  const content = (): Row => ({
    ...spoken(call, present),
    ...(selector.has('content.trackers') && {
      trackers: (selector.has('content.trackerOccurrences') ? trackersWithTimes : trackers)(call, present),
    }),
  })
  return {
    ...(hasContent && group(call, selector, 'content', content())),
    ...(selector.any('interaction') && group(call, selector, 'interaction', interaction(call, present))),
  }
}

type Heard<Value> = (call: SandboxCall, present: readonly CallParty[]) => Value

const spoken: Heard<Row> = rememberFor((call, present) => callContent(call, script(call, present)))
const trackers: Heard<Row[]> = rememberFor((call, present) => trackerRows(call, script(call, present), false))
const trackersWithTimes: Heard<Row[]> = rememberFor((call, present) => trackerRows(call, script(call, present), true))

const interaction = rememberFor((call: SandboxCall, present: readonly CallParty[]): Row => {
  const monologues = script(call, present)
  return {
    speakers: speakerRows(present, monologues),
    interactionStats: interactionStats(monologues, call.host.id),
    video: videoRows(call),
    questions: questionCounts(monologues),
  }
})

function group(call: SandboxCall, selector: Selector, name: string, fields: Row): Row {
  const wanted = Object.entries(fields).filter(([field]) => selector.has(selectorOf(name, field)))
  const kept = wanted.filter(([field]) => !new SeededRandom(call.seed, 'omit', field, call.index).bool(0.02))
  return { [name]: Object.fromEntries(kept) }
}

/** The selector says `personInteractionStats` for what the answer calls `interactionStats` (quirk 63). */
function selectorOf(group: string, field: string): string {
  return `${group}.${field === 'interactionStats' ? 'personInteractionStats' : field}`
}
