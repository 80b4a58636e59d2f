import { byOperation, type OfOperations } from './by-operation.ts'

/** The fields of records in the lists within records: by the dotted path of the list, their names. `*` stands for any key. */
const LISTS: readonly OfOperations[] = [
  {
    of: ['listCallsExtensive'],
    says: {
      'calls[].context[]': 'system objects',
      'calls[].context[].objects[]': 'objectType objectId fields timing',
      'calls[].context[].objects[].fields[]': 'name value',
      'calls[].parties[]': 'id emailAddress name title userId speakerId context affiliation phoneNumber methods',
      'calls[].parties[].context[]': 'system objects',
      'calls[].parties[].context[].objects[]': 'objectType objectId fields timing',
      'calls[].parties[].context[].objects[].fields[]': 'name value',
      'calls[].content.structure[]': 'name duration',
      'calls[].content.trackers[]': 'id name count type occurrences phrases',
      'calls[].content.trackers[].occurrences[]': 'startTime speakerId',
      'calls[].content.trackers[].phrases[]': 'count occurrences phrase',
      'calls[].content.trackers[].phrases[].occurrences[]': 'startTime speakerId',
      'calls[].content.topics[]': 'name duration',
      'calls[].content.outline[]': 'section startTime duration items',
      'calls[].content.outline[].items[]': 'text startTime',
      'calls[].content.highlights[]': 'title items',
      'calls[].content.highlights[].items[]': 'text startTimes',
      'calls[].content.keyPoints[]': 'text',
      'calls[].interaction.speakers[]': 'id userId talkTime',
      'calls[].interaction.interactionStats[]': 'name value',
      'calls[].interaction.video[]': 'name duration',
      'calls[].collaboration.publicComments[]':
        'id audioStartTime audioEndTime commenterUserId comment posted inReplyTo duringCall',
    },
  },
  {
    of: ['getUsersAccessToCalls'],
    says: {
      'callAccessList[].users[]': 'userId',
    },
  },
  {
    of: ['listMultipleUsers', 'listUsers'],
    says: {
      'users[].conferencingProviders[]': 'provider isDefault',
      'users[].spokenLanguages[]': 'language primary',
    },
  },
  {
    of: ['listTasks', 'updateReminder'],
    says: {
      'tasks[].contact.data.emails[]': 'email',
      'tasks[].contact.data.phoneNumbers[]': 'raw extension countryCode normalized label isVerified',
      'tasks[].additionalContacts[]': 'crmId type data',
      'tasks[].additionalContacts[].data':
        'firstName lastName crmUrl companyName affiliation emails title timezone phoneNumbers city country state zipcode optOutChannels linkedinProfile',
      'tasks[].additionalContacts[].data.emails[]': 'email',
      'tasks[].additionalContacts[].data.phoneNumbers[]': 'raw extension countryCode normalized label isVerified',
    },
  },
  {
    of: ['listInteractionStats'],
    says: {
      'peopleInteractionStats[].personInteractionStats[]': 'name value',
    },
  },
  {
    of: ['listAnsweredScorecards'],
    says: {
      'answeredScorecards[].answers[]':
        'questionId questionRevisionId isOverall score answerText notApplicable selectedOptions',
    },
  },
  {
    of: ['listMultipleUsersDayByDayActivity'],
    says: {
      'usersDetailedActivities[].userDailyActivityStats[]':
        'callsAsHost callsGaveFeedback callsRequestedFeedback callsReceivedFeedback ownCallsListenedTo othersCallsListenedTo callsSharedInternally callsSharedExternally callsAttended callsCommentsGiven callsCommentsReceived callsMarkedAsFeedbackGiven callsMarkedAsFeedbackReceived callsScorecardsFilled callsScorecardsReceived fromDate toDate',
    },
  },
  {
    of: ['listMultipleUsersAggregateByPeriod'],
    says: {
      'usersAggregateActivity[].userAggregateActivity[]':
        'callsAsHost callsGaveFeedback callsRequestedFeedback callsReceivedFeedback ownCallsListenedTo othersCallsListenedTo callsSharedInternally callsSharedExternally callsScorecardsFilled callsScorecardsReceived callsAttended callsCommentsGiven callsCommentsReceived callsMarkedAsFeedbackGiven callsMarkedAsFeedbackReceived fromDate toDate',
    },
  },
  {
    of: ['addMeeting'],
    says: {
      'additionalInvitees[]': 'email displayName firstName lastName',
    },
  },
  {
    of: ['getFlowSteps'],
    says: {
      'flows[].steps[]': 'id stepOrder action subject body isReply',
    },
  },
  {
    of: ['getFlowProspectsBulkAssignment', 'submitFlowProspectsBulkAssignment'],
    says: {
      'results[]': 'prospect status crmId flowInstanceId errorCode errorMessage',
      'results[].prospect': 'firstName lastName email jobTitle linkedInUrl crmId accountCrmId companyName',
    },
  },
  {
    of: ['assignProspects', 'assignProspectsCoolOffOverrides'],
    says: {
      'prospectsAssigned[]':
        'flowId flowName crmProspectId flowInstanceId flowInstanceOwnerEmail flowInstanceOwnerFullName flowInstanceCreateDate flowInstanceStatus workspaceId exclusive',
      'prospectsNotAssigned[]': 'flowId crmProspectId errorCode errorMessage',
    },
  },
  {
    of: ['getCallTranscripts'],
    says: {
      'callTranscripts[].transcript[]': 'speakerId topic sentences',
      'callTranscripts[].transcript[].sentences[]': 'start end text',
    },
  },
  {
    of: ['getUser'],
    says: {
      'user.conferencingProviders[]': 'provider isDefault',
      'user.spokenLanguages[]': 'language primary',
    },
  },
  {
    of: ['listTrackers'],
    says: {
      'keywordTrackers[].languageKeywords[]': 'language keywords includeRelatedForms',
    },
  },
  {
    of: ['listScorecards'],
    says: {
      'scorecards[].questions[]':
        'questionId questionRevisionId questionText isOverall questionType answerGuide minRange maxRange answerOptions',
      'scorecards[].questions[].answerOptions[]': 'id text',
    },
  },
  {
    of: ['generateBrief'],
    says: {
      'briefSections[]': 'title sectionSummary conversationFindings briefSectionType webFindings mcpResult',
      'briefSections[].conversationFindings': 'callFindings emailFindings',
      'briefSections[].conversationFindings.callFindings[]': 'call',
      'briefSections[].conversationFindings.callFindings[].call': 'id title started url',
      'briefSections[].conversationFindings.emailFindings[]': 'emails',
      'briefSections[].conversationFindings.emailFindings[].emails[]': 'id title sentDateTime',
      'briefSections[].webFindings[]': 'domain title url',
      'briefSections[].mcpResult': 'connections servers mcpStatus errorMessage',
      'briefSections[].mcpResult.connections[]': 'name status',
    },
  },
  {
    of: ['askEntity'],
    says: {
      'answer[]': 'answerItems emailFindings callFindings',
      'answer[].emailFindings[]': 'emails',
      'answer[].emailFindings[].emails[]': 'id title sentDateTime',
      'answer[].callFindings[]': 'call',
      'answer[].callFindings[].call': 'id title started url',
    },
  },
  {
    of: ['findAllReferencesToPhoneNumber'],
    says: {
      'emails[]': 'from id sentTime mailbox messageHash',
      'calls[]': 'id status externalSystems',
      'calls[].externalSystems[]': 'system objects',
      'calls[].externalSystems[].objects[]': 'objectType externalId',
      'meetings[]': 'id',
      'customerData[]': 'system objects',
      'customerData[].objects[]': 'id objectType externalId mirrorId fields',
      'customerData[].objects[].fields[]': 'name value',
    },
  },
  {
    of: ['findAllReferencesToEmailAddress'],
    says: {
      'emails[]': 'from id sentTime mailbox messageHash',
      'calls[]': 'id status externalSystems',
      'calls[].externalSystems[]': 'system objects',
      'calls[].externalSystems[].objects[]': 'objectType externalId',
      'meetings[]': 'id',
      'customerData[]': 'system objects',
      'customerData[].objects[]': 'id objectType externalId mirrorId fields',
      'customerData[].objects[].fields[]': 'name value',
      'customerEngagement[]': 'eventType timestamp contentId contentUrl reportingSystem eventName sourceEventId',
    },
  },
  {
    of: ['getRequestStatus'],
    says: {
      'errors[]': 'line description',
    },
  },
  {
    of: ['listUsers_1'],
    says: {
      'coachingData[].directReportsMetrics[]': 'report',
      'coachingData[].directReportsMetrics[].metrics': '*',
      'coachingData[].directReportsMetrics[].report': 'id emailAddress firstName lastName title',
    },
  },
]

/** What the records of an operation hold in their lists: the names of fields by the path of the list. */
export const listFieldsOf = byOperation(LISTS)
