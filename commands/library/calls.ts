import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { library as gong } from '../../src/catalogue/library.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import { durationColumn } from '../../src/output/columns.ts'

const derived = deriveQuery(gong.calls, {
  arguments: ['folder'],
  columns: ['id', 'title', durationColumn('from'), durationColumn('to'), 'note', 'created'],
  unfold: withTimes,
  examples: [
    'gong library calls 382319291092340328',
    'gong library calls "Won deals / stories" -w "Sales Americas"',
    "gong library calls 382319291092340328 --jq '.[].url'",
  ],
})

export const listLibraryCalls = defineQuery({ ...derived, inputs: { ...derived.inputs, ...IN_WORKSPACE } })

/** A call with the ends of its snippet, in seconds from the start, under names that fit over them. */
function withTimes(row: Row): readonly Row[] {
  const { fromSec = null, toSec = null } = isRow(row.snippet) ? row.snippet : {}
  return [{ ...row, from: fromSec, to: toSec }]
}
