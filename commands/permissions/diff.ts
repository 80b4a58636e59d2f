import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import type { Row } from '../../src/lib/rows.ts'
import { profilesOfWorkspaces } from '../../src/permissions/workspace-profiles.ts'
import { readProfile } from './profile.ts'
import { type Compared, inWords, isDifferent, RIGHT_COLUMNS, rightRows, withHeadings } from './right-rows.ts'

const PROFILE = {
  kind: 'id',
  required: true,
  hint: 'id or name',
  lookup: 'profile',
} as const

export const comparePermissionProfiles = defineQuery({
  name: 'diff',
  summary: 'Show what two permission profiles differ in',
  operations: [gong.get, gong.list, settings.workspaces],
  inputs: {
    a: { ...PROFILE, help: 'a permission profile; Workspace/Name where workspaces have the name in common' },
    b: { ...PROFILE, help: 'the one that it is compared with' },
    ...IN_WORKSPACE,
  },
  arguments: ['a', 'b'],
  columns: RIGHT_COLUMNS,
  unfold: inWords,
  examples: [
    'gong permissions diff "Account Executive" Manager -w "Sales Americas"',
    'gong permissions diff "Sales Americas/Manager" "Sales EMEA & APAC/Manager"',
  ],
  cautions: ['It ends with 0, whether they differ or not: what differs is a row, and no row means the same rights.'],
  async *rows({ a, b }, job) {
    const compared = await headed([await readProfile(a, job), await readProfile(b, job)], job)
    const rows = rightRows(compared).filter(isDifferent)
    if (rows.length === 0) await job.say(`${compared.map(({ heading }) => heading).join(' and ')} allow the same`)
    yield { rows }
  },
})

/** Names of profiles are alike in many workspaces, which tell them apart then. */
async function headed(profiles: readonly Row[], job: QueryJob): Promise<readonly Compared[]> {
  const [one, other] = profiles
  if (one?.name !== other?.name || one?.id === other?.id) return withHeadings(profiles, ({ id }) => String(id))
  const workspaces = new Map<string, string>()
  for await (const { workspaceName, profiles: listed } of profilesOfWorkspaces(job.read))
    for (const { id } of listed) workspaces.set(String(id), workspaceName)
  const nameOf = ({ id }: Row) => workspaces.get(String(id)) ?? String(id)
  const isTold = one !== undefined && other !== undefined && nameOf(one) !== nameOf(other)
  return withHeadings(profiles, isTold ? nameOf : ({ id }) => String(id))
}
