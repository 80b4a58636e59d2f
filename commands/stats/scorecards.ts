import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { pull } from '../../src/app/model/pull.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { checkWindow } from '../../src/lib/check-window.ts'
import { isRow, type Json } from '../../src/lib/rows.ts'
import { answerRows, SCORECARD_FIELDS } from '../../src/stats/flat-rows.ts'

/** Gong's own spelling of each word that people type, and of its own. */
const METHODS = { manual: 'MANUAL', auto: 'AUTOMATIC', both: 'BOTH', automatic: 'AUTOMATIC' } as const

const derived = deriveQuery(gong.scorecards, {
  columns: [
    'callStartTime',
    'scorecardName',
    'score',
    'isOverall',
    'notApplicable',
    'answerText',
    'callId',
    'reviewedUserId',
  ],
  flat: { fields: SCORECARD_FIELDS, rows: answerRows },
  examples: [
    'gong stats scorecards --during last-month',
    'gong stats scorecards --reviewed-from 7d --method manual --user p.tran@tallyhouse.example',
  ],
})

const inputs = {
  ...derived.inputs,
  method: {
    kind: 'choice',
    of: ['manual', 'auto', 'both', 'automatic'],
    help: 'who reviewed: a machine, a person or either (both)',
  },
} as const satisfies Inputs

export const listAnsweredScorecards = defineQuery({
  ...derived,
  inputs,
  cautions: [
    '--from and --to are about the day of the call, --reviewed-from and --reviewed-to about the day of the review.',
  ],
  check({ reviewedFrom, reviewedTo }) {
    if (reviewedFrom !== undefined && reviewedTo !== undefined)
      checkWindow('--reviewed-from', reviewedFrom, '--reviewed-to', reviewedTo)
  },
  rows({ method, ...input }, job) {
    return pull(gong.scorecards, input, job, withMethod(method, input))
  },
})

type Typed = InputOf<typeof inputs>

/** The body with the method that was typed, or both where nobody said any: Gong would leave out what machines did. */
function withMethod(typed: Typed['method'], input: Omit<Typed, 'method'>): Json {
  const body = typedBody(gong.scorecards, input) ?? {}
  const filter = isRow(body) ? body.filter : undefined
  const inBody = isRow(filter) ? filter.reviewMethod : undefined
  const method = typed === undefined ? (inBody === undefined ? 'BOTH' : undefined) : METHODS[typed]
  return method === undefined ? body : setAt(body, 'filter.reviewMethod', method)
}
