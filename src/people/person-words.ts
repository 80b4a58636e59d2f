import { isRow, type Json, type Row, rowsIn, textsIn } from '../lib/rows.ts'
import { counted, formatCount, kebab } from '../lib/spelling.ts'

/** More names than this are counted. */
const MOST_NAMED = 5

/** The facts about a person (`PersonFacts`) as a page: a label and a sentence each. What has nothing to say is left out. */
export function personWords(facts: Row): Row {
  const { name = null, emailAddress = null, title = null } = facts
  const lines: readonly (readonly [string, Json])[] = [
    ['name', name],
    ['email', emailAddress],
    ['title', title],
    ['user', userWords(facts)],
    ['managers', rowsIn(facts.managers).map(nameOf).join(' › ') || 'nobody'],
    ['reports', some(rowsIn(facts.reports).map(nameOf))],
    ['permissions', Array.isArray(facts.profiles) ? held(facts.profiles) || 'no profile in any workspace' : null],
    ['team lead in', held(facts.leadIn)],
    ['calls hosted', callWords(facts)],
    ['grants', grantWords(facts)],
    ['flows', flowWords(facts)],
    ['tasks', taskWords(facts)],
    ['last activity', activityWords(facts)],
    ['last setting', settingWords(facts)],
    ...rowsIn(facts.notKnown).map(({ what, why }): [string, Json] => [String(what), `not known: ${why}`]),
  ]
  return Object.fromEntries(lines.filter(([, text]) => text !== null && text !== ''))
}

function userWords({ userId, active, created }: Row): string {
  const since = typeof created === 'string' ? `, since ${dayOf(created)}` : ''
  return `${userId}, ${active === true ? 'active' : 'not active'}${since}`
}

function held(profiles: Json | undefined): string {
  return rowsIn(profiles)
    .map(({ profileName, workspaceName }) => `${profileName} (${workspaceName})`)
    .join(', ')
}

function callWords({ calls, window }: Row): string | null {
  if (!isRow(calls)) return null
  const when = isRow(window) ? `from ${dayOf(window.from)} to ${dayOf(window.to)}` : ''
  if (!isRow(calls.last)) return `none ${when}`
  const { id, title, started } = calls.last
  return `${formatCount(Number(calls.hosted))} ${when}, the last on ${dayOf(started)}: ${title} (${id})`
}

function grantWords({ grants, calls }: Row): string | null {
  if (!Array.isArray(grants)) return null
  const of = isRow(calls) ? ` of ${counted(Number(calls.all), 'call')} in this time` : ''
  const ids = textsIn(grants)
  return ids.length === 0 ? `none${of}` : `to ${formatCount(ids.length)}${of}, through the API: ${some(ids)}`
}

function flowWords({ flows }: Row): string | null {
  if (!isRow(flows)) return null
  const own = rowsIn(flows.own).map(({ name, visibility }) => `${name} (${String(visibility).toLowerCase()})`)
  const theirs = own.length === 0 ? 'none of their own' : `${own.length} of their own: ${some(own)}`
  return `${theirs}; ${flows.company} of the company`
}

function taskWords({ tasks }: Row): string | null {
  if (!Array.isArray(tasks)) return null
  const open = rowsIn(tasks)
  const [next] = open
    .filter(({ dueDate }) => typeof dueDate === 'string')
    .toSorted((a, b) => String(a.dueDate).localeCompare(String(b.dueDate)))
  const due = next === undefined ? '' : `, the first due on ${dayOf(next.dueDate)}: ${next.title}`
  return open.length === 0 ? 'none open' : `${open.length} open${due}`
}

function activityWords({ lastActivity, window, notKnown }: Row): string | null {
  if (rowsIn(notKnown).some(({ what }) => what === 'last activity')) return null
  if (!isRow(lastActivity)) return isRow(window) ? `none since ${dayOf(window.from)}` : null
  const activities = textsIn(lastActivity.activities).map((one) => kebab(one).replaceAll('-', ' '))
  return `${lastActivity.day}: ${activities.join(', ')}`
}

function settingWords({ lastSetting }: Row): string | null {
  if (!isRow(lastSetting)) return null
  return `${dayOf(lastSetting.time)}: ${lastSetting.setting} ${lastSetting.value === true ? 'on' : 'off'}`
}

function nameOf({ name }: Row): string {
  return String(name)
}

function some(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED
  return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${formatCount(rest)} more` : '')
}

/** The day as Gong wrote it. */
function dayOf(time: Json | undefined): string {
  return String(time).slice(0, 10)
}
