import { settings } from '../catalogue/settings.ts'
import { users } from '../catalogue/users.ts'
import { Failure } from '../errors.ts'
import type { Gong } from '../gong/client.ts'
import type { Row } from '../rows.ts'
import { nearest } from '../spelling.ts'

/**
 * Finds the id that a person means by something easier to remember. The client is opened only when it is needed, and a
 * second look-up goes on in the list where the first one stopped.
 */
export type Lookup = (open: () => Promise<Gong>, flag: string, text: string) => Promise<string>

const ID = /^\d{1,20}$/

/**
 * The id of a workspace by its name (not case-sensitive). An unknown name is an error, never "all of them".
 *
 * @throws Failure `usage` that lists the workspaces there are
 */
export const workspaceId: Lookup = async (open, flag, text) => {
  if (ID.test(text)) return text
  const rows = await all((await open()).rows(settings.workspaces, {}))
  const found = rows.filter((row) => same(row.name, text))
  return only(
    flag,
    text,
    'workspace',
    found,
    rows.map((row) => String(row.name)),
  )
}

/**
 * The id of a user by e-mail address or alias. Gong has no search by address, so the list of users is read until the
 * address is found.
 *
 * @throws Failure `usage` that names the nearest address
 */
export const userId: Lookup = async (open, flag, text) => {
  if (ID.test(text)) return text
  if (!text.includes('@')) throw new Failure('usage', `${flag}: "${text}" is neither a user's id nor an e-mail address`)
  const known: string[] = []
  for await (const row of everyUser(await open())) {
    if (addresses(row).some((address) => same(address, text))) return String(row.id)
    known.push(String(row.emailAddress))
  }
  return only(flag, text, 'user', [], known)
}

/** The users that a client has read so far, and the rest that is still to come. */
const directories = new WeakMap<Gong, { readonly read: Row[]; readonly rest: AsyncIterator<Row> }>()

async function* everyUser(gong: Gong): AsyncIterable<Row> {
  const directory = directories.get(gong) ?? { read: [], rest: gong.rows(users.list, {})[Symbol.asyncIterator]() }
  directories.set(gong, directory)
  yield* directory.read
  for (let next = await directory.rest.next(); !next.done; next = await directory.rest.next()) {
    directory.read.push(next.value)
    yield next.value
  }
}

function addresses(row: Row): unknown[] {
  return [row.emailAddress, ...(Array.isArray(row.emailAliases) ? row.emailAliases : [])]
}

function only(flag: string, text: string, thing: string, found: readonly Row[], known: readonly string[]): string {
  if (found.length === 1) return String(found[0]?.id)
  if (found.length > 1) throw new Failure('usage', `${flag}: "${text}" names ${found.length} ${thing}s; use an id`)
  const near = nearest(text, known)
  const guess = near === undefined ? '' : `; did you mean "${near}"?`
  const hint = known.length > 12 ? `gong ${thing}s list` : `one of ${known.join(', ')}`
  throw new Failure('usage', `${flag}: no ${thing} is called "${text}"${guess}`, { hint })
}

function same(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.toLowerCase() === b.toLowerCase()
}

async function all(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = []
  for await (const row of rows) list.push(row)
  return list
}
