import { userList } from '../../src/app/input/user-list.ts'
import type { Inputs } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Pages, Row } from '../../src/lib/rows.ts'

export const ALL_USERS = {
  allUsers: { kind: 'flag', help: 'also active users without activity, with zeros or empty figures' },
} as const satisfies Inputs

/** What was typed that decides about people without activity. */
interface Choice {
  readonly allUsers: boolean
  readonly user?: readonly string[]
  readonly cursor?: string
  /** Days; absent where --body has them. */
  readonly from?: string
  readonly to?: string
}

/** @throws Failure `usage` where only a part of the rows would be looked at */
export function checkAllUsers({ allUsers, cursor }: Pick<Choice, 'allUsers' | 'cursor'>): void {
  if (allUsers && cursor !== undefined)
    throw new Failure('usage', '--all-users needs all pages, and --cursor begins with a later one')
}

/**
 * The same pages, and after them a record for each active user of whom there was none: of those that were asked for, or of the
 * company. Such a list cannot be gone on with, since nobody would know who came before.
 *
 * @param quiet makes the record of somebody without activity
 * @param last the last page that came
 */
export async function* withAllUsers(
  pages: Pages,
  { allUsers, user, from, to }: Choice,
  job: QueryJob,
  quiet: (person: Row, last: Page | undefined) => Row,
): Pages {
  if (!allUsers) return yield* pages
  const seen = new Set<string>()
  let last: Page | undefined
  for await (const page of pages) {
    for (const { userId } of page.rows) seen.add(String(userId))
    if (page.rows.length > 0 || last === undefined) last = page
    if (page.absent === undefined || page.absent.ordinary === undefined) yield { ...page, resumeStep: undefined }
  }
  const others = (await userList(job, false)).filter(
    ({ id, active }) => !seen.has(String(id)) && (user?.includes(String(id)) ?? active !== false),
  )
  const rows = others.map(({ id = null, emailAddress = null }) => {
    return quiet({ userId: id, userEmailAddress: emailAddress }, last)
  })
  // Where nobody was active, Gong does not say which days it has looked at.
  const { fromDateTime, toDateTime, ...beside } = last?.beside ?? {}
  const days = { fromDateTime: fromDateTime ?? from ?? null, toDateTime: toDateTime ?? to ?? null }
  yield { rows, readCount: 0, beside: { ...beside, ...days } }
}
