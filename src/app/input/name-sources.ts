import type { ReadClient } from '../../api/client.ts'
import { flows } from '../../catalogue/flows.ts'
import { library } from '../../catalogue/library.ts'
import type { LookupKind } from '../../catalogue/operation.ts'
import { permissions } from '../../catalogue/permissions.ts'
import { settings } from '../../catalogue/settings.ts'
import { users } from '../../catalogue/users.ts'
import { Failure } from '../../lib/errors.ts'
import type { Json, Page, Pages, Row } from '../../lib/rows.ts'
import type { Typed } from '../model/inputs.ts'

export type { LookupKind as Named }

/** Where the names of one kind of thing are found. */
export interface Directory {
  /** What one is, for messages: `permission profile`. */
  readonly thing: string
  /** A line that shows them, such as can be typed. */
  readonly hint: string
  /** What that line does not show. */
  readonly note?: string
  readonly id: (row: Row) => string
  /** What it is called, which others may be called, too. */
  readonly names: (row: Row) => string[]
  /** What only it is called: an address. */
  readonly unique?: (row: Row) => string[]
  /** What distinguishes it from others of the same name. */
  readonly shown?: (row: Row) => string
  /** The other values that the list depends on. */
  readonly within?: readonly string[]
  readonly pages: (gong: ReadClient, input: Typed) => AsyncIterable<Page>
  /** It has no id: Gong wants the name as it is spelled. */
  readonly byName?: true
  /** @throws Failure `usage` where a name cannot be looked up. */
  readonly check?: (flag: string, text: string, input: Typed) => void
}

export const DIRECTORIES: { readonly [N in LookupKind]: Directory } = {
  workspace: {
    thing: 'workspace',
    hint: 'gong settings workspaces',
    id: at('id'),
    names: named('name'),
    pages: (gong) => gong.pages(settings.workspaces, {}),
  },
  user: {
    thing: 'user',
    hint: 'gong users list',
    id: at('id'),
    unique: ({ emailAddress, emailAliases }) =>
      texts([emailAddress, ...(Array.isArray(emailAliases) ? emailAliases : [])]),
    names: ({ firstName, lastName }) => texts([texts([firstName, lastName]).join(' ')]),
    shown: at('emailAddress'),
    pages: (gong) => gong.pages(users.list, {}),
  },
  scorecard: {
    thing: 'scorecard',
    hint: 'gong settings scorecards',
    id: at('scorecardId'),
    names: named('scorecardName'),
    pages: (gong) => gong.pages(settings.scorecards, {}),
  },
  tracker: {
    thing: 'keyword tracker',
    hint: 'gong settings trackers',
    note: 'smart trackers are not listed, and found by id alone',
    id: at('trackerId'),
    names: named('trackerName'),
    within: ['workspace'],
    pages: (gong, input) => gong.pages(settings.trackers, inWorkspace(input)),
  },
  brief: {
    thing: 'published brief',
    hint: 'gong settings briefs',
    id: at('briefName'),
    names: named('briefName'),
    shown: at('briefId'),
    within: ['workspace'],
    byName: true,
    pages: (gong, input) => published(gong.pages(settings.briefs, inWorkspace(input))),
  },
  flow: {
    thing: 'flow',
    hint: 'gong flows list --owner <email>',
    id: at('id'),
    names: named('name'),
    shown: at('folderName'),
    within: ['owner', 'by'],
    check: needsOwner,
    pages: (gong, input) => gong.pages(flows.list, { owner: ownerOf(input) }),
  },
  'flow-folder': {
    thing: 'flow folder',
    hint: 'gong flows folders --owner <email>',
    id: at('id'),
    names: named('name'),
    shown: at('visibility'),
    within: ['owner', 'by'],
    check: needsOwner,
    pages: (gong, input) => gong.pages(flows.folders, { owner: ownerOf(input) }),
  },
  'library-folder': {
    thing: 'library folder',
    hint: 'gong library folders',
    id: at('id'),
    names: named('name'),
    shown: (row) => at('workspaceName')(row) || at('createdBy')(row),
    within: ['workspace'],
    pages: (gong, input) => everywhere(gong, input, (workspace) => gong.pages(library.folders, { workspace })),
  },
  profile: {
    thing: 'permission profile',
    hint: 'gong permissions list --workspace <name>',
    id: at('id'),
    names: named('name'),
    shown: (row) => at('workspaceName')(row) || at('description')(row),
    within: ['workspace'],
    pages: (gong, input) => everywhere(gong, input, (workspace) => gong.pages(permissions.list, { workspace })),
  },
}

function at(field: string): (row: Row) => string {
  return (row) => String(row[field] ?? '')
}

function named(field: string): (row: Row) => string[] {
  return (row) => texts([row[field]])
}

function texts(values: readonly (Json | undefined)[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

function inWorkspace({ workspace }: Typed): { workspace?: string } {
  return typeof workspace === 'string' ? { workspace } : {}
}

/** Flows are listed for a user: their owner, or the user who requests the change. */
function ownerOf({ owner, by }: Typed): string {
  return String(owner ?? by)
}

function needsOwner(flag: string, text: string, { owner, by }: Typed): void {
  if (owner !== undefined || by !== undefined) return
  throw new Failure('usage', `${flag}: "${text}" is a name, and Gong lists flows by their owner`, {
    hint: 'name the owner with --owner, or give the id',
  })
}

/** The things of one workspace, or of each there is: Gong lists them for one at a time. */
async function* everywhere(gong: ReadClient, { workspace }: Typed, list: (workspace: string) => Pages): Pages {
  if (typeof workspace === 'string') return yield* list(workspace)
  for await (const { id, name: workspaceName = null } of gong.rows(settings.workspaces, {}))
    for await (const page of list(String(id)))
      yield { ...page, rows: page.rows.map((row) => ({ ...row, workspaceName })), total: undefined }
}

/** Only those can be asked for. */
async function* published(pages: Pages): Pages {
  for await (const page of pages)
    yield { ...page, rows: page.rows.filter(({ status }) => String(status).toLowerCase() === 'published') }
}
