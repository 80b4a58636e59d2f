import { asFailure } from '../../src/app/messages/as-failure.ts'
import type { Job } from '../../src/app/model/job.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import { knownCopies } from '../../src/state/known-copies.ts'
import { isCopyThere, openExistingCopy } from '../../src/store/open-copy.ts'
import { type CopyTarget, targetOf } from '../../src/store/target.ts'
import { publishCopy } from './publish.ts'

/** Writes anew what was published from a copy: what has left the copy leaves it, too. @returns how many targets were not reached */
export async function republishCopy(copy: CopyTarget, job: Job): Promise<number> {
  let failed = 0
  for (const { target } of await knownCopies(job.context)) {
    const outcome = await republish(copy, target, job)
    if (outcome === undefined || outcome === 'done') continue
    failed += 1
    await job.warn(`${target} still has it, ${outcome}: ${shellQuote(['gong', 'sync', '--into', target])}`)
  }
  return failed
}

/** @returns why a target could not be written anew; `undefined` for one that is not of this copy, or not there any more */
export async function republish(copy: CopyTarget, target: string, job: Job): Promise<string | undefined> {
  const to = targetOf(target, job.context)
  if (to.kind !== 'parquet' && to.kind !== 'folder') return undefined
  const isThere = (await job.context.files.list(to.folder)) !== undefined && (await isCopyThere(job, copy))
  if (!isThere || !(await isPublishedFrom(copy, target, job))) return undefined
  try {
    await publishCopy(copy, to, job, true)
    return 'done'
  } catch (error) {
    const { kind, message } = asFailure(error, job.context)
    if (kind === 'interrupted') throw error
    return message
  }
}

async function isPublishedFrom(copy: CopyTarget, target: string, job: Job): Promise<boolean> {
  const store = await openExistingCopy(job, copy)
  try {
    return (await store.mark(`published ${target}`)) !== undefined
  } finally {
    await store.close()
  }
}
