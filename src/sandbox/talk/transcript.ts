import type { Row } from '../../lib/rows.ts'
import type { SandboxCall } from '../company/call.ts'
import { SeededRandom } from '../seeded-random.ts'
import { TOPIC_NAMES } from './call-content.ts'
import type { Monologue } from './script.ts'

/**
 * One call as getCallTranscripts shows it. The topic is null in 8 of 10 monologues (field note "What real answers look
 * like").
 */
export function transcriptRow(call: SandboxCall, monologues: readonly Monologue[]): Row {
  const random = new SeededRandom(call.seed, 'topic', call.index)
  return {
    callId: call.id,
    transcript: monologues.map(({ speaker, phase, sentences }) => ({
      speakerId: speaker.speakerId,
      topic: random.bool(0.2) ? TOPIC_NAMES[phase] : null,
      sentences: sentences.map(({ start, end, text }) => ({ start, end, text })),
    })),
  }
}
