import { asFailure } from '../../src/app/messages/as-failure.ts'
import type { Job } from '../../src/app/model/job.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { type KnownCopy, knownCopies } from '../../src/state/known-copies.ts'
import { copyOf, isCopyThere, openExistingCopy } from '../../src/store/open-copy.ts'
import { type CopyTarget, targetOf, targetText } from '../../src/store/target.ts'
import { publishCopy } from './publish.ts'

/** Writes anew what was published from a copy: what has left the copy leaves it, too. @returns how many targets were not reached */
export async function republishCopy(copy: CopyTarget, job: Job): Promise<number> {
  let failed = 0
  for (const published of await knownCopies(job.context)) {
    const outcome = await republish(copy, published, job)
    if (outcome === undefined || outcome === 'done') continue
    failed += 1
    await job.warn(`${published.target} still has it, ${outcome}: ${publishLine(copy, published, job)}`)
  }
  return failed
}

/** What to type so that files are published from a copy. */
export function publishLine(copy: CopyTarget, { target }: KnownCopy, job: Job): string {
  const isDefault = targetText(copy) === targetText(copyOf(job, undefined))
  return shellQuote(['gong', 'sync', ...(isDefault ? [] : ['--into', targetText(copy)]), '--into', target])
}

/** @returns why a target could not be written anew; `undefined` for one that is not of this copy, or not there any more */
export async function republish(copy: CopyTarget, published: KnownCopy, job: Job): Promise<string | undefined> {
  const to = targetOf(published.target, job.context)
  if (to.kind !== 'parquet' && to.kind !== 'folder') return undefined
  const isThere = (await job.context.files.list(to.folder)) !== undefined && (await isCopyThere(job, copy))
  if (!isThere || !(await isPublishedFrom(copy, published, job))) return undefined
  try {
    await publishCopy(copy, to, job, true)
    return 'done'
  } catch (error) {
    const { kind, message } = asFailure(error, job.context)
    if (kind === 'interrupted') throw error
    return message
  }
}

/** A file that was made from another, with `cp`, has what that one has published, too: it goes on for one that is gone alone. */
async function isPublishedFrom(copy: CopyTarget, { target, from }: KnownCopy, job: Job): Promise<boolean> {
  const publisher = from === undefined ? copy : copyOf(job, from)
  if (!(await isSame(copy, publisher, job)) && (await isCopyThere(job, publisher))) return false
  const store = await openExistingCopy(job, copy)
  try {
    return (await store.mark(`published ${target}`)) !== undefined
  } finally {
    await store.close()
  }
}

/** Whether they are one copy, also where a link leads to it. */
async function isSame(one: CopyTarget, other: CopyTarget, { context }: Job): Promise<boolean> {
  if (one.kind === 'postgres' || other.kind === 'postgres') return targetText(one) === targetText(other)
  return (await context.files.realPath(one.path)) === (await context.files.realPath(other.path))
}
