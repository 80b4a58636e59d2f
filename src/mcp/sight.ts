import type { ReadClient, ReadOperation } from '../api/client.ts'
import { callAccess } from '../catalogue/access.ts'
import { calls } from '../catalogue/calls.ts'
import { library } from '../catalogue/library.ts'
import { callOutcomes } from '../catalogue/outcomes.ts'
import { settings } from '../catalogue/settings.ts'
import { stats } from '../catalogue/stats.ts'
import { transcripts } from '../catalogue/transcripts.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row, rowsIn } from '../lib/rows.ts'
import { counted } from '../lib/spelling.ts'

/** What of the company may be seen. */
export interface Sight {
  /** Such as `--as k.nakamura@example.com`, for messages. */
  readonly flags: string
  /** Of these workspaces; of all when absent. */
  readonly workspaces?: ReadonlySet<string>
  /** What a person may see; everything when absent. */
  readonly person?: PersonSight
}

/** What one person may see, as far as the API tells. */
export interface PersonSight {
  canSeeCall(facts: CallToSee): 'yes' | 'no' | 'unknown'
  canSeeFiguresOf(userId: string): boolean
}

/** What tells who may see a call. */
interface CallToSee {
  readonly workspaceId: string
  readonly hostId: string
  readonly isPrivate: boolean
  /** Users who took part; absent where Gong does not tell yet. */
  readonly partyIds?: readonly string[]
  /** Users who were given access through the API. */
  readonly grantedIds: readonly string[]
}

/** Operations whose rows are calls, or of calls. */
const OF_CALLS = idsOf(calls.list, calls.get, calls.details, transcripts.get, library.calls)
/** Operations about the company that everybody in it sees. */
const OPEN = idsOf(
  settings.scorecards,
  settings.trackers,
  settings.briefs,
  users.list,
  users.get,
  users.search,
  callOutcomes.outcomes,
)
/** Operations with a row for a user, by the field that names them. */
const OF_PEOPLE: ReadonlyMap<string, string> = new Map([
  [stats.activity.id, 'userId'],
  [stats.daily.id, 'userId'],
  [stats.periods.id, 'userId'],
  [stats.interaction.id, 'userId'],
  [stats.scorecards.id, 'reviewedUserId'],
])

function idsOf(...operations: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(operations.map(({ id }) => id))
}

/**
 * A client that gives only what may be seen: the one place where --as and --workspace are kept. What the API does not tell by
 * call, person or workspace is refused, and not guessed.
 *
 * @param say is told what was left out
 */
export function limitedClient(read: ReadClient, sight: Sight, say: (line: string) => Promise<void>): ReadClient {
  const facts = callFacts(read)
  const pages = (operation: ReadOperation, own: Pages, given: Row): Pages => {
    if (OF_CALLS.has(operation.id)) return seenCalls(own, { sight, facts, say })
    if (operation.id === settings.workspaces.id) return inWorkspaces(own, 'id', sight)
    if (OPEN.has(operation.id)) return inWorkspaces(own, 'workspaceId', sight)
    const user = OF_PEOPLE.get(operation.id)
    if (user !== undefined && sight.workspaces === undefined) return ofPeople(own, user, sight)
    const { workspace } = given
    if (sight.person === undefined && typeof workspace === 'string' && sight.workspaces?.has(workspace)) return own
    throw notTold(operation.id, sight)
  }
  const refuse = async (): Promise<never> => {
    throw notTold('this request', sight)
  }
  const limited: ReadClient = {
    pages: (operation, given, extras) =>
      pages(operation, read.pages(operation, given, extras), isRow(given) ? given : {}),
    async *rows(operation, given, extras) {
      for await (const page of limited.pages(operation, given, extras)) yield* page.rows
    },
    exchange: refuse,
    async *follow() {
      yield await refuse()
    },
  }
  return limited
}

function notTold(what: string, { flags }: Sight): Failure {
  return new Failure(
    'declined',
    `${flags}: Gong's API does not tell what of ${what} may be seen then, so nothing is asked`,
  )
}

