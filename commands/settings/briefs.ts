import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'

export const listBriefs = deriveQuery(gong.briefs, {
  columns: ['briefId', 'briefName', 'status', 'description', 'creator'],
  examples: ['gong settings briefs', 'gong settings briefs -w "Customer Success"'],
})
