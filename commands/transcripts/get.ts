import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { transcripts as gong } from '../../src/catalogue/calls.ts'
import { durationColumn, wrappedColumn } from '../../src/output/columns.ts'
import { monologueRows } from '../../src/transcripts/monologue-rows.ts'

export const getTranscripts = deriveQuery(gong.get, {
  arguments: ['call'],
  usual: '7d',
  columns: ['callId', durationColumn('at'), 'speaker', wrappedColumn('text')],
  unfold: monologueRows,
  examples: [
    "gong transcripts get --from 1d --jq '.[0].transcript[0].sentences[0].text'",
    'gong calls list --limit 3 -f jsonl | jq -r .id | gong transcripts get -',
  ],
})
