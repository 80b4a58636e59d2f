import type { ReadClient, ReadOperation } from '../../api/client.ts'
import type { RequestExtras } from '../../api/request.ts'
import { calls } from '../../catalogue/calls.ts'
import { library } from '../../catalogue/library.ts'
import { callOutcomes } from '../../catalogue/outcomes.ts'
import { settings } from '../../catalogue/settings.ts'
import { stats } from '../../catalogue/stats.ts'
import { transcripts } from '../../catalogue/transcripts.ts'
import { users } from '../../catalogue/users.ts'
import { Failure } from '../../lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row } from '../../lib/rows.ts'
import { accessFactsOf, type FactsOf, idOfCallRow, ownFacts } from './access-facts.ts'
import { callIdsOfPerson, withCallsSeen } from './calls-of-people.ts'
import { type LeftOut, leftOutLines, nothingLeftOut } from './left-out.ts'
import type { CallToSee, Visibility } from './visibility.ts'
import { pagesWithParties } from './with-parties.ts'

/** Operations whose rows are calls, or of calls. */
const OF_CALLS = idsOf(calls.list, calls.details, transcripts.get, library.calls)
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
 * @param tell is told what all answers so far leave out
 */
export function limitedClient(
  read: ReadClient,
  visibility: Visibility,
  tell: (lines: readonly string[]) => void,
): ReadClient {
  const facts = accessFactsOf(read)
  const left = nothingLeftOut()
  const telling = async function* (own: Pages): Pages {
    yield* own
    tell(leftOutLines(left, visibility.flags))
  }
  const pages = (operation: ReadOperation, own: Pages, given: Row): Pages => {
    if (operation.id === calls.get.id) return seenCall(own, String(given.call), { visibility, facts })
    // Of calls that are asked for by id it is not said that one was left out: it is not there, for who may not see it.
    if (OF_CALLS.has(operation.id) && given.call !== undefined)
      return seenCalls(own, { visibility, facts, left: nothingLeftOut() })
    if (OF_CALLS.has(operation.id)) return telling(seenCalls(own, { visibility, facts, left }))
    if (operation.id === settings.workspaces.id) return inWorkspaces(own, 'id', visibility)
    if (OPEN.has(operation.id)) return inWorkspaces(own, 'workspaceId', visibility)
    const user = OF_PEOPLE.get(operation.id)
    if (user !== undefined && visibility.workspaces === undefined)
      return telling(ofPeople(own, user, { visibility, facts, left }))
    const { workspace } = given
    if (visibility.person === undefined && typeof workspace === 'string' && visibility.workspaces?.has(workspace))
      return own
    throw notTold(operation.summary, visibility)
  }
  const refuse = async (): Promise<never> => {
    throw notTold('Send a request', visibility)
  }
  const limited: ReadClient = {
    pages(operation, given, extras) {
      const seen = (asked?: RequestExtras) =>
        pages(operation, read.pages(operation, given, asked), isRow(given) ? given : {})
      const needsParties = operation.id === calls.details.id && visibility.person !== undefined
      return needsParties ? pagesWithParties(seen, extras) : seen(extras)
    },
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

function notTold(what: string, { flags }: Visibility): Failure {
  return new Failure(
    'declined',
    `${flags}: Gong's API does not tell what may be seen of "${what}", so that is not asked`,
  )
}

interface Judging {
  readonly visibility: Visibility
  readonly facts: FactsOf
}

interface Looking extends Judging {
  readonly left: LeftOut
}

/** One call; who may not see it is told what is said of a call that is not there. */
async function* seenCall(pages: Pages, id: string, judging: Judging): Pages {
  const left = nothingLeftOut()
  try {
    yield* seenCalls(pages, { ...judging, left })
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'not-found') throw error
    left.calls.no.add(id)
  }
  if (left.calls.no.size + left.calls.unknown.size > 0) throw new Failure('not-found', `Call ID ${id} was not found`)
}

async function* seenCalls(pages: Pages, looking: Looking): Pages {
  for await (const page of pages) yield await seenOf(page, looking)
}

async function seenOf(page: Page, { visibility, facts, left }: Looking): Promise<Page> {
  const unsettled = new Map(
    page.rows.flatMap((row) => (isSettled(ownFacts(row), visibility) ? [] : [[idOfCallRow(row), row]])),
  )
  const known = await facts([...unsettled.keys()], unsettled)
  const rows = page.rows.filter((row) => {
    const verdict = judge(known.get(idOfCallRow(row)) ?? ownFacts(row), visibility)
    if (verdict !== 'yes') left.calls[verdict].add(idOfCallRow(row))
    return verdict === 'yes'
  })
  const { raw: _, total: __, ...rest } = page
  return { ...rest, rows, readCount: page.readCount ?? page.rows.length }
}

/** Whether a row tells itself if its call may be seen: parties and access that was granted only add to what a person sees. */
function isSettled(facts: CallToSee | undefined, { workspaces, person }: Visibility): boolean {
  if (facts === undefined) return false
  const isOutside = workspaces !== undefined && !workspaces.has(facts.workspaceId)
  return isOutside || person === undefined || person.canSeeCall(facts) === 'yes'
}

function judge(facts: CallToSee | undefined, { workspaces, person }: Visibility): 'yes' | 'no' | 'unknown' {
  if (facts === undefined) return 'unknown'
  if (workspaces !== undefined && !workspaces.has(facts.workspaceId)) return 'no'
  return person?.canSeeCall(facts) ?? 'yes'
}

/** @param field that names the workspace of a row; a row without one is of the company */
async function* inWorkspaces(pages: Pages, field: string, { workspaces }: Visibility): Pages {
  const isSeen = (id: Json | undefined) => workspaces === undefined || typeof id !== 'string' || workspaces.has(id)
  for await (const page of pages) yield { ...page, rows: page.rows.filter((row) => isSeen(row[field])) }
}

/** Figures of people, and of the calls behind them those that may be seen. */
async function* ofPeople(pages: Pages, field: string, { visibility, facts, left }: Looking): Pages {
  const { person } = visibility
  for await (const page of pages) {
    const { total: _, ...rest } = page
    const rows = page.rows.filter((row) => {
      const user = String(row[field])
      const isSeen = person === undefined || person.canSeeFiguresOf(user)
      if (!isSeen) left.people.add(user)
      return isSeen
    })
    const known = await facts(rows.flatMap(callIdsOfPerson))
    const isSeen = (id: string) => {
      const can = judge(known.get(id), visibility) === 'yes'
      if (!can) left.callsBehindFigures.add(id)
      return can
    }
    yield { ...rest, rows: rows.map((row) => withCallsSeen(row, isSeen)).filter((row) => row !== undefined) }
  }
}
