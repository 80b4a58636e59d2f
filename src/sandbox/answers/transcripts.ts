import { analysed } from '../company/call.ts'
import { parties } from '../company/parties.ts'
import { filterOf } from '../route.ts'
import { script } from '../talk/script.ts'
import { transcript } from '../talk/transcript.ts'
import { type Answers, page } from './asked.ts'
import { findCalls } from './found.ts'

/** Transcripts. Those of the last hours are counted but not there yet. */
export const transcripts: Answers = {
  getCallTranscripts: (asked) => {
    const { company, place } = asked
    const found = findCalls(asked, { filter: filterOf(asked.body), times: company.started })
    return page(asked, found, (index) => {
      const call = company.call(index)
      return analysed(call) <= place.began ? transcript(call, script(call, parties(call, company.users))) : undefined
    })
  },
}
