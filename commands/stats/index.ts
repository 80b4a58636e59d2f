import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Command, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { stats as gong } from '../../src/catalogue/stats.ts'
import { checkWindow } from '../../src/lib/dates.ts'
import { isRow, type Json } from '../../src/lib/rows.ts'
import { besideName, eachCall, eachFigure, eachMetric, eachPeriod, withScore } from './rows.ts'

/** The counts that people look for first; a narrow terminal shows fewer of them. */
const COUNTS = ['callsAsHost', 'callsAttended', 'othersCallsListenedTo', 'callsGaveFeedback']

const activity = fromOperation(gong.activity, {
  columns: ['userEmailAddress', ...COUNTS, 'userId'],
  unfold: besideName,
  examples: [
    'gong stats activity --during last-month',
    'gong stats activity --from 30d --user k.nakamura@tallyhouse.example -f csv',
  ],
})

const daily = fromOperation(gong.daily, {
  columns: ['userEmailAddress', 'day', 'callId', 'activities'],
  unfold: eachCall,
  examples: [
    'gong stats daily --during yesterday',
    "gong stats daily --from 7d --jq '.[].userDailyActivityStats[].callsAsHost[]'",
  ],
})

const periods = fromOperation(gong.periods, {
  columns: ['userEmailAddress', 'fromDate', 'toDate', ...COUNTS.slice(0, 3)],
  unfold: eachPeriod,
  examples: [
    'gong stats periods --per week --from 30d',
    'gong stats periods --per month --during last-quarter -f jsonl',
  ],
})

const interaction = fromOperation(gong.interaction, {
  columns: [],
  unfold: eachFigure,
  examples: [
    'gong stats interaction --during last-week',
    'gong stats interaction --from 30d --user p.tran@tallyhouse.example',
  ],
})

/** Gong's own spelling of each word that people type, and of its own. */
const METHODS: { readonly [word: string]: string } = {
  manual: 'MANUAL',
  auto: 'AUTOMATIC',
  both: 'BOTH',
  automatic: 'AUTOMATIC',
}

const answered = fromOperation(gong.scorecards, {
  columns: ['callStartTime', 'scorecardName', 'score', 'reviewMethod', 'callId', 'reviewedUserId', 'reviewerUserId'],
  unfold: withScore,
  examples: [
    'gong stats scorecards --during last-month',
    'gong stats scorecards --reviewed-from 7d --method manual --user p.tran@tallyhouse.example',
  ],
})

const scorecards: OldCommand = {
  ...answered,
  inputs: {
    ...answered.inputs,
    method: { kind: 'choice', of: Object.keys(METHODS), help: 'who reviewed: a machine, a person or either (both)' },
  },
  cautions: [
    '--from and --to are about the day of the call, --reviewed-from and --reviewed-to about the day of the review.',
  ],
  check: ({ reviewedFrom, reviewedTo }) => {
    if (typeof reviewedFrom === 'string' && typeof reviewedTo === 'string')
      checkWindow('--reviewed-from', reviewedFrom, '--reviewed-to', reviewedTo)
  },
  run: (input, job) => pull(gong.scorecards, { ...input, method: undefined }, job, withMethod(input)),
}

/** The body with the method that was typed, or both where nobody said any: Gong would leave out what machines did. */
function withMethod(input: Typed): Json {
  const body = typedBody(gong.scorecards, input) ?? {}
  const filter = isRow(body) ? body.filter : undefined
  const said = isRow(filter) ? filter.reviewMethod : undefined
  const method = METHODS[String(input.method)] ?? (said === undefined ? 'BOTH' : undefined)
  return method === undefined ? body : setAt(body, 'filter.reviewMethod', method)
}

const coaching = fromOperation(gong.coaching, {
  columns: ['name', 'metric', 'value'],
  unfold: eachMetric,
  examples: ['gong stats coaching --manager k.nakamura@tallyhouse.example -w "Sales Americas" --from 30d'],
})

export const stats: readonly Command[] = [activity, daily, periods, interaction, scorecards, coaching]
