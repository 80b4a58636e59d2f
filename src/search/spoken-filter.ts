import { foldText } from '../lib/fold-text.ts'
import { type Json, type Row, rowsIn } from '../lib/rows.ts'
import { cleanText, objectAt, type Speaker, sideOf } from '../transcripts/speakers.ts'
import type { SpokenTurn } from './call-hits.ts'
import { wordsIn } from './words.ts'

/** What calls and turns have to be to count; a list that is absent takes all, and one of its values is enough. */
export interface SpokenFilter {
  /** Name or id of an account in the CRM. */
  readonly account?: readonly string[] | undefined
  /** Id, e-mail address or name of somebody of the company who took part. */
  readonly user?: readonly string[] | undefined
  /** Internal, External, Unknown. */
  readonly speaker?: readonly string[] | undefined
  /** Name or id of a tracker that heard something in the call. */
  readonly tracker?: readonly string[] | undefined
  /** Name of a topic of the call, or of the turn. */
  readonly topic?: readonly string[] | undefined
}

/** Whether a call counts, by its details; and whether one of its turns does. */
export interface CallTest {
  readonly isWanted: boolean
  passes(turn: SpokenTurn, speaker: Speaker): boolean
}

/** Makes the test of calls. @returns for the details of a call, a record of listCallsExtensive */
export function callTest(filter: SpokenFilter): (call: Row) => CallTest {
  const { speaker, topic } = filter
  return (call) => {
    const content = objectAt(call, 'content')
    const topics = rowsIn(content.topics).map(({ name }) => cleanText(name))
    const ofCall = topic === undefined || topics.some((name) => isOneOf(topic, [name], []))
    const isWanted =
      anyOf(filter.account, crmAccountsOf(call)) &&
      anyOf(filter.user, companyPeopleOf(call)) &&
      anyOf(
        filter.tracker,
        rowsIn(content.trackers)
          .filter(isHeard)
          .map(({ id, name }) => toNamed(name, [id])),
      )
    return {
      isWanted,
      passes: (turn, who) =>
        (speaker === undefined || speaker.includes(sideOf(who) ?? 'Unknown')) &&
        (ofCall || (topic !== undefined && isOneOf(topic, [turn.topic], []))),
    }
  }
}

/** What a call can be chosen by: names, and what counts as a whole. */
export interface Named {
  readonly names: readonly string[]
  readonly ids: readonly string[]
}

export function toNamed(name: Json | undefined, ids: readonly (Json | undefined)[]): Named {
  return { names: [cleanText(name)], ids: ids.flatMap((id) => (id === undefined || id === null ? [] : [String(id)])) }
}

export function crmAccountsOf({ context }: Row): readonly Named[] {
  const objects = rowsIn(context).flatMap((system) => rowsIn(system.objects))
  return objects
    .filter(({ objectType }) => objectType === 'Account')
    .map(({ objectId, fields }) =>
      toNamed(rowsIn(fields).find(({ name }) => /^name$/i.test(String(name)))?.value, [objectId]),
    )
}

/** Those of the company who took part, and the host, who can be missing among them. */
export function companyPeopleOf({ metaData, parties }: Row): readonly Named[] {
  const host = objectAt({ metaData: metaData ?? null }, 'metaData').primaryUserId
  const people = rowsIn(parties).filter(
    ({ userId = null, affiliation }) => userId !== null || affiliation === 'Internal',
  )
  return [toNamed('', [host]), ...people.map(({ name, userId, emailAddress }) => toNamed(name, [userId, emailAddress]))]
}

/** Trackers that heard nothing are listed, too. */
function isHeard({ count }: Row): boolean {
  return typeof count !== 'number' || count > 0
}

function anyOf(wanted: readonly string[] | undefined, found: readonly Named[]): boolean {
  return wanted === undefined || found.some(({ names, ids }) => isOneOf(wanted, names, ids))
}

/** Whether one of what was typed is meant: an id or an e-mail address as a whole, a name by its words. */
export function isOneOf(wanted: readonly string[], names: readonly string[], ids: readonly string[]): boolean {
  return wanted.some((typed) => {
    const text = typed.trim()
    const words = wordsIn(text)
    const isId = ids.some((id) => id === text || (id.includes('@') && id.toLowerCase() === text.toLowerCase()))
    const hasWords = (name: string) => words.length > 0 && words.every((word) => foldText(name).includes(word))
    return isId || (!text.includes('@') && names.some(hasWords))
  })
}
