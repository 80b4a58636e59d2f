/** A flow instance: one prospect in one flow. */
export const flowInstance = [
  'flowId',
  'flowName',
  'crmProspectId',
  'flowInstanceId',
  'flowInstanceOwnerEmail',
  'flowInstanceOwnerFullName',
  'flowInstanceCreateDate',
  'flowInstanceStatus',
  'workspaceId',
  'exclusive',
] as const
