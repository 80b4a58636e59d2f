import { unlessForbidden } from '../../src/api/unless-refused.ts'
import { userList } from '../../src/app/input/user-list.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { operationInputs } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { profileFile, toYaml } from '../../src/permissions/profile-document.ts'
import { profilesIn } from '../../src/permissions/workspace-profiles.ts'

export const exportPermissionProfiles = defineQuery({
  name: 'export',
  summary: 'Write the permission profiles of a workspace as YAML, to keep, to compare and to apply',
  operations: [gong.list, settings.workspaces, users.list],
  inputs: operationInputs(gong.list),
  arguments: [],
  fields: ['workspace', 'profiles'],
  closed: true,
  columns: ['workspace', 'profiles'],
  single: true,
  format: 'raw',
  endings: ['yaml', 'yml', 'json'],
  examples: [
    'gong permissions export -w "Sales Americas" -o profiles.yaml',
    'gong permissions export -w "Sales Americas" -f json',
  ],
  cautions: [
    'Profiles, fields and lists always stand in the same order: what did not change in Gong does not change in the file.',
    'It has every field that Gong answered, also those that are newer than this tool.',
  ],
  async *rows({ workspace }, job) {
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
    yield { rows: [file], raw: new TextEncoder().encode(text) }
  },
})

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
