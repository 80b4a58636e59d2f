import type { Row } from '../../lib/rows.ts'
import { bareNumber } from '../bare-numbers.ts'
import { SeededRandom } from '../seeded-random.ts'
import { analyzedAtMs, type SandboxCall, shownAtMs } from './call.ts'
import type { SandboxCompany } from './company.ts'
import { idSeries } from './ids.ts'
import { formatInstant } from './instant.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Question {
  readonly text: string
  readonly type: 'RANGE' | 'YES_NO' | 'OPEN'
}

/** A form with which calls are judged. */
interface Scorecard {
  readonly id: string
  readonly name: string
  /** Place in the list of workspaces. */
  readonly workspaceIndex: number
  readonly enabled: boolean
  readonly method: 'MANUAL' | 'AUTOMATIC'
  readonly questions: readonly Question[]
}

const OVERALL: Question = { text: 'How good was the call as a whole?', type: 'RANGE' }

// biome-ignore format: a list of facts
const FORMS: readonly Omit<Scorecard, 'id'>[] = [
  { name: 'Discovery Scorecard', workspaceIndex: 0, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Did we learn who decides?', type: 'YES_NO' }, { text: 'How well did we listen?', type: 'RANGE' }] },
  { name: 'Demo Scorecard', workspaceIndex: 1, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Was the demo about their own day?', type: 'RANGE' }, { text: 'What could be left out?', type: 'OPEN' }] },
  { name: 'Renewal Review', workspaceIndex: 2, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Was the value of the last year named?', type: 'YES_NO' }] },
  { name: 'Next Steps Check', workspaceIndex: 0, enabled: true, method: 'AUTOMATIC', questions: [
    OVERALL, { text: 'Does the next step have a date?', type: 'YES_NO' }] },
  { name: 'Cold Call Scorecard (2024)', workspaceIndex: 1, enabled: false, method: 'MANUAL', questions: [OVERALL] },
]

const cardsBySeed = new Map<number, readonly Scorecard[]>()

/** The scorecards of the company, made once: every call is compared with them. */
export function scorecards(seed: number): readonly Scorecard[] {
  const id = idSeries(seed, 'scorecard')
  const cards = cardsBySeed.get(seed) ?? FORMS.map((form, index) => ({ ...form, id: id.of(index) }))
  cardsBySeed.set(seed, cards)
  return cards
}

/** A scorecard as listScorecards returns it: ids as bare numbers, an updater that is no user, a range as text. */
export function scorecardRow({ seed, referenceDay: today, users, workspaces }: SandboxCompany, card: Scorecard): Row {
  const random = new SeededRandom(seed, 'scorecard', card.name)
  const created = today - random.int(300, 700) * DAY
  return {
    scorecardId: bareNumber(card.id),
    scorecardName: card.name,
    workspaceId: bareNumber(workspaces[card.workspaceIndex]?.id ?? '0'),
    enabled: card.enabled,
    updaterUserId: bareNumber(card.method === 'AUTOMATIC' ? '-1' : random.pick(users).id),
    created: formatInstant({ at: created, digits: 3 }, 0),
    updated: formatInstant({ at: created + random.int(1, 200) * DAY, digits: 0 }, 0),
    reviewMethod: card.method,
    questions: card.questions.map((question, index) => ({
      ...questionIds(seed, card, index),
      questionText: question.text,
      isOverall: question === OVERALL,
      questionType: question.type,
      answerGuide: null,
      ...(question.type === 'RANGE' && { minRange: '1', maxRange: 5 }),
      answerOptions: [],
    })),
  }
}

/** A scorecard that was filled in for one call. */
export interface Review {
  readonly card: Scorecard
  readonly call: SandboxCall
  /** Users; no reviewer where a machine did it. */
  readonly reviewed: string
  readonly reviewer: string | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** The reviews of one call: of 12 in 100 by the host's manager, of 30 in 100 by a machine where the workspace has one. */
export function reviewsOf({ seed, users, workspaces }: SandboxCompany, call: SandboxCall): Review[] {
  const { host, index } = call
  const manager = users[host.manager ?? -1]
  const cards = scorecards(seed).filter(
    ({ workspaceIndex, enabled }) => enabled && workspaces[workspaceIndex]?.id === call.workspace.id,
  )
  return cards.flatMap((card): Review[] => {
    const random = new SeededRandom(seed, 'review', card.name, index)
    const facts = { card, call, reviewed: host.id }
    if (card.method === 'AUTOMATIC')
      return random.bool(0.3) ? [{ ...facts, reviewer: undefined, at: analyzedAtMs(call) }] : []
    const at = shownAtMs(call) + random.int(1, 60) * HOUR
    return manager && random.bool(0.12) ? [{ ...facts, reviewer: manager.id, at }] : []
  })
}

/** A review as listAnsweredScorecards shows it: every id a bare number, the call's included (quirks 9, 10). */
export function reviewRow({ card, call, reviewed, reviewer, at }: Review): Row {
  const random = new SeededRandom(call.seed, 'answers', card.name, call.index)
  return {
    answeredScorecardId: bareNumber(random.digits(18)),
    scorecardId: bareNumber(card.id),
    scorecardName: card.name,
    callId: bareNumber(call.id),
    callStartTime: formatInstant(call.started, call.host.utcOffsetMinutes),
    reviewedUserId: bareNumber(reviewed),
    ...(reviewer !== undefined && { reviewerUserId: bareNumber(reviewer), editorUserId: bareNumber(reviewer) }),
    reviewMethod: card.method,
    reviewTime: formatInstant({ at, digits: 3 }, 0),
    visibilityType: random.pick(['PUBLIC', 'PUBLIC', 'MANAGERS', 'MANAGERS_AND_REVIEWEE']),
    answers: card.questions.map((question, index) => ({
      ...questionIds(call.seed, card, index),
      isOverall: question === OVERALL,
      ...answer(random, question),
    })),
  }
}

function answer(random: SeededRandom, { type }: Question): Row {
  if (random.bool(0.05)) return { score: null, answerText: null, notApplicable: true, selectedOptions: null }
  const text = type === 'OPEN' ? random.pick(['The tour of the settings', 'Nothing']) : null
  const score = type === 'RANGE' ? random.int(1, 5) : type === 'YES_NO' ? random.int(0, 1) : null
  return { score, answerText: text, notApplicable: false, selectedOptions: null }
}

function questionIds(seed: number, { name }: Scorecard, index: number): Row {
  const random = new SeededRandom(seed, 'question', name, index)
  return { questionId: bareNumber(random.digits(19)), questionRevisionId: bareNumber(random.digits(17)) }
}
