import { toPage } from '../../src/api/page.ts'
import { ASKS } from '../../src/app/model/challenge.ts'
import { defineChange } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { type Settled, type Step, settled } from '../../src/app/model/plan.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import { type Difference, differencesOf } from '../../src/permissions/merge.ts'
import { isChanging, type PlannedProfile, planProfiles } from '../../src/permissions/profile-plan.ts'
import { readProfileFile, type WantedProfiles } from '../../src/permissions/read-profile-file.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'
import { profileStep, readProfile, replacement } from './profile.ts'

const FIELDS = ['profile', 'profileId', 'outcome', 'changes', 'why']

const inputs = {
  file: { kind: 'file', help: 'YAML or JSON as permissions export writes it; - is stdin' },
  fromFile: { kind: 'file', help: 'the same, as other commands take it' },
  ...IN_WORKSPACE,
  workspace: {
    ...IN_WORKSPACE.workspace,
    help: 'apply it to this workspace instead of the one in the file; profiles are found by name there',
  },
  maxChanges: { kind: 'count', help: 'refuse a plan that changes more places than this' },
} as const satisfies Inputs

/** Writes only the profiles that differ, each whole: nobody says whether Gong merges (quirk 32). */
export const applyPermissionProfiles = defineChange({
  name: 'apply',
  summary: 'Make the permission profiles of a workspace like a file',
  effect: 'write',
  operations: [gong.create, gong.update, gong.list, gong.get, settings.workspaces],
  inputs,
  arguments: ['file'],
  fields: FIELDS,
  closed: true,
  columns: [importantColumn('profile'), importantColumn('outcome'), 'changes', 'profileId', importantColumn('why')],
  examples: [
    'gong permissions apply profiles.yaml --dry-run',
    'gong permissions apply profiles.yaml --yes --max-changes 20',
  ],
  cautions: [
    'The plan is printed first, a line each: profile · capability · before → after.',
    'What the file does not say stays, also fields that are newer than this tool. Profiles that the file does not name stay: Gong has no way to delete them.',
    'Each profile is read once more before it is written; one that was changed meanwhile is left alone, and the run ends with 8.',
    'A profile that Gong does not have is made where the file says create: true beside its name.',
    ASKS,
  ],
  async check(input, job) {
    const file = fileOf(input)
    await wantedIn(file, job)
  },
  async plan({ workspace: typed, maxChanges, ...input }, job) {
    const file = fileOf(input)
    const wanted = await wantedIn(file, job)
    const source = sourceOf(file)
    const { id, name } = await workspaceOf(typed ?? wanted.workspace, file, job)
    const current = await profilesIn(id, job.read)
    const plans = planProfiles(wanted.profiles, current, { source, byId: id === wanted.workspace })
    const changes = plans.flatMap(planLines).length
    const changing = plans.filter(isChanging)
    if (changing.length === 0)
      return {
        notes: [`${counted(plans.length, 'permission profile')} of ${name}: like the file already; nothing was sent`],
        steps: plans.map((plan) => settled({ rows: [rowOf(plan, 'unchanged')] })),
      }
    return {
      notes: [...changing.flatMap(planLines), ...leftAlone(plans, current)],
      challenge: replacement(
        `${counted(changing.length, 'permission profile')} of ${name} in ${counted(changes, 'place')}`,
      ),
      checkBounds: () => checkMost(changes, maxChanges),
      steps: stepsFor(plans, id, job),
    }
  },
})

/** @throws Failure `usage` unless one of the two names the file */
function fileOf({ file, fromFile }: Pick<InputOf<typeof inputs>, 'file' | 'fromFile'>): string {
  const path = file ?? fromFile
  if (path === undefined)
    throw new Failure('usage', '<file> is missing', { hint: 'gong permissions export -w <workspace> -o profiles.yaml' })
  if (file !== undefined && fromFile !== undefined)
    throw new Failure('usage', '<file> and --from-file are two ways to say one')
  return path
}

async function wantedIn(file: string, job: ChangeJob): Promise<WantedProfiles> {
  return await readProfileFile(sourceOf(file), await readText(file, job))
}

function sourceOf(file: string): string {
  return file === '-' ? 'stdin' : file
}

