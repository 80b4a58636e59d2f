import type { Row } from '../../lib/rows.ts'
import { Chance } from '../chance.ts'
import type { Call } from '../company/call.ts'
import type { Phase } from './exchanges.ts'
import { type Facts, facts } from './facts.ts'
import type { Kind, Monologue } from './script.ts'

/** What Gong calls each phase, as topic and as part of the structure. */
export const TOPICS: Readonly<Record<Phase, string>> = {
  opening: 'Small Talk',
  discovery: 'Discovery',
  demo: 'Product Demo',
  pricing: 'Pricing',
  objections: 'Objections',
  security: 'Security',
  renewal: 'Account Review',
  team: 'Pipeline Review',
  next: 'Next Steps',
}

const BRIEFS: Readonly<Record<Kind, (known: Facts) => string>> = {
  discovery: ({ account, count, days, erp }) =>
    `${account} handles about ${count} invoices a month in ${erp}. Approvals take ${days} days, and the month end suffers.`,
  demo: ({ account, erp, rival }) =>
    `${account} saw the inbox, the matching and the approval on the phone. The connector to ${erp} matters most; they also look at ${rival}.`,
  pricing: ({ account, price, percent }) =>
    `The quote for ${account} is ${price} a year. Their budget is ${percent} percent below; fewer entities at the start may close the gap.`,
  security: ({ account, month }) =>
    `${account} asked about data residency, sign-in and the SOC 2 report. The questionnaire has to be back before ${month}.`,
  renewal: ({ account, percent }) =>
    `${account} is content: usage grew by ${percent} percent. Credit notes without a reference are the open wish.`,
  team: ({ month }) => `The team went through the open deals and what it commits for ${month}.`,
}

const POINTS: Readonly<Record<Phase, (known: Facts) => string>> = {
  opening: () => 'Introductions and the plan for the call.',
  discovery: ({ days, team }) => `An approval takes ${days} days today, and ${team} has to run after it.`,
  demo: ({ erp }) => `Matching, approval and the connector to ${erp} were shown.`,
  pricing: ({ price }) => `The price stands at ${price} a year, support included.`,
  objections: ({ rival }) => `Doubts about effort and timing; ${rival} was named as the alternative.`,
  security: () => 'Hosting, sign-in and access by support were explained; the report will follow.',
  renewal: ({ percent }) => `Usage is up by ${percent} percent, and the first year is seen as a success.`,
  team: ({ account }) => `${account} was the deal that took the most time.`,
  next: ({ month }) => `A follow-up was agreed, with a start in ${month} in mind.`,
}

/** The monologues of one phase, in order. */
function chapters(said: readonly Monologue[]): Map<Phase, Monologue[]> {
  const result = new Map<Phase, Monologue[]>()
  for (const monologue of said) {
    const chapter = result.get(monologue.phase) ?? []
    chapter.push(monologue)
    result.set(monologue.phase, chapter)
  }
  return result
}

/** Milliseconds as seconds with a fraction, as Gong counts in everything but transcripts (quirk 47). */
export function seconds(ms: number): number {
  return Math.round(ms / 10) / 100
}

function span(chapter: readonly Monologue[]): { start: number; length: number } {
  const start = chapter[0]?.sentences[0]?.start ?? 0
  const end = chapter.at(-1)?.sentences.at(-1)?.end ?? start
  return { start, length: end - start }
}

/** The part of `content` that is made from the talk, each field by the name of its selector. */
export function digest(call: Call, said: readonly Monologue[]): Row {
  const known = facts(call)
  const parts = [...chapters(said)].map(([phase, chapter]) => ({ phase, chapter, ...span(chapter) }))
  const lasting = parts.map(({ phase, length }) => ({ name: TOPICS[phase], duration: Math.round(length / 1000) }))
  return {
    structure: lasting,
    topics: lasting.filter(({ duration }) => duration >= 30),
    brief: BRIEFS[call.kind](known),
    outline: parts.map(({ phase, chapter, start, length }) => ({
      section: TOPICS[phase],
      startTime: seconds(start),
      duration: seconds(length),
      items: items(POINTS[phase](known), chapter),
    })),
    highlights: [
      {
        title: 'Next steps',
        items: parts
          .filter(({ phase }) => phase === 'next')
          .map(({ start }) => ({ text: POINTS.next(known), startTimes: [seconds(start)] })),
      },
    ],
    keyPoints: parts.filter(({ phase }) => phase !== 'opening').map(({ phase }) => ({ text: POINTS[phase](known) })),
    ...(call.direction !== 'Conference' && { callOutcome: outcome(call) }),
  }
}

/** The point of a chapter first, then the first words of two of its turns. */
function items(point: string, chapter: readonly Monologue[]): Row[] {
  return [0, 1 / 3, 2 / 3].flatMap((place, nth) => {
    const sentence = chapter[Math.floor(chapter.length * place)]?.sentences[0]
    return sentence ? [{ text: nth === 0 ? point : sentence.text, startTime: seconds(sentence.start) }] : []
  })
}

function outcome({ seed, index }: Call): Row {
  return new Chance(seed, 'outcome', index).pick([
    { id: 'MEETING_BOOKED', category: 'Answered', name: 'Meeting booked' },
    { id: 'NOT_INTERESTED', category: 'Answered', name: 'Not interested' },
    { id: 'CALL_BACK_LATER', category: 'Answered', name: 'Call back later' },
  ])
}
