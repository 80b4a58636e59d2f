import { boolean, instant, integer, json, number, raw, required, type StoreTable, text, zone } from './table.ts'

const answered = { operation: 'listAnsweredScorecards', record: 'answeredScorecards[]' } as const
const defined = { operation: 'listScorecards', record: 'scorecards[]' } as const

/** Scorecards, their questions, and how they were filled in. */
export const scorecardTables = {
  scorecards: {
    means: 'a scorecard',
    key: ['scorecard_id'],
    source: defined,
    columns: {
      scorecard_id: required(text('scorecardId', "Gong's id of it")),
      workspace_id: text('workspaceId', 'the workspace; null for all of them'),
      name: text('scorecardName', 'its name'),
      enabled: boolean('enabled', 'whether it can be filled in'),
      review_method: text('reviewMethod', 'AUTOMATIC or MANUAL'),
      created: instant('created', 'when it was made'),
      updated: instant('updated', 'when it was last changed'),
      updater_user_id: text('updaterUserId', 'by whom; -1 for Gong itself'),
      raw,
    },
  },
  questions: {
    means: 'a question of a scorecard',
    key: ['scorecard_id', 'place'],
    parent: 'scorecards',
    source: { ...defined, each: ['questions[]'] },
    columns: {
      scorecard_id: required(text('scorecardId', 'the scorecard')),
      question_id: text('./questionId', "Gong's id of the question"),
      place: required(integer('.[#]', 'its place in the scorecard, from 0')),
      question_revision_id: text('./questionRevisionId', 'the wording that is in use'),
      text: text('./questionText', 'the question'),
      type: text('./questionType', 'the type of its answers'),
      is_overall: boolean('./isOverall', 'whether it asks for the whole call'),
      answer_guide: text('./answerGuide', 'how to answer'),
      minimum: integer('./minRange', 'the lowest score'),
      maximum: integer('./maxRange', 'the highest score'),
      answer_options: json('./answerOptions', 'what can be chosen'),
    },
  },
  answered_scorecards: {
    means: 'a scorecard that was filled in for a call',
    key: ['answered_scorecard_id'],
    dated: 'call_started',
    source: answered,
    columns: {
      answered_scorecard_id: required(text('answeredScorecardId', "Gong's id of it")),
      scorecard_id: text('scorecardId', 'the scorecard'),
      scorecard_name: text('scorecardName', 'its name then'),
      call_id: text('callId', 'the call'),
      call_started: instant('callStartTime', 'when the call began'),
      call_started_zone: zone('callStartTime', 'the offset that Gong gave with it'),
      reviewed_user_id: text('reviewedUserId', 'who was reviewed'),
      reviewer_user_id: text('reviewerUserId', 'who reviewed; null for a machine'),
      editor_user_id: text('editorUserId', 'who changed it last'),
      review_method: text('reviewMethod', 'AUTOMATIC or MANUAL'),
      reviewed: instant('reviewTime', 'when'),
      reviewed_zone: zone('reviewTime', 'the offset that Gong gave with it'),
      visibility: text('visibilityType', 'who may see it'),
      raw,
    },
  },
  scorecard_answers: {
    means: 'an answer in a scorecard that was filled in',
    key: ['answered_scorecard_id', 'place'],
    parent: 'answered_scorecards',
    source: { ...answered, each: ['answers[]'] },
    columns: {
      answered_scorecard_id: required(text('answeredScorecardId', 'the scorecard as it was filled in')),
      place: required(integer('.[#]', 'its place in the list, from 0')),
      question_id: text('./questionId', 'the question'),
      question_revision_id: text('./questionRevisionId', 'its wording then'),
      call_id: text('callId', 'the call'),
      reviewed_user_id: text('reviewedUserId', 'who was reviewed'),
      is_overall: boolean('./isOverall', 'whether it is about the whole call'),
      score: number('./score', 'the score'),
      answer_text: text('./answerText', 'a comment, or the answer in words'),
      not_applicable: boolean('./notApplicable', 'whether the question did not apply'),
      selected_options: json('./selectedOptions', 'what was chosen'),
    },
  },
} as const satisfies Readonly<Record<string, StoreTable>>
