import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { durationColumn } from '../../src/output/columns.ts'

export const getCall = deriveQuery(gong.get, {
  arguments: ['call'],
  columns: ['id', 'started', durationColumn('duration'), 'title'],
  examples: ['gong calls get 3364161517094170228'],
})
