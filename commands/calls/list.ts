import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { durationColumn } from '../../src/output/columns.ts'

export const listCalls = deriveQuery(gong.list, {
  usual: '7d',
  columns: ['id', 'started', durationColumn('duration'), 'title', 'scope'],
  examples: [
    'gong calls list --during last-week',
    'gong calls list --from 7d -f jsonl | jq -r .url',
    'gong calls list --during 2026-q2 -w "Sales Americas" -o calls.csv.gz',
  ],
})
