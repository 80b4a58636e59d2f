import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'

export const listTrackers = deriveQuery(gong.trackers, {
  columns: ['trackerId', 'trackerName', 'affiliation', 'languageKeywords.keywords'],
  examples: ['gong settings trackers', 'gong settings trackers -w "Sales Americas" -f csv'],
})
