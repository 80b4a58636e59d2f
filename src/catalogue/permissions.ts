import type { Field } from './kinds.ts'
import { operations } from './operation.ts'
import type { Rule } from './rules.ts'

type Fields = { readonly [path: string]: Field }

const flag = { kind: 'flag' } as const

export const capabilities = [
  'scoreCalls',
  'overrideScore',
  'downloadCallMedia',
  'shareCallsWithCustomers',
  'manuallyScheduleAndUploadCalls',
  'privateCalls',
  'deleteCalls',
  'trimCalls',
  'listenInCalls',
  'deleteEmails',
  'callsAndSearch',
  'library',
  'deals',
  'createEditAndDeleteDealsBoards',
  'dealsInlineEditing',
  'account',
  'coaching',
  'usage',
  'teamStats',
  'initiatives',
  'market',
  'activity',
  'forecast',
  'forecastManage',
  'engageManageCompanyTemplates',
  'engageManageCompanySequences',
  'engageCreateAndManageRulesets',
  'engageSnoozeFlowToDosForOthers',
  'engageAllowCrmFieldsViewChange',
  'viewEngageAnalyticsActivity',
  'viewEngageAnalyticsPerformance',
  'viewEngageAnalyticsFlows',
  'manageGeneralBusinessSettings',
  'manageScorecards',
  'exportCallsAndCoachingDataToCSV',
  'crmDataInlineEditing',
  'crmDataImport',
  'viewRevenueAnalytics',
  'manageRevenueAnalytics',
  'engageReassignFlowToDosToOthers',
  'engageAssignFlowToDosToOthers',
  'dealsDataExport',
  'aiBuilder',
  'orchestrateCreateAndManagePlays',
]

function access(at: string): Fields {
  return {
    [`${at}.permissionLevel`]: { kind: 'choice', of: ['all', 'managers-team', 'report-to-them', 'own', 'none'] },
    [`${at}.teamLeadIds[]`]: { kind: 'id' },
  }
}

/** What a profile allows, in Gong's order. Enumeration members that combine all others are left out (quirk 50). */
const allowed: Fields = {
  ...access('callsAccess'),
  'libraryFolderAccess.permissionLevel': { kind: 'choice', of: ['none', 'all', 'specific-folders'] },
  'libraryFolderAccess.libraryFolderIds[]': { kind: 'id' },
  'libraryFolderAccess.managePublicFolder': flag,
  'libraryFolderAccess.manageStreams': flag,
  'libraryFolderAccess.manageFolderCalls': flag,
  'libraryFolderAccess.shareFoldersAndStreams': flag,
  ...access('dealsAccess'),
  ...access('forecastPermissions.forecastAccess'),
  ...access('forecastPermissions.forecastEditSubmissions'),
  ...access('forecastPermissions.forecastEditTargets'),
  ...access('coachingAccess'),
  ...access('insightsAccess'),
  ...access('usageAccess'),
  ...access('emailsAccess'),
  ...Object.fromEntries(capabilities.map((name) => [name, flag])),
}

/** Levels and the ids that they require, and the fields that are not allowed without library access (quirk 38). */
const rules: readonly Rule[] = [
  ...Object.keys(allowed)
    .filter((path) => path.endsWith('.teamLeadIds[]'))
    .map((path) => path.replace('.teamLeadIds[]', ''))
    .map((at) => ({ with: `body.${at}.permissionLevel`, is: ['managers-team'], needs: `body.${at}.teamLeadIds` })),
  { with: 'body.libraryFolderAccess', needs: 'body.libraryFolderAccess.permissionLevel' },
  {
    with: 'body.libraryFolderAccess.permissionLevel',
    is: ['specific-folders'],
    needs: 'body.libraryFolderAccess.libraryFolderIds',
  },
  ...Object.keys(allowed)
    .filter((path) => path.startsWith('libraryFolderAccess.') && !path.endsWith('.permissionLevel'))
    .map((path) => ({
      with: `body.${path.replace('[]', '')}`,
      needs: 'body.libraryFolderAccess.permissionLevel',
      as: ['all', 'specific-folders'],
    })),
]

const profile = ['id', 'name', 'description', ...Object.keys(allowed).map((path) => path.replace('[]', ''))]

const body: Fields = { id: { kind: 'id' }, ...allowed }

const one = { to: 'query.profileId', kind: 'id', required: true, help: 'the profile', names: 'profile' } as const
const name = { to: 'body.name', kind: 'text', help: 'name of the profile' } as const
const description = { to: 'body.description', kind: 'text', help: 'what the profile is for' } as const

const TOGETHER = 'Team leads belong to the level managers-team; a library level of none allows no other library field.'

/** Permission profiles. Gong states no scope for four of the five (quirk 3). */
export const permissions = operations('permissions', {
  list: {
    id: 'listPermissionProfile',
    method: 'GET',
    path: '/v2/all-permission-profiles',
    effect: 'read',
    summary: 'List the permission profiles of a workspace',
    params: {
      workspace: { to: 'query.workspaceId', kind: 'id', required: true, help: 'the workspace' },
    },
    answer: { shape: 'list', key: 'profiles', fields: profile },
  },
  get: {
    id: 'getPermissionProfile',
    method: 'GET',
    path: '/v2/permission-profile',
    effect: 'read',
    summary: 'Show one permission profile',
    params: { profile: one },
    answer: { shape: 'single', key: 'profile', fields: profile },
  },
  users: {
    id: 'listPermissionProfileUsers',
    method: 'GET',
    path: '/v2/permission-profile/users',
    effect: 'read',
    scope: 'api:users:read',
    summary: 'List the users who have a permission profile',
    params: { profile: one },
    answer: { shape: 'list', key: 'users', fields: ['id', 'fullName', 'emailAddress'] },
  },
  create: {
    id: 'createPermissionProfile',
    method: 'POST',
    path: '/v2/permission-profile',
    effect: 'write',
    summary: 'Create a permission profile in a workspace',
    params: {
      workspace: { to: 'query.workspaceId', kind: 'id', required: true, help: 'the workspace that gets the profile' },
      name,
      description,
    },
    body,
    rules,
    answer: { shape: 'single', key: 'profile', fields: profile },
    cautions: [TOGETHER],
  },
  update: {
    id: 'updatePermissionProfile',
    method: 'PUT',
    path: '/v2/permission-profile',
    effect: 'write',
    summary: 'Change a permission profile',
    params: { profile: one, name, description },
    body,
    rules,
    answer: { shape: 'single', key: 'profile', fields: profile },
    cautions: ['Gong does not say whether what a request leaves out stays.', TOGETHER],
  },
})
