import type { Answer } from '../../src/api/answer.ts'
import { toPage } from '../../src/api/page.ts'
import type { ApiRequest } from '../../src/api/request.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { BulkChange, BulkSource, Found, SourceLine } from '../../src/bulk/bulk-change.ts'
import { type Outcome, refusedOutcome } from '../../src/bulk/outcome.ts'
import { only } from '../../src/bulk/plan-each.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import type { Failure } from '../../src/lib/errors.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { type Difference, differencesOf, mergeRows } from '../../src/permissions/merge.ts'
import { isChanging, type PlannedProfile, planLines } from '../../src/permissions/profile-plan.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'
import { profileRequest, readProfile } from './profile.ts'

/** A profile of the file, as a line of a bulk change. */
interface ProfileLine extends SourceLine {
  readonly plan: PlannedProfile
  /** Absent where nothing differs. */
  readonly request: ApiRequest<'write'> | undefined
}

/** Where the profiles are of, and which of them can be written out again. */
interface ProfileOrder extends Pick<BulkSource<ProfileLine>, 'only'> {
  readonly plans: readonly PlannedProfile[]
  readonly workspace: string
  readonly failed: string | undefined
}

type ProfileChange = Omit<BulkChange<ProfileLine, 'write'>, 'challenge' | 'notes'>

/** Each profile whole, in the order of the file. What Gong has says how far an earlier run came. */
export function applyChange({ plans, workspace, failed, only: some }: ProfileOrder, job: ChangeJob): ProfileChange {
  const lines = plans.map((plan, at): ProfileLine => {
    return { line: at + 1, cells: [plan.label], plan, request: requestOf(plan, workspace) }
  })
  return {
    ...{ command: 'permissions apply', thing: ['permission profile', 'permission profiles'], columns: ['changes'] },
    source: { header: ['profile'], lines, ...(some && { only: some }) },
    stateless: true,
    failed,
    request: (all) =>
      only(all, ({ request }) => {
        if (request === undefined) throw new Error('what does not differ is not sent')
        return request
      }),
    outcomes: (answer, all) => all.map(({ plan }) => written(plan, answer)),
    refused: (failure, all) => all.map(({ plan }) => refusal(plan, failure)),
    settled: ({ plan }) => (isChanging(plan) ? undefined : { outcome: 'unchanged', ...factsOf(plan) }),
    lookAgain: async (all) => await Promise.all(all.map(async ({ plan }) => await changedSince(plan, job))),
    whatIsThere: async (sent) => await Promise.all(sent.map(({ line }) => found(line.plan, workspace, job))),
  }
}

function requestOf(plan: PlannedProfile, workspace: string): ApiRequest<'write'> | undefined {
  const { before, after } = plan
  if (!isChanging(plan)) return undefined
  if (before === undefined) return profileRequest(gong.create, { workspace }, after)
  return profileRequest(gong.update, { profile: String(before.id) }, after)
}

function written(plan: PlannedProfile, answer: Answer): Outcome {
  const isNew = plan.before === undefined
  const [row] = toPage(isNew ? gong.create : gong.update, answer).rows
  return { outcome: isNew ? 'created' : 'updated', ...factsOf(plan, row?.id) }
}

/** What Gong has against one profile does not keep the others from being written. */
function refusal(plan: PlannedProfile, { kind, message }: Failure): Outcome | undefined {
  if (kind !== 'rejected' && kind !== 'not-found') return undefined
  return { ...refusedOutcome(message), ...factsOf(plan) }
}

/** Somebody may have changed it since the plan. */
async function changedSince(plan: PlannedProfile, job: ChangeJob): Promise<Outcome | undefined> {
  const { before } = plan
  if (before === undefined) return undefined
  const since = differencesOf(before, await readProfile(String(before.id), job))
  return since.length === 0 ? undefined : { ...refusedOutcome(sinceThen(since)), ...factsOf(plan) }
}

function sinceThen(since: readonly Difference[]): string {
  const places = since.map(({ path, was, is }) => `${path} ${was} → ${is}`)
  return `changed in Gong since it was read: ${places.join(', ')}; apply the file again to see the new plan`
}

/** Whether a profile whose answer was lost is like the file now. One that is to be made may still arrive. */
async function found(plan: PlannedProfile, workspace: string, job: ChangeJob): Promise<Found> {
  const { before, after, label } = plan
  if (before === undefined) {
    const made = (await profilesIn(workspace, job.read)).find(({ name }) => name === label)
    return made === undefined ? 'pending' : { outcome: 'created', ...factsOf(plan, made.id) }
  }
  const now = await readProfile(String(before.id), job)
  const isDone = differencesOf(now, mergeRows(now, after)).length === 0
  return isDone ? { outcome: 'updated', ...factsOf(plan) } : 'absent'
}

function factsOf(plan: PlannedProfile, id: Json | undefined = plan.before?.id): Pick<Outcome, 'id' | 'also'> {
  const also: Row = { changes: planLines(plan).length }
  return { ...(typeof id === 'string' && { id }), also }
}
