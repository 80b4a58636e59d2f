import { ASKS } from '../../src/app/model/challenge.ts'
import { defineChange } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { BULK_INPUTS } from '../../src/bulk/inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { counted } from '../../src/lib/spelling.ts'
import { importantColumn } from '../../src/output/columns.ts'
import type { PlannedProfile } from '../../src/permissions/profile-plan.ts'
import type { WantedProfiles } from '../../src/permissions/read-profile-file.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'
import { replacement } from './profile.ts'

const FIELDS = ['profile', 'outcome', 'why', 'id', 'changes']

const inputs = {
  file: { kind: 'file', work: 'entries', help: 'YAML or JSON as permissions export writes it; - is stdin' },
  fromFile: { kind: 'file', work: 'entries', help: 'the same, as other commands take it' },
  ...IN_WORKSPACE,
  workspace: {
    ...IN_WORKSPACE.workspace,
    help: 'apply it to this workspace instead of the one in the file; profiles are found by name there',
  },
  results: {
    ...BULK_INPUTS.results,
    help: 'write what became of each profile into this file, in the format of its ending',
  },
  failed: {
    ...BULK_INPUTS.failed,
    help: 'write the profiles that failed into this file as they came in, ready to be applied',
  },
  maxChanges: { ...BULK_INPUTS.maxChanges, help: 'decline a plan that changes more places than this' },
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
  columns: [importantColumn('profile'), importantColumn('outcome'), 'changes', 'id', importantColumn('why')],
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
  async plan({ workspace: typed, maxChanges, failed, ...input }, job) {
    const { isChanging, planLines, planProfiles } = await import('../../src/permissions/profile-plan.ts')
    const file = fileOf(input)
    const wanted = await wantedIn(file, job)
    const source = sourceOf(file)
    const { id, name } = await workspaceOf(typed ?? wanted.workspace, file, job)
    const current = await profilesIn(id, job.read)
    const plans = planProfiles(wanted.profiles, current, { source, byId: id === wanted.workspace })
    const changes = plans.flatMap(planLines).length
    const changing = plans.filter(isChanging)
    const { bulkPlan } = await import('../../src/bulk/bulk-plan.ts')
    const { applyChange } = await import('./apply-change.ts')
    const isLike = `${counted(plans.length, 'permission profile')} of ${name}: like the file already; nothing was sent`
    const plan = await bulkPlan(
      {
        ...applyChange({ plans, workspace: id, failed, only: someOf(file, job) }, job),
        notes: changing.length === 0 ? [isLike] : [...changing.flatMap(planLines), ...leftAlone(plans, current)],
        challenge: () =>
          replacement(`${counted(changing.length, 'permission profile')} of ${name} in ${counted(changes, 'place')}`),
      },
      job,
    )
    return { ...plan, checkBounds: () => checkMost(changes, maxChanges) }
  },
})

/** The file with some of its profiles alone. */
function someOf(file: string, job: ChangeJob) {
  return async function* (numbers: ReadonlySet<number>) {
    const { someProfiles } = await import('../../src/permissions/some-profiles.ts')
    yield await someProfiles(await readText(file, job), numbers)
  }
}

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
  const { readProfileFile } = await import('../../src/permissions/read-profile-file.ts')
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

function leftAlone(plans: readonly PlannedProfile[], current: readonly Row[]): readonly string[] {
  const named = new Set(plans.map(({ before }) => before?.id))
  const others = current.filter(({ id }) => !named.has(id)).map(({ name }) => String(name))
  return others.length === 0 ? [] : [`  not in the file, and left as they are: ${others.join(', ')}`]
}

function checkMost(changes: number, most: number | undefined): void {
  if (most === undefined || changes <= most) return
  throw new Failure(
    'declined',
    `the plan changes ${counted(changes, 'place')}, more than --max-changes ${most}; nothing was sent`,
    { hint: `look at the plan above, then say --max-changes ${changes}` },
  )
}
