import { userList } from '../../src/app/input/user-list.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs, Raw } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { settings } from '../../src/catalogue/settings.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { users } from '../../src/catalogue/users.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Pages, Row } from '../../src/lib/rows.ts'
import { coachingFields, coachingRows } from '../../src/stats/flat-rows.ts'

const derived = deriveQuery(gong.coaching, {
  columns: ['managerName', 'name', 'workspaceName', 'metric', 'calls'],
  examples: [
    'gong stats coaching --manager k.nakamura@tallyhouse.example -w "Sales Americas" --from 30d',
    'gong stats coaching --during last-month -o coaching.csv',
  ],
})

const { manager, workspace, from, to, during, since, overlap, tz } = derived.inputs

const inputs = {
  manager: { ...optional(manager), help: 'only this manager; else everybody to whom somebody reports' },
  workspace: { ...optional(workspace), help: 'only this workspace; else each of them' },
  from,
  to,
  callIds: { kind: 'flag', help: 'also the ids of the calls behind each count' },
  during,
  since,
  overlap,
  tz,
} as const satisfies Inputs

/** Gong requires it, and everything there is stands for it here. */
function optional<I extends { readonly required: true }>({ required: _, ...input }: I): Omit<I, 'required'> {
  return input
}

type Coaching = InputOf<typeof inputs>

export const showCoaching = defineQuery({
  ...derived,
  operations: [gong.coaching, users.list, settings.workspaces],
  inputs,
  columns: ({ callIds }: Raw) => [
    ...['managerName', 'name', 'workspaceName', 'metric', 'calls'],
    ...(callIds === true ? ['callIds'] : []),
  ],
  fields: [...(derived.fields ?? []), 'workspaceId', 'workspaceName'],
  flat: ({ callIds, workspace }: Raw) => ({
    fields: coachingFields(callIds === true),
    rows: (row, page) =>
      coachingRows(row, page, callIds === true).filter(({ metric }) => workspace !== undefined || metric !== null),
  }),
  cautions: [
    'Without --manager and --workspace Gong is asked once for each manager in each workspace.',
    'Without --workspace nobody has a row for a workspace where Gong measures nothing about them; JSON has these people without metrics.',
    'JSON has the ids of the calls behind each metric, as Gong gives them; every other format has their number.',
  ],
  rows: allCoaching,
})

/** One request for each manager in each workspace; records of several workspaces say which one they are about. */
async function* allCoaching(input: Coaching, job: QueryJob): Pages {
  const workspaces = await workspacesOf(input, job)
  const managers = input.manager === undefined ? await managersOf(job) : [input.manager]
  for (const { id, name = null } of workspaces)
    for (const one of managers) {
      const given = { manager: one, workspace: String(id), from: input.from, to: input.to }
      const where: Row = { workspaceId: id ?? null, workspaceName: name }
      for await (const page of job.read.pages(gong.coaching, given)) {
        const rows = input.workspace === undefined ? page.rows.map((row) => ({ ...row, ...where })) : page.rows
        yield { ...page, rows, beside: { ...where, from: dayOrInstant(input.from), to: dayOrInstant(input.to) } }
      }
    }
}

/** A midnight as its day, as other numbers have it; any other instant as it was asked for. */
function dayOrInstant(instant: string): string {
  return instant.replace(/T00:00(:00)?(Z|[+-]\d\d:?\d\d)$/, '')
}

/** All workspaces by name, or the one that was asked for, whose name costs no request of its own. */
async function workspacesOf({ workspace }: Coaching, { read }: QueryJob): Promise<readonly Row[]> {
  if (workspace !== undefined) return [{ id: workspace }]
  const rows: Row[] = []
  for await (const row of read.rows(settings.workspaces, {})) rows.push(row)
  return rows
}

/** The ids of everybody to whom somebody reports. */
async function managersOf(job: QueryJob): Promise<readonly string[]> {
  const all = await userList(job, false)
  const bosses = new Set(all.flatMap(({ managerId }): Json[] => (typeof managerId === 'string' ? [managerId] : [])))
  const known = all.map(({ id }) => String(id)).filter((id) => bosses.has(id))
  if (known.length === 0) throw new Failure('usage', 'nobody in this company is a manager', { hint: 'gong users list' })
  return known
}
