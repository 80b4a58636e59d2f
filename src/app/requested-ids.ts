import type { ReadClient } from '../api/client.ts'
import { isList, type Operation } from '../catalogue/operation.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Page, type Pages, type Row, textsIn } from '../lib/rows.ts'
import { valueAt } from '../output/fields.ts'
import type { Typed } from './inputs.ts'

/** Keeps count of the ids that a request asks for, and of those that came. */
export interface Requested {
  /** The name of the parameter that lists them. */
  readonly name: string
  /** Takes note of the ids that a page answers. */
  saw(page: Page): void
  /** Which of some ids no page has answered so far. */
  left(ids: readonly string[]): string[]
  /** Goes on where an earlier run left off: of what that had asked for, these had not come. */
  resume(earlier: readonly string[], left: readonly string[]): void
  /** Asks for some ids at once, and where Gong refuses them all for one that it does not know, for halves of them. */
  ask(ids: readonly string[], pages: (ids: readonly string[]) => Pages): Pages
  /** After everything: a page without rows that tells what did not come; none where nothing is lacking. */
  rest(read: ReadClient): Pages
}

/**
 * What is asked for by id, by the catalogue's word for how it comes back.
 *
 * @param body what was typed instead of flags; a typed list wins over it
 * @returns `undefined` where nothing is asked for by id
 */
export function requestedIn({ params, answer }: Operation, input: Typed, body?: Json): Requested | undefined {
  for (const [name, { to, kind, answered }] of Object.entries(params)) {
    const inBody = to.startsWith('body.') && isRow(body) ? valueAt(body, to.slice(5, -2)) : undefined
    const ids = [...new Set(textsIn(input[name] ?? inBody))]
    if (answered === undefined || !isList(to) || ids.length === 0) continue
    const same = kind === 'email' ? (id: string) => id.toLowerCase() : (id: string) => id
    return counting(name, ids, answered, { same, keyed: 'as' in answer ? answer.as : undefined })
  }
  return undefined
}

type Answered = NonNullable<Operation['params'][string]['answered']>

interface Reading {
  /** Two spellings of one value become one. */
  readonly same: (id: string) => string
  readonly keyed?: string | undefined
}

function counting(name: string, ids: readonly string[], answered: Answered, { same, keyed }: Reading): Requested {
  const { thing, by, unless, ordinary, quiet, allOrNone } = answered
  const came = new Set<string>()
  const refused = new Set<string>()
  const left = (some: readonly string[]) => some.filter((id) => !came.has(same(id)))

  async function* ask(some: readonly string[], pages: (ids: readonly string[]) => Pages): Pages {
    let begun = false
    try {
      for await (const page of pages(some)) {
        begun = true
        yield page
      }
    } catch (error) {
      if (allOrNone !== true || begun || !(error instanceof Failure) || error.kind !== 'not-found') throw error
      yield* halves(some, pages)
    }
  }

  /** At least one of these is unknown; where it is not among the first, it is among the others, which none need ask. */
  async function* halves(some: readonly string[], pages: (ids: readonly string[]) => Pages): Pages {
    const [only, next] = some
    if (only !== undefined && next === undefined) {
      refused.add(only)
      return
    }
    const middle = Math.ceil(some.length / 2)
    const others = some.slice(middle)
    const before = refused.size
    for await (const page of ask(some.slice(0, middle), pages)) yield { ...page, place: undefined }
    for await (const page of (refused.size > before ? ask : halves)(others, pages)) yield { ...page, place: undefined }
  }

  async function* rest(read: ReadClient): Pages {
    const missing = left(ids)
    const known =
      quiet && missing.length > 0
        ? await existing(
            read,
            missing.filter((id) => !refused.has(id)),
          )
        : []
    const absent = missing.filter((id) => !known.includes(id))
    if (absent.length > 0) yield { rows: [], absent: { thing, ids: absent, asked: ids.length, unless, ordinary } }
  }

  return {
    name,
    saw: ({ rows }) => {
      for (const row of rows) for (const id of valuesAt(row, by, keyed)) came.add(same(id))
    },
    left,
    resume: (earlier, those) => {
      for (const id of earlier) if (!those.includes(id)) came.add(same(id))
    },
    ask,
    rest,
  }
}

/** What Gong does not know of a map has its key alone (quirk 66). */
function valuesAt(row: Row, path: string, keyed: string | undefined): readonly string[] {
  if (keyed !== undefined && Object.keys(row).length < 2) return []
  const value = valueAt(row, path)
  return value === undefined || value === null ? [] : [String(value)]
}

/** Which of these users there are; Gong answers all that it knows in one request. */
async function existing(read: ReadClient, user: readonly string[]): Promise<string[]> {
  const found: string[] = []
  if (user.length === 0) return found
  for await (const { id } of read.rows(users.search, { user, avatars: true })) found.push(String(id))
  return found
}
