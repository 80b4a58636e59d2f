import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Call } from '../company/call.ts'
import { TOPICS } from './digest.ts'
import type { Monologue } from './script.ts'

/**
 * One call as getCallTranscripts shows it. The topic is null in 8 of 10 monologues (field note "What real answers look
 * like").
 */
export function transcript(call: Call, said: readonly Monologue[]): Row {
  const chance = new Chance(call.seed, 'topic', call.index)
  return {
    callId: call.id,
    transcript: said.map(({ speaker, phase, sentences }) => ({
      speakerId: speaker.speakerId,
      topic: chance.odds(0.2) ? TOPICS[phase] : null,
      sentences: sentences.map(({ start, end, text }) => ({ start, end, text })),
    })),
  }
}