async function workspaceOf(
  workspace: string | undefined,
  file: string,
  job: ChangeJob,
): Promise<{ readonly id: string; readonly name: string }> {
  const hint = `gong permissions apply ${file} --workspace <name>, one of gong settings workspaces`
  if (workspace === undefined) throw new Failure('usage', `${sourceOf(file)} names no workspace`, { hint })
  for await (const { id, name } of job.read.rows(settings.workspaces, {}))
    if (id === workspace) return { id: workspace, name: `"${String(name ?? id)}"` }
  throw new Failure('usage', `${sourceOf(file)} is of workspace ${workspace}, which this company does not have`, {
    hint,
  })
}

function planLines({ label, before, differences }: PlannedProfile): readonly string[] {
  const lines = differences.map(
    ({ path, was, is }) => `  ${label} · ${path.replace(/\.permissionLevel$/, '')} · ${was} → ${is}`,
  )
  return before === undefined ? [`  ${label} · a new profile`, ...lines] : lines
}

function leftAlone(plans: readonly PlannedProfile[], current: readonly Row[]): readonly string[] {
  const named = new Set(plans.map(({ before }) => before?.id))
  const others = current.filter(({ id }) => !named.has(id)).map(({ name }) => String(name))
  return others.length === 0 ? [] : [`  not in the file, and left as they are: ${others.join(', ')}`]
}

function checkMost(changes: number, most: number | undefined): void {
  if (most !== undefined && changes > most)
    throw new Failure(
      'declined',
      `the plan changes ${counted(changes, 'place')}, more than --max-changes ${most}; nothing was sent`,
      {
        hint: `look at the plan above, then say --max-changes ${changes}`,
      },
    )
}

/**
 * In the order of the file; each profile is read again, since somebody may have changed it since the plan. The rows come at the
 * end, or when the run ends before it, since a table is as wide as its first page.
 */
async function* stepsFor(
  plans: readonly PlannedProfile[],
  workspace: string,
  job: ChangeJob,
): AsyncIterable<Step<'write'> | Settled> {
  const done: Outcome[] = []
  try {
    for (const plan of plans) {
      const step = await stepFor(plan, workspace, done, job)
      if (step !== undefined) yield step
    }
  } catch (error) {
    yield settled(pageOf(done))
    throw error
  }
  yield {
    async *settle() {
      yield pageOf(done)
    },
  }
}

/** What became of a profile. */
interface Outcome {
  readonly row: Row
  readonly failed: boolean
}

function pageOf(done: readonly Outcome[]) {
  return { rows: done.map(({ row }) => row), failed: done.filter(({ failed }) => failed).length }
}

/** The step of a profile; none where there is nothing to write, or must not be. */
async function stepFor(
  plan: PlannedProfile,
  workspace: string,
  done: Outcome[],
  job: ChangeJob,
): Promise<Step<'write'> | undefined> {
  const { before, after } = plan
  if (!isChanging(plan)) return void done.push({ row: rowOf(plan, 'unchanged'), failed: false })
  if (before === undefined) return stepOf(plan, profileStep(gong.create, { workspace }, after), done)
  const profile = String(before.id)
  const since = differencesOf(before, await readProfile(profile, job))
  if (since.length === 0) return stepOf(plan, profileStep(gong.update, { profile }, after), done)
  return void done.push({ row: rowOf(plan, 'refused', changedSince(since)), failed: true })
}

function changedSince(since: readonly Difference[]): string {
  const places = since.map(({ path, was, is }) => `${path} ${was} → ${is}`)
  return `changed in Gong since it was read: ${places.join(', ')}; apply the file again to see the new plan`
}

function stepOf(plan: PlannedProfile, { request }: Step<'write'>, done: Outcome[]): Step<'write'> {
  const isNew = plan.before === undefined
  return {
    request,
    report(answer) {
      const [written] = toPage(isNew ? gong.create : gong.update, answer).rows
      const row = { ...rowOf(plan, isNew ? 'created' : 'updated'), profileId: written?.id ?? plan.before?.id ?? null }
      done.push({ row, failed: false })
      return { rows: [] }
    },
    /** What Gong has against one profile does not keep the others from being written. */
    refused(failure) {
      const isOfProfile = failure.kind === 'rejected' || failure.kind === 'not-found'
      const outcome = isOfProfile ? 'refused' : 'unknown'
      done.push({ row: rowOf(plan, outcome, failure.message), failed: true })
      return isOfProfile ? { rows: [] } : { ...pageOf(done), ended: failure }
    },
  }
}

function rowOf(plan: PlannedProfile, outcome: string, why: string | null = null): Row {
  const { label, before } = plan
  return { profile: label, profileId: before?.id ?? null, outcome, changes: planLines(plan).length, why }
}
