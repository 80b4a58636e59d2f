import type { InputOf } from '../../src/app/model/inputs.ts'
import { PER } from '../../src/stats/cut-periods.ts'
import { DAYS, REPORT_INPUTS } from './inputs.ts'

export const OVERVIEW_INPUTS = {
  ...DAYS,
  ...REPORT_INPUTS,
  per: { kind: 'choice', of: PER, hint: 'period', help: 'what a point of a line stands for (week)' },
} as const

export type Overview = InputOf<typeof OVERVIEW_INPUTS>
