import type { Row } from '../../lib/rows.ts'
import { bare } from '../bare.ts'
import { Chance } from '../chance.ts'
import { analysed, appears, type Call } from './call.ts'
import type { Company } from './company.ts'
import { ids } from './ids.ts'
import { stamp } from './stamp.ts'

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
  readonly desk: number
  readonly enabled: boolean
  readonly method: 'MANUAL' | 'AUTOMATIC'
  readonly questions: readonly Question[]
}

const OVERALL: Question = { text: 'How good was the call as a whole?', type: 'RANGE' }

// biome-ignore format: a list of facts
const FORMS: readonly Omit<Scorecard, 'id'>[] = [
  { name: 'Discovery Scorecard', desk: 0, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Did we learn who decides?', type: 'YES_NO' }, { text: 'How well did we listen?', type: 'RANGE' }] },
  { name: 'Demo Scorecard', desk: 1, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Was the demo about their own day?', type: 'RANGE' }, { text: 'What could be left out?', type: 'OPEN' }] },
  { name: 'Renewal Review', desk: 2, enabled: true, method: 'MANUAL', questions: [
    OVERALL, { text: 'Was the value of the last year named?', type: 'YES_NO' }] },
  { name: 'Next Steps Check', desk: 0, enabled: true, method: 'AUTOMATIC', questions: [
    OVERALL, { text: 'Does the next step have a date?', type: 'YES_NO' }] },
  { name: 'Cold Call Scorecard (2024)', desk: 1, enabled: false, method: 'MANUAL', questions: [OVERALL] },
]

/** The scorecards of the company. */
export function scorecards(seed: number): readonly Scorecard[] {
  const id = ids(seed, 'scorecard')
  return FORMS.map((form, place) => ({ ...form, id: id.of(place) }))
}

/** A scorecard as listScorecards shows it: ids as bare numbers, an updater that is nobody, a range that is text. */
export function scorecardRow({ seed, today, users, workspaces }: Company, card: Scorecard): Row {
  const chance = new Chance(seed, 'scorecard', card.name)
  const created = today - chance.int(300, 700) * DAY
  return {
    scorecardId: bare(card.id),
    scorecardName: card.name,
    workspaceId: bare(workspaces[card.desk]?.id ?? '0'),
    enabled: card.enabled,
    updaterUserId: bare(card.method === 'AUTOMATIC' ? '-1' : chance.pick(users).id),
    created: stamp({ at: created, digits: 3 }, 0),
    updated: stamp({ at: created + chance.int(1, 200) * DAY, digits: 0 }, 0),
    reviewMethod: card.method,
    questions: card.questions.map((question, place) => ({
      ...questionIds(seed, card, place),
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
  readonly call: Call
  /** Users; no reviewer where a machine did it. */
  readonly reviewed: string
  readonly reviewer: string | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** The reviews of one call: of 12 in 100 by the host's manager, of 30 in 100 by a machine where the workspace has one. */
export function reviews({ seed, users, workspaces }: Company, call: Call): Review[] {
  const { host, index } = call
  const boss = users[host.boss ?? -1]
  const cards = scorecards(seed).filter(({ desk, enabled }) => enabled && workspaces[desk]?.id === call.workspace.id)
  return cards.flatMap((card): Review[] => {
    const chance = new Chance(seed, 'review', card.name, index)
    const known = { card, call, reviewed: host.id }
    if (card.method === 'AUTOMATIC')
      return chance.odds(0.3) ? [{ ...known, reviewer: undefined, at: analysed(call) }] : []
    const at = appears(call) + chance.int(1, 60) * HOUR
    return boss && chance.odds(0.12) ? [{ ...known, reviewer: boss.id, at }] : []
  })
}

/** A review as listAnsweredScorecards shows it: every id a bare number, the call's included (quirks 9, 10). */
export function reviewRow({ card, call, reviewed, reviewer, at }: Review): Row {
  const chance = new Chance(call.seed, 'answers', card.name, call.index)
  return {
    answeredScorecardId: bare(chance.digits(18)),
    scorecardId: bare(card.id),
    scorecardName: card.name,
    callId: bare(call.id),
    callStartTime: stamp(call.started, call.host.zone),
    reviewedUserId: bare(reviewed),
    ...(reviewer !== undefined && { reviewerUserId: bare(reviewer), editorUserId: bare(reviewer) }),
    reviewMethod: card.method,
    reviewTime: stamp({ at, digits: 3 }, 0),
    visibilityType: chance.pick(['PUBLIC', 'PUBLIC', 'MANAGERS', 'MANAGERS_AND_REVIEWEE']),
    answers: card.questions.map((question, place) => ({
      ...questionIds(call.seed, card, place),
      isOverall: question === OVERALL,
      ...answer(chance, question),
    })),
  }
}

function answer(chance: Chance, { type }: Question): Row {
  if (chance.odds(0.05)) return { score: null, answerText: null, notApplicable: true, selectedOptions: null }
  const text = type === 'OPEN' ? chance.pick(['The tour of the settings', 'Nothing']) : null
  const score = type === 'RANGE' ? chance.int(1, 5) : type === 'YES_NO' ? chance.int(0, 1) : null
  return { score, answerText: text, notApplicable: false, selectedOptions: null }
}

function questionIds(seed: number, { name }: Scorecard, place: number): Row {
  const chance = new Chance(seed, 'question', name, place)
  return { questionId: bare(chance.digits(19)), questionRevisionId: bare(chance.digits(17)) }
}
