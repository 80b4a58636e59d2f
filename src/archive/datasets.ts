import { crm } from '../catalogue/crm.ts'
import { flows } from '../catalogue/flows.ts'
import { isId } from '../catalogue/kinds.ts'
import { library } from '../catalogue/library.ts'
import { callOutcomes } from '../catalogue/outcomes.ts'
import { permissions } from '../catalogue/permissions.ts'
import { settings } from '../catalogue/settings.ts'
import { stats } from '../catalogue/stats.ts'
import { tasks } from '../catalogue/tasks.ts'
import { users } from '../catalogue/users.ts'
import type { Row } from '../lib/rows.ts'
import type { ArchiveSubject } from './context.ts'
import type { Dataset, DatasetParts } from './dataset.ts'
import { growingDatasets } from './growing-datasets.ts'
import type { Pull } from './pull-unit.ts'

/** All datasets but calls and recordings, those first that others ask by, and what Gong forgets. */
export function datasetsOf(parts: DatasetParts): {
  readonly first: readonly Dataset[]
  readonly later: readonly Dataset[]
} {
  const growing = growingDatasets(parts)
  return {
    first: [...lists(parts), ...ofWorkspaces(parts), ...growing.fading],
    later: [...growing.lasting, ...ofThings(parts), ...ofUsers(parts)],
  }
}

function lists({ gong }: DatasetParts): readonly Dataset[] {
  const one = (subject: ArchiveSubject, pull: Pull): Dataset => ({ subject, name: pull.unit, pulls: () => [pull] })
  return [
    one('settings', {
      ...{ unit: 'settings/workspaces', what: 'workspaces' },
      pages: (extras) => gong.pages(settings.workspaces, {}, extras),
    }),
    one('people', {
      ...{ unit: 'people/users', what: 'users' },
      pages: (extras) => gong.pages(users.list, { avatars: true }, extras),
    }),
    one('settings', {
      ...{ unit: 'settings/scorecards', what: 'scorecards with their questions' },
      pages: (extras) => gong.pages(settings.scorecards, {}, extras),
    }),
    one('settings', {
      ...{ unit: 'settings/outcomes', what: 'outcomes of calls' },
      pages: (extras) => gong.pages(callOutcomes.outcomes, {}, extras),
    }),
    one('settings', {
      ...{ unit: 'settings/trackers', what: 'keyword trackers' },
      pages: (extras) => gong.pages(settings.trackers, {}, extras),
    }),
    one('settings', {
      ...{ unit: 'settings/briefs', what: 'templates of briefs' },
      pages: (extras) => gong.pages(settings.briefs, {}, extras),
    }),
    one('crm', {
      ...{ unit: 'crm/integrations', what: 'CRM integrations' },
      pages: (extras) => gong.pages(crm.getIntegration, {}, extras),
    }),
  ]
}

function ofWorkspaces({ gong, records }: DatasetParts): readonly Dataset[] {
  const workspaces = () => idsIn(records('settings/workspaces'), 'id')
  return [
    each(
      'permissions',
      'permissions/profiles',
      workspaces,
      'permission profiles of a workspace',
      (workspace) => (extras) => gong.pages(permissions.list, { workspace }, extras),
    ),
    each(
      'library',
      'library/folders',
      workspaces,
      'folders of the library of a workspace',
      (workspace) => (extras) => gong.pages(library.folders, { workspace }, extras),
    ),
    each(
      'crm',
      'crm/schema',
      () => idsIn(records('crm/integrations'), 'integrationId'),
      'CRM fields',
      (integration) => (extras) => gong.pages(crm.getSchema, { integration }, extras),
    ),
  ]
}

function ofThings({ gong, records, span }: DatasetParts): readonly Dataset[] {
  return [
    each(
      'library',
      'library/calls',
      () => idsIn(records('library/folders'), 'id'),
      'calls in a folder of the library',
      (folder) => (extras) => gong.pages(library.calls, { folder }, extras),
    ),
    each(
      'permissions',
      'permissions/users',
      () => idsIn(records('permissions/profiles'), 'id'),
      'users with a permission profile',
      (profile) => (extras) => gong.pages(permissions.users, { profile }, extras),
    ),
    {
      ...{ subject: 'stats', name: 'stats/coaching' },
      async *pulls() {
        const managers = await all(idsIn(records('people/users'), 'managerId'))
        for (const workspace of await all(idsIn(records('settings/workspaces'), 'id')))
          for (const manager of managers)
            yield {
              ...{ unit: `stats/coaching/${workspace}/${manager}`, what: 'coaching by a manager in a workspace' },
              pages: (extras) => gong.pages(stats.coaching, { manager, workspace, ...span }, extras),
            }
      },
    },
  ]
}

function ofUsers({ gong, records }: DatasetParts): readonly Dataset[] {
  const userIds = () => idsIn(records('people/users'), 'id')
  const ofOwners = (name: string, what: string, pages: (owner: string) => Pull['pages']): Dataset => ({
    ...{ subject: 'engage', name },
    async *pulls() {
      for await (const { id, emailAddress: owner } of records('people/users'))
        if (typeof id === 'string' && isId(id) && typeof owner === 'string' && owner.includes('@'))
          yield { unit: `${name}/${id}`, what, pages: pages(owner) }
    },
  })
  return [
    ofOwners(
      'engage/flows',
      'flows that a user sees',
      (owner) => (extras) => gong.pages(flows.list, { owner }, extras),
    ),
    ofOwners(
      'engage/folders',
      'folders of flows that a user sees',
      (owner) => (extras) => gong.pages(flows.folders, { owner }, extras),
    ),
    {
      ...{ subject: 'engage', name: 'engage/steps' },
      async *pulls() {
        const known = new Set(await all(idsIn(records('engage/steps'), 'id')))
        const ids = (await all(idsIn(records('engage/flows'), 'id'))).filter((id) => !known.has(id))
        for (let at = 0; at < ids.length; at += flows.steps.params.flow.max) {
          const flow = ids.slice(at, at + flows.steps.params.flow.max)
          yield {
            ...{ unit: `engage/steps/${flow[0]}`, what: 'flows with their steps' },
            pages: (extras) => gong.pages(flows.steps, { flow }, extras),
          }
        }
      },
    },
    each(
      'engage',
      'engage/tasks',
      userIds,
      'tasks of a user',
      (user) => (extras) =>
        gong.pages(
          tasks.list,
          { user, type: ['FLOW', 'MANUAL'], action: ['CALL'], status: ['OPEN', 'DONE', 'DISMISSED'] },
          extras,
        ),
    ),
    each(
      'people',
      'people/history',
      userIds,
      'how the settings of a user changed',
      (user) => (extras) => gong.pages(users.history, { user }, extras),
    ),
  ]
}

function each(
  subject: ArchiveSubject,
  name: string,
  ids: () => AsyncIterable<string>,
  what: string,
  pages: (id: string) => Pull['pages'],
): Dataset {
  return {
    ...{ subject, name },
    async *pulls() {
      for await (const id of ids()) yield { unit: `${name}/${id}`, what, pages: pages(id) }
    },
  }
}

/** Each id once. What is none is no part of a path. */
async function* idsIn(records: AsyncIterable<Row>, field: string): AsyncIterable<string> {
  const seen = new Set<string>()
  for await (const { [field]: id } of records) {
    if (typeof id !== 'string' || !isId(id) || seen.has(id)) continue
    seen.add(id)
    yield id
  }
}

async function all(ids: AsyncIterable<string>): Promise<readonly string[]> {
  const found: string[] = []
  for await (const id of ids) found.push(id)
  return found
}
