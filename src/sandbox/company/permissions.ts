import { capabilities } from '../../catalogue/permissions.ts'
import type { Row } from '../../lib/rows.ts'
import type { SandboxCompany } from './company.ts'
import { idSeries } from './ids.ts'
import type { User } from './users.ts'

interface ProfileKind {
  readonly name: string
  readonly description: string
  /** Whose calls, deals and so on they see. */
  readonly level: string
  /** What they may do; all where it is left out. */
  readonly able?: readonly string[]
  readonly has: (user: User) => boolean
}

const SELLING = ['callsAndSearch', 'library', 'deals', 'account', 'activity', 'dealsInlineEditing']
const LEADING = [...SELLING, 'coaching', 'teamStats', 'scoreCalls', 'forecast', 'listenInCalls', 'downloadCallMedia']

/** The profiles of each workspace, by name as Gong sorts them. */
const KINDS: readonly ProfileKind[] = [
  {
    name: 'Account Executive',
    description: 'Sells, and sees what reports to them',
    level: 'report-to-them',
    able: SELLING,
    has: ({ role, title }) => role === 'seller' && !title.includes('Development'),
  },
  {
    name: 'Administrator',
    description: 'Sees and may do everything',
    level: 'all',
    has: ({ role }) => role === 'leader',
  },
  {
    name: 'Manager',
    description: 'Leads a team and coaches it',
    level: 'managers-team',
    able: LEADING,
    has: ({ role }) => role === 'manager',
  },
  {
    name: 'Post-sales',
    description: '',
    level: 'all',
    able: ['callsAndSearch', 'library', 'account'],
    has: ({ role }) => role === 'keeper' || role === 'engineer',
  },
  {
    name: 'Sales Development',
    description: 'Sees their own calls only',
    level: 'own',
    able: ['callsAndSearch', 'library'],
    has: ({ role, title }) => role === 'seller' && title.includes('Development'),
  },
]

/** What Gong allows since its document was published: answers have it, and a write takes it. */
export const NEWER_CAPABILITY = 'manageCallSpotlight'

/** What managers of the second workspace may not, where recordings stay in the country. */
const NOT_ABROAD = ['downloadCallMedia', 'listenInCalls']

/** How many profiles the company begins with. */
export const PROFILE_COUNT = 3 * KINDS.length

/** The profile at an index, with the workspace that it belongs to. */
export function profileAt({ seed, users, workspaces }: SandboxCompany, index: number): { workspace: string; row: Row } {
  const kind = KINDS[index % KINDS.length] ?? KINDS[0]
  const workspaceIndex = Math.floor(index / KINDS.length)
  const lead = users.find(
    ({ role, workspaceIndexes }) => role === 'manager' && workspaceIndexes.includes(workspaceIndex),
  )
  const access: Row = {
    permissionLevel: kind?.level ?? 'none',
    ...(kind?.level === 'managers-team' && { teamLeadIds: [lead?.id ?? ''] }),
  }
  const able = workspaceIndex === 1 ? kind?.able?.filter((name) => !NOT_ABROAD.includes(name)) : kind?.able
  const row: Row = {
    id: idSeries(seed, 'permission profile').of(index),
    name: kind?.name ?? '',
    description: kind?.description ?? '',
    callsAccess: access,
    libraryFolderAccess: { permissionLevel: 'all', manageFolderCalls: able === undefined },
    dealsAccess: access,
    forecastPermissions: { forecastAccess: access, forecastEditSubmissions: { permissionLevel: 'own' } },
    coachingAccess: access,
    insightsAccess: access,
    usageAccess: access,
    emailsAccess: access,
    ...Object.fromEntries(capabilities.map((name) => [name, able?.includes(name) ?? true])),
    [NEWER_CAPABILITY]: able === undefined,
  }
  return { workspace: workspaces[workspaceIndex]?.id ?? '', row }
}

/** A profile that allows nothing: what a write leaves out is like this afterwards. */
export function emptyProfile(): Row {
  const none = { permissionLevel: 'none' }
  return {
    callsAccess: none,
    libraryFolderAccess: none,
    dealsAccess: none,
    forecastPermissions: { forecastAccess: none, forecastEditSubmissions: none, forecastEditTargets: none },
    coachingAccess: none,
    insightsAccess: none,
    usageAccess: none,
    emailsAccess: none,
    ...Object.fromEntries([...capabilities, NEWER_CAPABILITY].map((name) => [name, false])),
  }
}

/** Who has the profile at an index: the first workspace of a user decides. */
export function holdersOf({ users }: SandboxCompany, index: number): readonly Row[] {
  const [kind, workspaceIndex] = [KINDS[index % KINDS.length], Math.floor(index / KINDS.length)]
  return users
    .filter((user) => user.active && user.workspaceIndexes[0] === workspaceIndex && kind?.has(user))
    .map(({ id, name, email }) => ({ id, fullName: name, emailAddress: email }))
}
