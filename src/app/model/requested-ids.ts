import type { ReadClient } from '../../api/client.ts'
import type { ArgumentValues } from '../../api/request.ts'
import { type Operation, takesList } from '../../catalogue/operation.ts'
import { users } from '../../catalogue/users.ts'
import { isRow, type Json, type Page, type Pages, type Row, textsIn } from '../../lib/rows.ts'
import { valueAt } from '../../output/fields.ts'
import { type AskForIds, askInHalves } from './halved-ids.ts'

/** Keeps count of the ids that a request asks for, and of those that came. */
export interface RequestedIds {
  /** The name of the parameter that lists them. */
  readonly name: string
  /** Takes note of the ids that a page answers. */
  notePage(page: Page): void
  /** Which of some ids no page has answered so far. */
  missingOf(ids: readonly string[]): string[]
  /** Goes on where an earlier run left off: of what that had asked for, these had not come. */
  resume(earlier: readonly string[], left: readonly string[]): void
  /** Asks for some ids at once, and where Gong refuses them all for one that it does not know, for halves of them. */
  ask(ids: readonly string[], pages: AskForIds): Pages
  /** The last page: no rows, but the ids that did not come; none when all came. */
  absentPage(read: ReadClient): Pages
}

/**
 * What is asked for by id, by the catalogue's word for how it comes back.
 *
 * @param body what was typed instead of flags; a typed list wins over it
 * @returns `undefined` where nothing is asked for by id
 */
export function requestedIdsOf(
  { params, answer }: Operation,
  input: ArgumentValues,
  body?: Json,
): RequestedIds | undefined {
  for (const [name, { to, kind, answered }] of Object.entries(params)) {
    const inBody = to.startsWith('body.') && isRow(body) ? valueAt(body, to.slice(5, -2)) : undefined
    const ids = [...new Set(textsIn(input[name] ?? inBody))]
    if (answered === undefined || !takesList(to) || ids.length === 0) continue
    const same = kind === 'email' ? (id: string) => id.toLowerCase() : (id: string) => id
    return counting(name, ids, answered, { same, ...('as' in answer && { keyed: answer.as }) })
  }
  return undefined
}

type Answered = NonNullable<Operation['params'][string]['answered']>

interface Spelling {
  /** Two spellings of one value become one. */
  readonly same: (id: string) => string
  /** The name under which a map gives its keys. */
  readonly keyed?: string
}

function counting(name: string, ids: readonly string[], answered: Answered, { same, keyed }: Spelling): RequestedIds {
  const received = new Set<string>()
  const refused = new Set<string>()
  const missingOf = (some: readonly string[]) => some.filter((id) => !received.has(same(id)))
  return {
    name,
    notePage: ({ rows }) => {
      for (const row of rows) for (const id of valuesAt(row, answered.by, keyed)) received.add(same(id))
    },
    missingOf,
    resume: (earlier, missing) => {
      for (const id of earlier) if (!missing.includes(id)) received.add(same(id))
    },
    ask: (some, pages) => (answered.allOrNone ? askInHalves(some, pages, refused) : pages(some)),
    absentPage: (read) => absentPage(missingOf(ids), { answered, refused, count: ids.length }, read),
  }
}

interface RequestedValues {
  readonly answered: Answered
  /** What Gong refused by itself. */
  readonly refused: ReadonlySet<string>
  /** How many ids there were. */
  readonly count: number
}

async function* absentPage(
  missing: readonly string[],
  { answered: { thing, unless, ordinary, quiet }, refused, count }: RequestedValues,
  read: ReadClient,
): Pages {
  const unrefused = missing.filter((id) => !refused.has(id))
  const users = quiet ? await existingUsers(read, unrefused) : []
  const ids = missing.filter((id) => !users.includes(id))
  if (ids.length > 0) yield { rows: [], absent: { thing, ids, asked: count, unless, ordinary } }
}

/** What Gong does not know of a map has its key alone (quirk 66). */
function valuesAt(row: Row, path: string, keyed: string | undefined): readonly string[] {
  if (keyed !== undefined && Object.keys(row).length < 2) return []
  const value = valueAt(row, path)
  return value === undefined || value === null ? [] : [String(value)]
}

/** Which of these users there are; Gong answers all that it knows in one request. */
async function existingUsers(read: ReadClient, user: readonly string[]): Promise<string[]> {
  const found: string[] = []
  if (user.length === 0) return found
  for await (const { id } of read.rows(users.search, { user, avatars: true })) found.push(String(id))
  return found
}
