import type { Command } from '../../src/app/command.ts'
import { fromOperation, IN_WORKSPACE } from '../../src/app/derived.ts'
import { library as gong } from '../../src/catalogue/library.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'
import { durationColumn } from '../../src/output/columns.ts'

/** A call with the ends of its snippet, in seconds from the start, under names that fit over them. */
function withTimes(row: Row): readonly Row[] {
  const { fromSec = null, toSec = null } = isRow(row.snippet) ? row.snippet : {}
  return [{ ...row, from: fromSec, to: toSec }]
}

const calls = fromOperation(gong.calls, {
  arguments: ['folder'],
  columns: ['id', 'title', durationColumn('from'), durationColumn('to'), 'note', 'created'],
  unfold: withTimes,
  examples: [
    'gong library calls 382319291092340328',
    'gong library calls "Won deals / stories" -w "Sales Americas"',
    "gong library calls 382319291092340328 --jq '.[].url'",
  ],
})

export const library: readonly Command[] = [
  fromOperation(gong.folders, {
    columns: ['id', 'name', 'parentFolderId', 'updated'],
    examples: ['gong library folders -w "Sales Americas"'],
  }),
  { ...calls, inputs: { ...calls.inputs, ...IN_WORKSPACE } },
]
