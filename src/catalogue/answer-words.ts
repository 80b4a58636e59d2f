import { byOperation, type OfOperations } from './by-operation.ts'

const DIRECTIONS = 'Inbound Outbound Conference Unknown'
const SCOPES = 'Internal External Unknown'
const MEDIA = 'Video Audio'
const SYSTEMS = 'Salesforce HubSpot MicrosoftDynamic Generic'
const LEVELS = 'all managers-team report-to-them own none'
const FOLDERS = 'none all specific-folders'

/** The words that a text in an answer can be, by its dotted path. */
const WORDS: readonly OfOperations[] = [
  {
    of: ['listCalls'],
    says: {
      'calls[].direction': DIRECTIONS,
      'calls[].scope': SCOPES,
      'calls[].media': MEDIA,
    },
  },
  {
    of: ['getCall'],
    says: {
      'call.direction': DIRECTIONS,
      'call.scope': SCOPES,
      'call.media': MEDIA,
    },
  },
  {
    of: ['listCallsExtensive'],
    says: {
      'calls[].metaData.direction': DIRECTIONS,
      'calls[].metaData.scope': SCOPES,
      'calls[].metaData.media': MEDIA,
      'calls[].context[].system': SYSTEMS,
      'calls[].context[].objects[].objectType': 'Opportunity Account',
      'calls[].context[].objects[].timing': 'Now TimeOfCall',
      'calls[].parties[].context[].system': SYSTEMS,
      'calls[].parties[].context[].objects[].objectType': 'Contact User Lead',
      'calls[].parties[].context[].objects[].timing': 'Now TimeOfCall',
      'calls[].parties[].affiliation': SCOPES,
      'calls[].parties[].methods[]': 'Invitee Attendee',
      'calls[].content.trackers[].type': 'KEYWORD SMART',
    },
  },
  {
    of: ['createPermissionProfile', 'getPermissionProfile', 'updatePermissionProfile'],
    says: {
      'profile.callsAccess.permissionLevel': LEVELS,
      'profile.libraryFolderAccess.permissionLevel': FOLDERS,
      'profile.dealsAccess.permissionLevel': LEVELS,
      'profile.forecastPermissions.forecastAccess.permissionLevel': LEVELS,
      'profile.forecastPermissions.forecastEditSubmissions.permissionLevel': LEVELS,
      'profile.forecastPermissions.forecastEditTargets.permissionLevel': LEVELS,
      'profile.coachingAccess.permissionLevel': LEVELS,
      'profile.insightsAccess.permissionLevel': LEVELS,
      'profile.usageAccess.permissionLevel': LEVELS,
      'profile.emailsAccess.permissionLevel': LEVELS,
    },
  },
  {
    of: ['listTasks', 'updateReminder'],
    says: {
      'tasks[].status': 'OPEN DONE DISMISSED',
      'tasks[].type': 'FLOW MANUAL',
      'tasks[].actions[]': 'CALL',
      'tasks[].contact.type': 'CONTACT LEAD',
      'tasks[].contact.data.affiliation': 'Us Them Unknown',
      'tasks[].contact.data.optOutChannels[]': 'CALLS EMAILS SMS_MESSAGES',
      'tasks[].additionalContacts[].type': 'CONTACT LEAD',
      'tasks[].additionalContacts[].data.affiliation': 'Us Them Unknown',
      'tasks[].additionalContacts[].data.optOutChannels[]': 'CALLS EMAILS SMS_MESSAGES',
      crmType: 'SALESFORCE HUBSPOT MICROSOFT_DYNAMICS GENERIC',
    },
  },
  {
    of: ['listAnsweredScorecards'],
    says: {
      'answeredScorecards[].reviewMethod': 'AUTOMATIC MANUAL',
      'answeredScorecards[].visibilityType': 'PUBLIC PRIVATE OPT_IN_USERS MANAGERS MANAGERS_AND_REVIEWEE',
    },
  },
  {
    of: ['getFlowSteps'],
    says: {
      'flows[].visibility': 'Company Personal Shared',
      'flows[].steps[].action': 'SEND_EMAIL AUTO_SEND_EMAIL CALL LINKEDIN_CONNECT LINKEDIN_MESSAGE CUSTOM',
    },
  },
  {
    of: ['getProspectsAssignedFlows'],
    says: {
      'prospectsAssigned[].flowInstanceStatus': 'Pending Running Paused FinishedNoReply FinishedResponse Finished',
    },
  },
  {
    of: ['getFlowProspectsBulkAssignment', 'submitFlowProspectsBulkAssignment'],
    says: {
      status: 'PENDING IN_PROGRESS COMPLETED FAILED',
      'results[].status': 'CRM_OPERATION_FAILED FLOW_ASSIGNMENT_FAILED ASSIGNED',
    },
  },
  {
    of: ['assignProspects', 'assignProspectsCoolOffOverrides'],
    says: {
      'prospectsAssigned[].flowInstanceStatus': 'Pending Running Paused FinishedNoReply FinishedResponse Finished',
      'prospectsNotAssigned[].errorCode': 'InvalidArgument InvalidState UnexpectedError',
    },
  },
  {
    of: ['listCrmSchemaFields'],
    says: {
      'objectTypeToSelectedFields.*[].type':
        'DATE DATETIME NUMBER PERCENT CURRENCY ID URL STRING BOOLEAN PHONENUMBER EMAILADDRESS PICKLIST REFERENCE STRINGARRAY',
    },
  },
  {
    of: ['getUserHistory'],
    says: {
      'userSettingsHistory[].setting':
        'webConferencesRecorded preventWebConferenceRecording emailsImported preventEmailImport active nonRecordedMeetingsImported gongConnectEnabled callsImported interviewsRecorded preventInterviewRecording',
    },
  },
  {
    of: ['listScorecards'],
    says: {
      'scorecards[].reviewMethod': 'AUTOMATIC MANUAL',
    },
  },
  {
    of: ['listFlows', 'listFlowsFolders'],
    says: {
      'flows[].visibility': 'Company Personal Shared',
    },
  },
  {
    of: ['generateBrief'],
    says: {
      'briefSections[].briefSectionType': 'Conversations Web CrmOrGongData McpConnection',
      'briefSections[].mcpResult.connections[].status':
        'SUCCESS AUTH_REQUIRED FAILED NOT_CONNECTED NO_MATCHING_TOOLS NO_USER_CONTEXT UNKNOWN',
      'briefSections[].mcpResult.mcpStatus': 'SUCCESS FAILURE CONNECTION_ERROR',
    },
  },
  {
    of: ['findAllReferencesToPhoneNumber'],
    says: {
      'calls[].externalSystems[].system': SYSTEMS,
      'calls[].externalSystems[].objects[].objectType': 'Conversation Task',
      'customerData[].system': SYSTEMS,
      'customerData[].objects[].objectType': 'Lead Contact',
    },
  },
  {
    of: ['findAllReferencesToEmailAddress'],
    says: {
      'calls[].externalSystems[].system': SYSTEMS,
      'calls[].externalSystems[].objects[].objectType': 'Conversation Task',
      'customerData[].system': SYSTEMS,
      'customerData[].objects[].objectType': 'Lead Contact',
      'customerEngagement[].eventType': 'contentShared contentViewed customEvent digitalInteraction',
    },
  },
  {
    of: ['getRequestStatus'],
    says: {
      status: 'PENDING IN_PROGRESS DONE FAILED',
    },
  },
  {
    of: ['listCallOutcomes'],
    says: {
      'outcomes[].connectStatus': 'CONNECTED NOT_CONNECTED',
      'outcomes[].sentiment': 'POSITIVE NEGATIVE NEUTRAL',
      'outcomes[].todoAction': 'COMPLETE COMPLETE_AND_REMOVE',
      'outcomes[].automation': 'MARK_AS_OPT_OUT',
      'outcomes[].category': 'ANSWERED NOT_ANSWERED',
    },
  },
  {
    of: ['listPermissionProfile'],
    says: {
      'profiles[].callsAccess.permissionLevel': LEVELS,
      'profiles[].libraryFolderAccess.permissionLevel': FOLDERS,
      'profiles[].dealsAccess.permissionLevel': LEVELS,
      'profiles[].forecastPermissions.forecastAccess.permissionLevel': LEVELS,
      'profiles[].forecastPermissions.forecastEditSubmissions.permissionLevel': LEVELS,
      'profiles[].forecastPermissions.forecastEditTargets.permissionLevel': LEVELS,
      'profiles[].coachingAccess.permissionLevel': LEVELS,
      'profiles[].insightsAccess.permissionLevel': LEVELS,
      'profiles[].usageAccess.permissionLevel': LEVELS,
      'profiles[].emailsAccess.permissionLevel': LEVELS,
    },
  },
]

/** The words that texts in the answer of an operation can be, by their paths. */
export const answerWordsOf = byOperation(WORDS)
