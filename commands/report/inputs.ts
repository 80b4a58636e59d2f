import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { PERIOD } from '../../src/app/model/operation-inputs.ts'
import { PER } from '../../src/stats/cut-periods.ts'

const PEOPLE = 'id, email or name'

/** What every report takes, besides its window. */
export const REPORT_INPUTS = {
  workspace: {
    kind: 'id',
    short: 'w',
    hint: 'id or name',
    lookup: 'workspace',
    outsideBody: true,
    help: 'only this workspace',
  },
  user: { kind: 'text', many: true, hint: PEOPLE, help: 'only these people' },
  team: { kind: 'text', hint: PEOPLE, help: 'only this manager and everybody below, directly or not' },
  per: { kind: 'choice', of: PER, hint: 'period', help: 'a row for each period, with from and to' },
  fresh: { kind: 'flag', help: 'list the users anew; else the listing of the last hour is taken' },
  explain: { kind: 'flag', asksNothing: true, help: 'show how each column comes about, and ask Gong nothing' },
  ...PERIOD,
  tz: { kind: 'text', hint: 'zone', help: "zone of days; else the company's as Gong tells it" },
} as const satisfies Inputs

/** A window of whole days, as Gong's numbers have. */
export const DAYS = {
  from: { kind: 'day', help: 'first day' },
  to: { kind: 'day', help: 'day after the last one; at most today' },
} as const satisfies Inputs

/** A window of instants, as its calls have. */
export const INSTANTS = {
  from: { kind: 'instant', help: 'started at or after this' },
  to: { kind: 'instant', help: 'started before this' },
} as const satisfies Inputs

/** When nothing is said about the window. */
export const REPORT_WINDOW = { from: 'from', to: 'to', usual: '30d' } as const

export type ReportInput = InputOf<typeof REPORT_INPUTS & typeof DAYS>
