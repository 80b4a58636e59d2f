import { analysed } from '../company/call.ts'
import { parties } from '../company/parties.ts'
import { filterOf } from '../route.ts'
import { script } from '../talk/script.ts'
import { transcript } from '../talk/transcript.ts'
import { type Answers, page } from './asked.ts'
import { findCreated, joined } from './created.ts'
import { findCalls } from './found.ts'

/** Transcripts. Those of the last hours are counted but not there yet; those of registered calls never come to be. */
export const transcripts: Answers = {
  getCallTranscripts: (asked) => {
    const { company, place } = asked
    const filter = filterOf(asked.body)
    const found = findCalls(asked, { filter, times: company.started })
    return page(asked, joined(found, findCreated(asked, filter, 'started')), (one) => {
      if (typeof one !== 'number') return undefined
      const call = company.call(one)
      return analysed(call) <= place.began ? transcript(call, script(call, parties(call, company.users))) : undefined
    })
  },
}
