import { asFailure } from '../../src/app/messages/as-failure.ts'
import type { Job } from '../../src/app/model/job.ts'
import { type KnownCopy, knownCopies } from '../../src/state/known-copies.ts'
import { copyOf, isCopyThere, openExistingCopy } from '../../src/store/open-copy.ts'
import type { Store } from '../../src/store/store.ts'

/** Why a copy could not be looked at. `published`: files that are made from a copy, and follow it when they are made again. */
export interface Unreached {
  readonly copy: KnownCopy
  readonly why: 'missing' | 'published' | 'failed'
  readonly message: string
}

/** What became of each copy that this machine knows. */
export interface CopyResults<T> {
  readonly reached: readonly { readonly copy: KnownCopy; readonly result: T }[]
  readonly unreached: readonly Unreached[]
}

export async function copiesOf({ context }: Pick<Job, 'context'>): Promise<readonly KnownCopy[]> {
  return await knownCopies(context)
}

/** Opens one copy after the other. One that cannot be reached does not keep the others from being looked at. */
export async function eachCopy<T>(
  job: Job,
  use: (store: Store, copy: KnownCopy) => Promise<T>,
): Promise<CopyResults<T>> {
  const reached: { copy: KnownCopy; result: T }[] = []
  const unreached: Unreached[] = []
  for (const copy of await copiesOf(job)) {
    const blocked = await whyBlocked(copy, job)
    if (blocked !== undefined) {
      unreached.push(blocked)
      continue
    }
    try {
      reached.push({ copy, result: await withStore(copy, job, use) })
    } catch (error) {
      const { kind, message } = asFailure(error, job.context)
      if (kind === 'interrupted') throw error
      unreached.push({ copy, why: 'failed', message })
    }
  }
  return { reached, unreached }
}

async function whyBlocked(copy: KnownCopy, job: Job): Promise<Unreached | undefined> {
  const { target } = copy
  if (/^(parquet|folder):/.test(target))
    return { copy, why: 'published', message: `${target} was published from a copy, and is as it was then` }
  if (await isCopyThere(job, copyOf(job, target))) return undefined
  return { copy, why: 'missing', message: `the copy ${target} is not there any more` }
}

async function withStore<T>(copy: KnownCopy, job: Job, use: (store: Store, copy: KnownCopy) => Promise<T>): Promise<T> {
  const store = await openExistingCopy(job, copyOf(job, copy.target))
  try {
    return await use(store, copy)
  } finally {
    await store.close()
  }
}
