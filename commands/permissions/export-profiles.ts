import { unlessForbidden } from '../../src/api/unless-refused.ts'
import { userList } from '../../src/app/input/user-list.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Page, Row } from '../../src/lib/rows.ts'
import { profileFile, toYaml } from '../../src/permissions/profile-document.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'

/** The permission profiles of a workspace as one row, and as the text of a file. */
export async function exportProfiles(workspace: string, job: QueryJob): Promise<Page & { readonly raw: Uint8Array }> {
  const name = await workspaceName(workspace, job)
  const file = profileFile({ id: workspace, name }, await profilesIn(workspace, job.read))
  const remarks = [
    `Permission profiles of the workspace "${name}" in ${await companyOf(job)}`,
    'This makes Gong like the file, after a question: gong permissions apply <file>',
    'What the file does not say stays as it is. A new profile needs its name, and create: true.',
  ]
  const names = await leadNames(file.profiles, job)
  const text = isJson(job)
    ? `${JSON.stringify(file, undefined, 2)}\n`
    : await toYaml(file, remarks, (id) => names.get(id))
  return { rows: [file], raw: new TextEncoder().encode(text) }
}

function isJson({ globals: { out, moreOut } }: QueryJob): boolean {
  return [out, ...moreOut].some((path) => /\.json(\.gz)?$/i.test(path ?? ''))
}

async function workspaceName(workspace: string, job: QueryJob): Promise<string> {
  for await (const { id, name } of job.read.rows(settings.workspaces, {}))
    if (id === workspace) return String(name ?? id)
  throw new Failure('not-found', `Gong knows no workspace ${workspace}`, { hint: 'gong settings workspaces' })
}

async function companyOf(job: QueryJob): Promise<string> {
  const { displayName, host } = await job.company()
  return displayName === undefined ? host : `the company of ${displayName} (${host})`
}

/** Names of team leads, for whoever reads the file; a key that may not list users does without. */
async function leadNames(profiles: readonly Row[], job: QueryJob): Promise<ReadonlyMap<string, string>> {
  if (!JSON.stringify(profiles).includes('"teamLeadIds":["')) return new Map()
  const people = (await unlessForbidden(() => userList(job, false))) ?? []
  return new Map(
    people.map(({ id, firstName, lastName }) => [String(id), [firstName, lastName].filter(Boolean).join(' ')]),
  )
}
