import { parseExact } from '../src/lib/exact-json.ts'
import type { Measured } from './measure.ts'

const ID = 7_782_342_274_025_937_895n

const call = (
  index: number,
) => `{"id":"${ID + BigInt(index)}","url":"https://app.gong.io/call?id=${ID + BigInt(index)}",
  "title":"Acme <> \\"Globex\\": review ${index}","started":"2026-05-01T09:00:00-07:00","duration":${1800 + index},
  "media":"Video","parties":[{"id":"1","name":null,"speakerId":"2"}],"isPrivate":false}`

const sentence = (index: number) => `{"start":${index * 4000},"end":${index * 4000 + 3500},
  "text":"We moved the rollout to May, so that \\"phase two\\" can begin earlier."}`

const scorecard = (index: number) => `{"answeredScorecardId":${ID + BigInt(index)},"scorecardId":5517027188234205706,
  "scorecardName":"Discovery","callId":${ID - BigInt(index)},"callStartTime":"2026-05-01T09:00:00Z",
  "reviewedUserId":234599484848423,"answers":[{"questionId":8816204371123456789,"score":4,"notApplicable":false}]}`

const pages = [
  { name: 'calls, ids as text', row: call, atLeast: 0.6 },
  { name: 'sentences, no long ids', row: sentence, atLeast: 0.6 },
  { name: 'scorecards, many bare ids', row: scorecard, atLeast: 0.4 },
]

/** The quickest of many runs in ms: the one that nothing else on the machine disturbed. */
function quickest(run: () => unknown): number {
  const once = () => {
    const start = performance.now()
    run()
    return performance.now() - start
  }
  return Math.min(...Array.from({ length: 120 }, once))
}

/** The speed of exact parsing, as a share of the parser that loses digits. */
export async function exactJson(): Promise<Measured[]> {
  return pages.map(({ name, row, atLeast }) => {
    const text = `[${Array.from({ length: 3000 }, (_, index) => row(index)).join(',')}]`
    const ratio = quickest(() => JSON.parse(text)) / quickest(() => parseExact(text))
    return { what: `speed of exact JSON: ${name}`, against: '`JSON.parse`', ratio, least: atLeast }
  })
}
