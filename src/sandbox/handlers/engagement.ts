import { isRow } from '../../lib/rows.ts'
import { bareNumber } from '../bare-numbers.ts'
import { type Reply, refusal } from '../reply.ts'
import type { Handlers, SandboxRequest } from './request.ts'

const EVENTS = 'engagement'

/** Events that other systems report. The three older ones answer with an id by mistake, always the same (quirk 62). */
export const engagementHandlers: Handlers = {
  addDigitalInteraction: (request) => reported(request, { status: 200, body: {} }),
  contentViewed: (request) => reported(request, WRONG_REPLY),
  contentShared: (request) => reported(request, WRONG_REPLY),
  customAction: (request) => reported(request, WRONG_REPLY),
}

const WRONG_REPLY: Reply = { status: 200, body: { integrationId: bareNumber('5517027188234205706') } }

/** Gong takes each event id once. */
function reported({ changes, body, operation, now }: SandboxRequest, done: Reply): Reply {
  const event = isRow(body) ? body : {}
  const id = typeof event.eventId === 'string' ? event.eventId : `unnamed ${changes.all(EVENTS).length}`
  if (changes.get(EVENTS, id)) return refusal(409, 'Conflict - Event was already reported in the past.')
  changes.put(EVENTS, id, { ...event, operation: operation.id, at: now })
  return done
}
