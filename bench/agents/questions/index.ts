import type { Truth } from '../truth.ts'
import { aboutCalls } from './calls.ts'
import { insideCalls } from './one-call.ts'
import { aboutPeople } from './people.ts'
import type { GoldenQuestion } from './question.ts'
import { insideTranscripts } from './transcript.ts'
import { aboutWords } from './words.ts'

/** The questions, about a company as it is at some moment. */
export function goldenQuestions(truth: Truth): readonly GoldenQuestion[] {
  return [
    ...aboutCalls(truth),
    ...insideCalls(truth),
    ...insideTranscripts(truth),
    ...aboutWords(truth),
    ...aboutPeople(truth),
  ]
}
