import type { Row } from '../../lib/rows.ts'
import { type Handlers, unpaged } from './request.ts'

/** What can come of a call through the dialer; an outcome without a sentiment or a to-do lacks the field. */
const OUTCOMES: readonly Row[] = [
  {
    callOutcome: 'Meeting booked',
    connectStatus: 'CONNECTED',
    sentiment: 'POSITIVE',
    todoAction: 'COMPLETE_AND_REMOVE',
  },
  { callOutcome: 'Call back later', connectStatus: 'CONNECTED', sentiment: 'NEUTRAL', todoAction: 'COMPLETE' },
  { callOutcome: 'Not interested', connectStatus: 'CONNECTED', sentiment: 'NEGATIVE', automation: 'MARK_AS_OPT_OUT' },
  { callOutcome: 'Left a message', connectStatus: 'NOT_CONNECTED', todoAction: 'COMPLETE' },
  { callOutcome: 'No answer', connectStatus: 'NOT_CONNECTED' },
  { callOutcome: 'Wrong number', connectStatus: 'NOT_CONNECTED', sentiment: 'NEGATIVE' },
]

export const outcomeHandlers: Handlers = {
  listCallOutcomes: (request) =>
    unpaged(
      request,
      OUTCOMES.map((outcome, index) => ({
        ...outcome,
        displayOrder: index + 1,
        category: outcome.connectStatus === 'CONNECTED' ? 'ANSWERED' : 'NOT_ANSWERED',
      })),
    ),
}
