import { analyzedAtMs } from '../company/call.ts'
import { partiesOf } from '../company/parties.ts'
import { filterIn } from '../route.ts'
import { script } from '../talk/script.ts'
import { transcriptRow } from '../talk/transcript.ts'
import { findCreated, joinCalls } from './created-calls.ts'
import { findCalls } from './find-calls.ts'
import { type Handlers, paged } from './request.ts'

/** Transcripts. Those of the last hours are counted but not there yet; those of registered calls never come to be. */
export const transcriptHandlers: Handlers = {
  getCallTranscripts: (request) => {
    const { company, position } = request
    const filter = filterIn(request.body)
    const found = findCalls(request, { filter, times: company.started })
    return paged(request, joinCalls(found, findCreated(request, filter, 'started')), (one) => {
      if (typeof one !== 'number') return undefined
      const call = company.call(one)
      return analyzedAtMs(call) <= position.beganAtMs
        ? transcriptRow(call, script(call, partiesOf(call, company.users)))
        : undefined
    })
  },
}
