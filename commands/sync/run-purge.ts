import type { LocalJob } from '../../src/app/model/job.ts'
import { toContact } from '../../src/lib/contact.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { copyOf, openExistingCopy } from '../../src/store/open-copy.ts'
import { excludedPeople, marksOfPeople } from '../../src/store/purge/excluded-people.ts'
import { isNothingToPurge, type PurgePlan, planPurge } from '../../src/store/purge/plan-purge.ts'
import { purgeCopy } from '../../src/store/purge/purge-copy.ts'
import { agedMarks } from '../../src/store/purge/purged-before.ts'
import { type ExclusionRule, marksOfRules, parseRules, rulesOf } from '../../src/store/purge/rules.ts'
import { soughtPerson } from '../../src/store/purge/sought.ts'
import type { Store } from '../../src/store/store.ts'
import { withLease } from '../../src/store/sync/lease.ts'
import type { CopyTarget } from '../../src/store/target.ts'
import { personKeyOf, toExcluded } from './copy-exclusions.ts'
import { agedMs } from './purge-age.ts'
import { tidyRecordings } from './recording-folder.ts'
import { republishCopy } from './republish.ts'

interface PurgeInput {
  readonly into?: string
  readonly olderThan?: string
  readonly person?: readonly string[]
  readonly exclude?: readonly string[]
}

/** Shows what goes, asks, and removes it. */
export async function purge(input: PurgeInput, job: LocalJob): Promise<Page> {
  const copy = copyOf(job, input.into)
  const page = await purgeFrom(copy, input, job)
  return job.globals.dryRun ? page : { ...page, failed: await republishCopy(copy, job) }
}

async function purgeFrom(
  copy: CopyTarget,
  { olderThan, person = [], exclude = [] }: PurgeInput,
  job: LocalJob,
): Promise<Page> {
  const { context, globals } = job
  const people = await Promise.all(person.map((value) => toContact('--person', value)))
  const rules = parseRules(exclude)
  const store = await openExistingCopy(job, copy)
  try {
    const sought = people.map(soughtPerson)
    await checkNoUser(store, sought)
    const beforeMs = olderThan === undefined ? undefined : agedMs(olderThan, context.clock.now())
    const plan = await planPurge(store, { people: sought, rules, ...(beforeMs !== undefined && { beforeMs }) })
    const page = { rows: plan.counts.map((count) => ({ ...count })) }
    if (globals.dryRun) return await said(page, sentence(plan), job)
    await agree(plan, job)
    await withLease(store, job, async (hold) => {
      const before = { ...(await marksOf(store, people, rules, job)), ...(await agedMarks(store, beforeMs)) }
      await purgeCopy(store, plan, { hold, before })
      await tidyRecordings(store, copy, job)
    })
    return page
  } finally {
    await store.close()
  }
}

async function said(page: Page, text: string, job: LocalJob): Promise<Page> {
  await job.say(text)
  return page
}

/** As Gong, which keeps its own users: the figures of a whole company hang on them. */
async function checkNoUser(store: Store, people: readonly ReturnType<typeof soughtPerson>[]): Promise<void> {
  for (const person of people)
    for (const { email } of await store.find('users', ['email'], person.pattern, ['email']))
      if (email !== null && email !== undefined && person.isValue(email))
        throw new Failure('usage', `${email} is a user of Gong in the company, whom Gong does not erase either`, {
          hint: 'purge their calls with --older-than, or remove the user in Gong',
        })
}

function sentence({ calls, redacted, aged, removed }: PurgePlan): string {
  const old = aged.reduce((sum, one) => sum + one.rows, 0)
  const figures =
    old === 0 ? '' : `, ${counted(old, 'row')} of figures about people as old as that ${old === 1 ? 'goes' : 'go'}`
  const rows = redacted.reduce((sum, one) => sum + one.rows.length, 0) + removed.length
  return `${counted(calls.length, 'call goes', 'calls go')} whole${figures}, and ${counted(rows, 'other row loses', 'other rows lose')} the value`
}

async function agree(plan: PurgePlan, job: LocalJob): Promise<void> {
  const { context, globals } = job
  if (isNothingToPurge(plan)) return await job.say('nothing of that is in the copy')
  await job.warn(`${sentence(plan)}. Nothing brings it back into this copy.`)
  if (globals.yes) return
  if (!context.prompts.available)
    throw new Failure('declined', 'nobody is here to agree, and --yes is missing; nothing was removed', {
      hint: 'look with --dry-run, then add --yes',
    })
  if (!(await context.prompts.confirm('Remove it from this copy?')))
    throw new Failure('declined', 'not confirmed; nothing was removed')
}

/** Whom and what the copy is kept free of from now on. */
async function marksOf(
  store: Store,
  people: readonly Awaited<ReturnType<typeof toContact>>[],
  rules: readonly ExclusionRule[],
  job: LocalJob,
): Promise<Record<string, string>> {
  const key = people.length === 0 ? undefined : await personKeyOf(job)
  const added = key === undefined ? [] : people.map((person) => toExcluded(person, key))
  return {
    ...(added.length > 0 && marksOfPeople([...(await excludedPeople(store)), ...added])),
    ...(rules.length > 0 && marksOfRules([...(await rulesOf(store)), ...rules])),
  }
}
