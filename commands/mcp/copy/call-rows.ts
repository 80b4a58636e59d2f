import type { ArgumentValues } from '../../../src/api/request.ts'
import { isRow, type Json, type Row, textsIn } from '../../../src/lib/rows.ts'
import { type AnsweringCopy, hasWindow } from './open-copy.ts'

/** A condition in SQL, and the values of its parameters. */
export interface Where {
  readonly sql: string
  readonly given: Readonly<Record<string, string>>
}

const LIST = (name: string) => `IN (SELECT unnest(string_to_array($${name}, ',')))`

/** What Gong chooses calls by, as a condition; `undefined` for what a copy cannot tell. */
export function callsWhere(given: ArgumentValues, copy: AnsweringCopy): Where | undefined {
  const { call, from, to, workspace, host, ...others } = given
  const known = new Set(['crm', 'crmAt'])
  if (Object.keys(others).some((name) => others[name] !== undefined && !known.has(name))) return undefined
  if (call === undefined && !isInWindow(from, to, copy)) return undefined
  const parts: (readonly [string, string, Json | undefined])[] = [
    [`c.call_id ${LIST('call')}`, 'call', call],
    ['c.started >= $from::TIMESTAMPTZ', 'from', from],
    ['c.started < $to::TIMESTAMPTZ', 'to', to],
    ['c.workspace_id = $workspace', 'workspace', workspace],
    [`c.primary_user_id ${LIST('host')}`, 'host', host],
  ]
  const used = parts.filter(([, , value]) => value !== undefined)
  return {
    sql: used.map(([sql]) => sql).join(' AND ') || 'true',
    given: Object.fromEntries(used.map(([, name, value]) => [name, [value ?? []].flat().map(String).join()])),
  }
}

function isInWindow(from: Json | undefined, to: Json | undefined, copy: AnsweringCopy): boolean {
  return (
    typeof from === 'string' && hasWindow(copy, Date.parse(from), to === undefined ? Infinity : Date.parse(String(to)))
  )
}

/** The parts of a record that a copy keeps, by what Gong calls them in a request, and where they stand in the record. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  content: {
    structure: 'structure',
    topics: 'topics',
    trackers: 'trackers',
    trackerOccurrences: 'trackers',
    brief: 'brief',
    outline: 'outline',
    highlights: 'highlights',
    callOutcome: 'callOutcome',
    keyPoints: 'keyPoints',
  },
  interaction: {
    speakers: 'speakers',
    video: 'video',
    personInteractionStats: 'interactionStats',
    questions: 'questions',
  },
  collaboration: { publicComments: 'publicComments' },
}

/** The paths of what a request asks for, such as `content.brief`; `undefined` where a copy has not all of it. */
function wantedPaths(exposed: Row): readonly string[] | undefined {
  const paths = new Set<string>()
  for (const [name, value] of Object.entries(exposed)) {
    if (value === false) continue
    const group = GROUPS[name]
    if (name === 'parties') paths.add('parties')
    else if (group === undefined || !isRow(value)) return undefined
    else
      for (const [field, isWanted] of Object.entries(value)) {
        const at = group[field]
        if (isWanted !== true) continue
        if (at === undefined) return undefined
        paths.add(`${name}.${at}`)
      }
  }
  return [...paths]
}

/**
 * The records of calls in the shape of listCallsExtensive, those parts alone that were asked for, the earliest first.
 *
 * @returns `undefined` for what the copy cannot answer: a call or a part that is not in it, a window that it has not
 */
export async function callRows(
  given: ArgumentValues,
  exposed: Row,
  copy: AnsweringCopy,
): Promise<readonly Row[] | undefined> {
  const where = callsWhere(given, copy)
  const wanted = wantedPaths(exposed)
  // Of the CRM at the time of a call a copy knows nothing.
  if (where === undefined || wanted === undefined || textsIn(given.crmAt).includes('TimeOfCall')) return undefined
  const withContext = given.crm !== undefined && given.crm !== 'None'
  const paths = ['metaData', ...(withContext ? ['context'] : []), ...wanted]
  // In one go, so that each record is parsed once.
  const parts = paths.map((path) => `'$.${path}'`).join(', ')
  const rows = await copy.copy.rows(
    `SELECT json_extract(c.raw, [${parts}]) AS parts FROM calls c WHERE ${where.sql} ORDER BY c.started, c.call_id`,
    where.given,
  )
  const asked = given.call === undefined ? undefined : new Set(textsIn(given.call))
  if (asked !== undefined && rows.length < asked.size) return undefined
  return rows.map((row) => assembled(paths, Array.isArray(row.parts) ? row.parts : []))
}

function assembled(paths: readonly string[], parts: readonly Json[]): Row {
  const made: { [name: string]: Json } = {}
  for (const [at, path] of paths.entries()) {
    const value = parts[at] ?? null
    if (value === null) continue
    const [group = path, field] = path.split('.')
    const before = made[group]
    made[group] = field === undefined ? value : { ...(isRow(before) ? before : {}), [field]: value }
  }
  return made
}
