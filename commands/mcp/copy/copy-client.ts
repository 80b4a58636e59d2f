import type { ReadClient, ReadOperation } from '../../../src/api/client.ts'
import type { ArgumentValues, RequestExtras } from '../../../src/api/request.ts'
import { calls, transcripts } from '../../../src/catalogue/calls.ts'
import { settings } from '../../../src/catalogue/settings.ts'
import { stats } from '../../../src/catalogue/stats.ts'
import { users } from '../../../src/catalogue/users.ts'
import { isRow, type Json, type Page, type Pages, type Row, textsIn } from '../../../src/lib/rows.ts'
import { transcriptsIn } from '../../../src/search/copy/read-calls.ts'
import { objectAt } from '../../../src/transcripts/speakers.ts'
import { callRows, callsWhere } from './call-rows.ts'
import { activityRows, scorecardRows } from './figure-rows.ts'
import type { AnsweringCopy } from './open-copy.ts'

/** What is asked of Gong in one go. */
interface Question {
  readonly given: ArgumentValues
  readonly body: Json | undefined
}

/** The rows of an operation from a copy; `undefined` where the copy cannot answer. */
type Answerer = (
  question: Question,
  copy: AnsweringCopy,
  zone: () => Promise<string | undefined>,
) => Promise<readonly Row[] | undefined>

const ANSWERERS: Readonly<Record<string, Answerer>> = {
  [calls.details.id]: async ({ given, body }, copy) => await callRows(given, exposedIn(body), copy),
  [calls.get.id]: async ({ given: { call = null } }, copy) =>
    (await callRows({ call: [call] }, {}, copy))?.map((row) => objectAt(row, 'metaData')),
  [transcripts.get.id]: async ({ given }, copy) => await transcriptRows(given, copy),
  [users.list.id]: async ({ given }, copy) => (given.avatars ? undefined : await records('users', 'users', copy)),
  [users.get.id]: async ({ given: { user } }, copy) =>
    found((await records('users', 'users', copy))?.filter(({ id }) => id === user)),
  [settings.workspaces.id]: async (_, copy) => await records('workspaces', 'settings', copy),
  [settings.trackers.id]: async ({ given: { workspace } }, copy) =>
    (await records('tracker_settings', 'settings', copy))?.filter(
      ({ workspaceId }) => workspace === undefined || workspaceId === workspace,
    ),
  [settings.scorecards.id]: async (_, copy) => await records('scorecards', 'scorecards', copy),
  [stats.activity.id]: async ({ given }, copy) => await activityRows(given, copy),
  [stats.periods.id]: async ({ given }, copy) => await activityRows(given, copy),
  [stats.scorecards.id]: async ({ given, body }, copy, zone) => await scorecardRows(given, body, await zone(), copy),
}

/** How many rows a page has. */
const PAGE = 1000

export type AnswerSource = 'copy' | 'Gong'

/** Told of each operation that was answered. */
export type NoteSource = (operation: ReadOperation, source: AnswerSource) => void

/**
 * A client that answers from a copy what it can, in Gong's shapes, so that every command works on either; the rest is asked of
 * Gong.
 *
 * @param zone of the company, by its IANA name
 */
export function readFromCopy(
  gong: ReadClient,
  copy: AnsweringCopy,
  zone: () => Promise<string | undefined>,
  note: NoteSource,
): ReadClient {
  async function* pages(operation: ReadOperation, given: ArgumentValues, extras: RequestExtras = {}): Pages {
    const rows = await ANSWERERS[operation.id]?.({ given, body: extras.body }, copy, zone)
    note(operation, rows === undefined ? 'Gong' : 'copy')
    if (rows === undefined) return yield* gong.pages(operation, given, extras)
    const beside: Pick<Page, 'beside'> =
      operation.id === stats.activity.id ? { beside: { timeZone: (await zone()) ?? null } } : {}
    for (let at = 0; at === 0 || at < rows.length; at += PAGE)
      yield { rows: rows.slice(at, at + PAGE), total: rows.length, ...beside }
  }
  return {
    ...gong,
    pages,
    rows: async function* (...asked) {
      for await (const page of pages(...asked)) yield* page.rows
    },
  }
}

function exposedIn(body: Json | undefined): Row {
  const selector = isRow(body) && isRow(body.contentSelector) ? body.contentSelector : {}
  return isRow(selector.exposedFields) ? selector.exposedFields : {}
}

async function transcriptRows(given: ArgumentValues, copy: AnsweringCopy): Promise<readonly Row[] | undefined> {
  const where = callsWhere(given, copy)
  if (where === undefined) return undefined
  const heard = await copy.copy.rows(
    `SELECT c.call_id FROM calls c WHERE ${where.sql} AND c.call_id IN (SELECT call_id FROM turns) ORDER BY c.started, c.call_id`,
    where.given,
  )
  const ids = heard.map(({ call_id }) => String(call_id))
  // A transcript that the copy awaits may be there by now.
  if (given.call !== undefined && ids.length < new Set(textsIn(given.call)).size) return undefined
  return await transcriptsIn(ids, copy.copy)
}

/** The records of a table as Gong sent them, where its subject was read. */
async function records(
  table: string,
  subject: string,
  { copy, marks }: AnsweringCopy,
): Promise<readonly Row[] | undefined> {
  if (!marks.has(`pulled.${subject}`)) return undefined
  return (await copy.rows(`SELECT raw FROM ${table}`)).flatMap(({ raw }) => (isRow(raw) ? [raw] : []))
}

function found(rows: readonly Row[] | undefined): readonly Row[] | undefined {
  return rows?.length === 0 ? undefined : rows
}
