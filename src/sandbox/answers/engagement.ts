import { isRow } from '../../lib/rows.ts'
import { bare } from '../bare.ts'
import { type Reply, refusal } from '../reply.ts'
import type { Answers, Asked } from './asked.ts'

const EVENTS = 'engagement'

/** Events that other systems report. The three older ones answer with an id by mistake, always the same (quirk 62). */
export const engagement: Answers = {
  addDigitalInteraction: (asked) => reported(asked, { status: 200, body: {} }),
  contentViewed: (asked) => reported(asked, SLIP),
  contentShared: (asked) => reported(asked, SLIP),
  customAction: (asked) => reported(asked, SLIP),
}

const SLIP: Reply = { status: 200, body: { integrationId: bare('5517027188234205706') } }

/** Gong takes each event id once. */
function reported({ changes, body, operation, now }: Asked, done: Reply): Reply {
  const event = isRow(body) ? body : {}
  const id = typeof event.eventId === 'string' ? event.eventId : `unnamed ${changes.all(EVENTS).length}`
  if (changes.get(EVENTS, id)) return refusal(409, 'Conflict - Event was already reported in the past.')
  changes.put(EVENTS, id, { ...event, operation: operation.id, at: now })
  return done
}
