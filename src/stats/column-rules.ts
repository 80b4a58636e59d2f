import type { Operation } from '../catalogue/operation.ts'
import type { Row } from '../lib/rows.ts'

/** How a column comes about: its rule in a sentence, and the operations that its numbers are from. */
export interface ColumnRule {
  readonly column: string
  readonly rule: string
  readonly from: readonly Operation[]
}

/** What `--explain` shows. */
export const EXPLAINED = ['column', 'rule', 'request'] as const

/** The rules as rows, with the request that each number is from. */
export function explainRows(rules: readonly ColumnRule[]): readonly Row[] {
  return rules.map(({ column, rule, from }) => ({
    column,
    rule,
    request: from.map(({ method, path }) => `${method} ${path}`).join(', '),
  }))
}
