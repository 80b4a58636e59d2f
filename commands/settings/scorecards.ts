import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'

export const listScorecards = deriveQuery(gong.scorecards, {
  columns: ['scorecardId', 'scorecardName', 'enabled', 'reviewMethod', 'questions.questionText'],
  examples: ['gong settings scorecards', "gong settings scorecards --jq '.[].questions[].questionText'"],
})
