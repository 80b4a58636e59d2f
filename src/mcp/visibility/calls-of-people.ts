import { ACTIVITIES } from '../../catalogue/stats.ts'
import { isRow, type Json, type Row, rowsIn, textsIn } from '../../lib/rows.ts'

/** The ids of calls that a row about a person names: of the call that it is about, or behind what they did day by day. */
export function callIdsOfPerson({ callId, userDailyActivityStats }: Row): readonly string[] {
  const ofDays = rowsIn(userDailyActivityStats).flatMap((day) => ACTIVITIES.flatMap((name) => textsIn(day[name])))
  return typeof callId === 'string' ? [callId, ...ofDays] : ofDays
}

/**
 * The same row with the calls that may be seen alone.
 *
 * @returns `undefined` for a row about a call that may not
 */
export function withCallsSeen(row: Row, isSeen: (id: string) => boolean): Row | undefined {
  const { callId, userDailyActivityStats: days } = row
  if (typeof callId === 'string' && !isSeen(callId)) return undefined
  if (!Array.isArray(days)) return row
  return { ...row, userDailyActivityStats: days.map((day: Json) => (isRow(day) ? dayWith(day, isSeen) : day)) }
}

function dayWith(day: Row, isSeen: (id: string) => boolean): Row {
  const lists = ACTIVITIES.filter((name) => Array.isArray(day[name]))
  return { ...day, ...Object.fromEntries(lists.map((name) => [name, textsIn(day[name]).filter(isSeen)])) }
}
