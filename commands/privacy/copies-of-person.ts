import type { Job } from '../../src/app/model/job.ts'
import { rowsIn } from '../../src/lib/rows.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { counted } from '../../src/lib/spelling.ts'
import type { Findings } from '../../src/privacy/findings.ts'
import { addressOf, type Person } from '../../src/privacy/person.ts'
import type { KnownCopy } from '../../src/state/known-copies.ts'
import { copyOf } from '../../src/store/open-copy.ts'
import { isNothingToPurge, type PurgePlan, planPurge } from '../../src/store/purge/plan-purge.ts'
import { soughtPerson } from '../../src/store/purge/sought.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import { publishLine, republish } from '../sync/republish.ts'
import { copiesOf, eachCopy, type Unreached } from './each-copy.ts'
import { finishErasures } from './erase-in-copy.ts'

/** Removes people whom Gong has erased from every copy. @returns how many copies could not be reached, and may still have them */
export async function eraseInCopies(people: readonly Person[], job: Job): Promise<number> {
  const { reached, unreached } = await eachCopy(job, (store, copy) =>
    withLease(store, job, (hold) => finishErasures(store, copy, { hold, people, job })),
  )
  for (const { copy, result } of reached)
    if (result !== undefined && !isNothingToPurge(result))
      await job.say(`erased from the copy ${copy.target}, too: ${describePlan(result)}`)
  for (const one of unreached)
    if (!(one.why === 'published' && (await isPublishedAnew(one.copy, reached, job))))
      await job.warn(`${one.message}: ${nextLine(one, people, job)}`)
  return unreached.filter(({ why }) => why === 'failed').length
}

/** Publishes anew from the copy that it was published from, where that was reached. */
async function isPublishedAnew(
  published: KnownCopy,
  reached: readonly { readonly copy: KnownCopy }[],
  job: Job,
): Promise<boolean> {
  for (const { copy } of reached)
    if ((await republish(copyOf(job, copy.target), published, job)) === 'done') return true
  return false
}

/** Says which copies hold a person. */
export async function sayCopiesWith(person: Person, { answer }: Findings, job: Job): Promise<void> {
  const callIds = rowsIn(answer.calls).map(({ id }) => String(id))
  const { reached, unreached } = await eachCopy(job, (store) =>
    planPurge(store, { callIds, people: [soughtPerson(person)] }),
  )
  for (const { copy, result } of reached)
    if (!isNothingToPurge(result)) await job.say(`the copy ${copy.target} has of them: ${describePlan(result)}`)
  for (const { message } of unreached) await job.say(`not looked at: ${message}`)
}

/** Where an erasure will reach besides Gong, for whoever decides. */
export async function describeCopies(job: Job): Promise<readonly string[]> {
  const copies = (await copiesOf(job)).map(({ target }) => target)
  return copies.length === 0 ? [] : [`They leave these copies, too: ${copies.join(', ')}.`]
}

/** `3 calls, 2 other rows` */
export function describePlan({ calls, redacted, removed }: PurgePlan): string {
  const rows = redacted.reduce((sum, one) => sum + one.rows.length, 0) + removed.length
  const parts = [
    ...(calls.length > 0 ? [counted(calls.length, 'call')] : []),
    ...(rows > 0 ? [counted(rows, 'other row')] : []),
  ]
  return parts.join(', ') || 'nothing'
}

/** What to type where a copy was not reached. */
function nextLine({ copy, why }: Unreached, people: readonly Person[], job: Job): string {
  if (why === 'published') return publishLine(copyOf(job, copy.from), copy, job)
  const values = people.flatMap((person) => ['--person', addressOf(person)])
  const into = why === 'missing' ? 'where-it-is.duckdb' : copy.target
  const line = shellQuote(['gong', 'sync', 'purge', ...values, '--into', into])
  return why === 'missing' ? `if it was moved, ${line}` : line
}
