import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import { analysed, basic, type Call } from '../company/call.ts'
import type { Company } from '../company/company.ts'
import { contextOf, partyContext } from '../company/crm.ts'
import { comments } from '../company/extras.ts'
import { parties } from '../company/parties.ts'
import { media } from '../storage.ts'
import { digest } from '../talk/digest.ts'
import { interactionStats, questions, speakers, video } from '../talk/measures.ts'
import { script } from '../talk/script.ts'
import { trackers } from '../talk/trackers.ts'
import type { Asked } from './asked.ts'
import type { Selector } from './selector.ts'

/** When and where it was asked for: ms, and the origin of the request. */
type Moment = Pick<Asked, 'now' | 'origin'>

/**
 * One call as listCallsExtensive shows it. A call that is not analysed yet has neither `content` nor
 * `interaction`; 3 in 100 of the others lack `content`, and 2 in 100 of the fields asked for are silently left out
 * (field note "What real answers look like").
 */
export function extensive(company: Company, call: Call, selector: Selector, { now, origin }: Moment): Row {
  const present = parties(call, company.users)
  const { contexts } = selector
  const withContext = contexts.depth !== 'None'
  const shown = present.map((party) =>
    withContext ? { ...party.row, context: partyContext(call, party, contexts) } : party.row,
  )
  return {
    metaData: basic(call),
    ...(withContext && { context: contextOf(call, contexts) }),
    ...(selector.has('parties') && { parties: shown }),
    ...(analysed(call) <= now && heard(company, call, selector)),
    ...(selector.any('collaboration') && group(call, selector, 'collaboration', { publicComments: comments(call) })),
    ...(selector.has('media') && { media: media(call, origin, now) }),
  }
}

/** What comes from listening, made only when it is wanted, since the whole talk is needed for it. */
function heard(company: Company, call: Call, selector: Selector): Row {
  if (!selector.any('content') && !selector.any('interaction')) return {}
  const present = parties(call, company.users)
  const said = script(call, present)
  const content = (): Row => ({
    ...digest(call, said),
    trackers: trackers(call, said, selector.has('content.trackerOccurrences')),
  })
  const interaction = (): Row => ({
    speakers: speakers(present, said),
    interactionStats: interactionStats(said, call.host.id),
    video: video(call),
    questions: questions(said),
  })
  const hasContent = selector.any('content') && !new Chance(call.seed, 'content', call.index).odds(0.03)
  return {
    ...(hasContent && group(call, selector, 'content', content())),
    ...(selector.any('interaction') && group(call, selector, 'interaction', interaction())),
  }
}

function group(call: Call, selector: Selector, name: string, fields: Row): Row {
  const wanted = Object.entries(fields).filter(([field]) => selector.has(selectorOf(name, field)))
  const kept = wanted.filter(([field]) => !new Chance(call.seed, 'omit', field, call.index).odds(0.02))
  return { [name]: Object.fromEntries(kept) }
}

/** The selector says `personInteractionStats` for what the answer calls `interactionStats` (quirk 63). */
function selectorOf(group: string, field: string): string {
  return `${group}.${field === 'interactionStats' ? 'personInteractionStats' : field}`
}
