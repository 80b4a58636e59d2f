import { ACCOUNT_RULES } from '../stats/account-figures.ts'
import type { ColumnRule } from '../stats/column-rules.ts'
import { COVERAGE_RULES } from '../stats/coverage-figures.ts'
import { REP_RULES } from '../stats/rep-rules.ts'
import { SCORECARD_RULES } from '../stats/scorecard-figures.ts'
import { TRACKER_RULES } from '../stats/tracker-figures.ts'
import { markCode, markdownTable } from './markdown.ts'

/** The rules of each report as a block: what `--explain` shows, with operations for requests. */
export function reportRules(): { readonly [block: string]: string } {
  return {
    'report-reps': table(REP_RULES),
    'report-scorecards': table(SCORECARD_RULES),
    'report-trackers': table(TRACKER_RULES),
    'report-accounts': table(ACCOUNT_RULES),
    'report-coverage': table(COVERAGE_RULES),
  }
}

function table(rules: readonly ColumnRule[]): string {
  const rows = rules.map(({ column, rule, from }) => [
    `\`${column}\``,
    markCode(rule),
    from.map(({ id }) => id).join(', '),
  ])
  return markdownTable(['column', 'rule', 'from'], rows)
}