interface Looking {
  readonly sight: Sight
  readonly facts: FactsOf
  readonly say: (line: string) => Promise<void>
}

async function* seenCalls(pages: Pages, looking: Looking): Pages {
  const left = { no: 0, unknown: 0 }
  for await (const page of pages) yield await seenOf(page, looking, left)
  const { flags } = looking.sight
  if (left.no > 0) await looking.say(`${flags}: ${counted(left.no, 'call')} left out`)
  if (left.unknown > 0)
    await looking.say(
      `${flags}: ${counted(left.unknown, 'call')} left out, of which Gong's API does not tell whether they may be seen`,
    )
}

async function seenOf(page: Page, { sight, facts }: Looking, left: { no: number; unknown: number }): Promise<Page> {
  const known = await facts(page.rows.map(idOf))
  const rows = page.rows.filter((row) => {
    const verdict = judge(known.get(idOf(row)) ?? ownFacts(row), sight)
    if (verdict !== 'yes') left[verdict] += 1
    return verdict === 'yes'
  })
  const { raw: _, total: __, ...rest } = page
  return { ...rest, rows, readCount: page.readCount ?? page.rows.length }
}

function judge(facts: CallToSee | undefined, { workspaces, person }: Sight): 'yes' | 'no' | 'unknown' {
  if (facts === undefined) return 'unknown'
  if (workspaces !== undefined && !workspaces.has(facts.workspaceId)) return 'no'
  return person?.canSeeCall(facts) ?? 'yes'
}

function idOf(row: Row): string {
  const { metaData } = row
  return String((isRow(metaData) ? metaData.id : undefined) ?? row.callId ?? row.id ?? '')
}

/** Of a call that Gong has not analysed yet, its own row says all that is known. */
function ownFacts(row: Row): CallToSee | undefined {
  const { workspaceId, primaryUserId, isPrivate } = isRow(row.metaData) ? row.metaData : row
  if (typeof workspaceId !== 'string') return undefined
  return { workspaceId, hostId: String(primaryUserId ?? ''), isPrivate: isPrivate !== false, grantedIds: [] }
}

type FactsOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, CallToSee>>

/** What is known of calls, asked once each. */
function callFacts(read: ReadClient): FactsOf {
  const known = new Map<string, CallToSee>()
  return async (ids) => {
    const asked = [...new Set(ids)].filter((id) => id !== '' && !known.has(id))
    for (let at = 0; at < asked.length; at += 100) {
      const batch = asked.slice(at, at + 100)
      const granted = await grantedIn(batch, read)
      const body = { contentSelector: { exposedFields: { parties: true } } }
      for await (const row of read.rows(calls.details, { call: batch }, { body })) {
        const own = ownFacts(row)
        const partyIds = rowsIn(row.parties).flatMap(({ userId }) => (typeof userId === 'string' ? [userId] : []))
        if (own !== undefined) known.set(idOf(row), { ...own, partyIds, grantedIds: granted.get(idOf(row)) ?? [] })
      }
    }
    return known
  }
}

async function grantedIn(ids: readonly string[], read: ReadClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const granted = new Map<string, readonly string[]>()
  for await (const { callId, users: all } of read.rows(callAccess.listAccess, { call: ids }))
    granted.set(
      String(callId),
      rowsIn(all).map(({ userId }) => String(userId)),
    )
  return granted
}

/** @param field that names the workspace of a row; a row without one is of the company */
async function* inWorkspaces(pages: Pages, field: string, { workspaces }: Sight): Pages {
  const isSeen = (id: Json | undefined) => workspaces === undefined || typeof id !== 'string' || workspaces.has(id)
  for await (const page of pages) yield { ...page, rows: page.rows.filter((row) => isSeen(row[field])) }
}

async function* ofPeople(pages: Pages, field: string, { person }: Sight): Pages {
  for await (const page of pages) {
    const { total: _, ...rest } = page
    yield {
      ...rest,
      rows: page.rows.filter((row) => person === undefined || person.canSeeFiguresOf(String(row[field]))),
    }
  }
}
