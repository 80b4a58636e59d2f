import { fromOperation } from '../../src/app/derived.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'
import { integration } from './integration.ts'

export const settings = [
  fromOperation(gong.workspaces, {
    columns: ['id', 'name', 'description'],
    examples: ['gong settings workspaces', "gong settings workspaces --jq '.[].name'"],
  }),
  fromOperation(gong.scorecards, {
    columns: ['scorecardId', 'scorecardName', 'enabled', 'reviewMethod', 'questions.questionText'],
    examples: ['gong settings scorecards', "gong settings scorecards --jq '.[].questions[].questionText'"],
  }),
  fromOperation(gong.trackers, {
    columns: ['trackerId', 'trackerName', 'affiliation', 'languageKeywords.keywords'],
    examples: ['gong settings trackers', 'gong settings trackers -w "Sales Americas" -f csv'],
  }),
  fromOperation(gong.briefs, {
    columns: ['briefId', 'briefName', 'status', 'description', 'creator'],
    examples: ['gong settings briefs', 'gong settings briefs -w "Customer Success"'],
  }),
  integration,
]
