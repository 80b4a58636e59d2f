import type { Row } from '../../lib/rows.ts'
import type { SandboxCall } from '../company/call.ts'
import type { CallKind } from '../company/call-kind.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { Phase } from './exchanges.ts'
import { type CallFacts, factsOf } from './facts.ts'
import type { Monologue } from './script.ts'

/** What Gong calls each phase, as topic and as part of the structure. */
export const TOPIC_NAMES: Readonly<Record<Phase, string>> = {
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

const BRIEFS: Readonly<Record<CallKind, (known: CallFacts) => string>> = {
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

const POINTS: Readonly<Record<Phase, (known: CallFacts) => string>> = {
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
function byPhase(monologues: readonly Monologue[]): Map<Phase, Monologue[]> {
  const result = new Map<Phase, Monologue[]>()
  for (const monologue of monologues) {
    const chapter = result.get(monologue.phase) ?? []
    chapter.push(monologue)
    result.set(monologue.phase, chapter)
  }
  return result
}

/** Milliseconds as seconds with a fraction, as Gong counts in everything but transcripts (quirk 47). */
export function toSeconds(ms: number): number {
  return Math.round(ms / 10) / 100
}

function span(chapter: readonly Monologue[]): { start: number; length: number } {
  const start = chapter[0]?.sentences[0]?.start ?? 0
  const end = chapter.at(-1)?.sentences.at(-1)?.end ?? start
  return { start, length: end - start }
}

/** The part of `content` that is made from the talk, each field by the name of its selector. */
export function callContent(call: SandboxCall, monologues: readonly Monologue[]): Row {
  const facts = factsOf(call)
  const parts = [...byPhase(monologues)].map(([phase, chapter]) => ({ phase, chapter, ...span(chapter) }))
  const lasting = parts.map(({ phase, length }) => ({ name: TOPIC_NAMES[phase], duration: Math.round(length / 1000) }))
  return {
    structure: lasting,
    topics: lasting.filter(({ duration }) => duration >= 30),
    brief: BRIEFS[call.kind](facts),
    outline: parts.map(({ phase, chapter, start, length }) => ({
      section: TOPIC_NAMES[phase],
      startTime: toSeconds(start),
      duration: toSeconds(length),
      items: items(POINTS[phase](facts), chapter),
    })),
    highlights: [
      {
        title: 'Next steps',
        items: parts
          .filter(({ phase }) => phase === 'next')
          .map(({ start }) => ({ text: POINTS.next(facts), startTimes: [toSeconds(start)] })),
      },
    ],
    keyPoints: parts.filter(({ phase }) => phase !== 'opening').map(({ phase }) => ({ text: POINTS[phase](facts) })),
    ...(call.direction !== 'Conference' && { callOutcome: outcome(call) }),
  }
}

/** The point of a chapter first, then the first words of two of its turns. */
function items(point: string, chapter: readonly Monologue[]): Row[] {
  return [0, 1 / 3, 2 / 3].flatMap((share, index) => {
    const sentence = chapter[Math.floor(chapter.length * share)]?.sentences[0]
    return sentence ? [{ text: index === 0 ? point : sentence.text, startTime: toSeconds(sentence.start) }] : []
  })
}

function outcome({ seed, index }: SandboxCall): Row {
  return new SeededRandom(seed, 'outcome', index).pick([
    { id: 'MEETING_BOOKED', category: 'Answered', name: 'Meeting booked' },
    { id: 'NOT_INTERESTED', category: 'Answered', name: 'Not interested' },
    { id: 'CALL_BACK_LATER', category: 'Answered', name: 'Call back later' },
  ])
}
