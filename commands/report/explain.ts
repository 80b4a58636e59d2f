import type { Presentation } from '../../src/app/model/command.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { type Column, wrappedColumn } from '../../src/output/columns.ts'
import { type ColumnRule, EXPLAINED, explainRows } from '../../src/stats/column-rules.ts'

const EXPLAIN_COLUMNS = ['column', wrappedColumn('rule'), 'request']

/** How a report is shown: its rows, or with `--explain` how its columns come about. */
export function presented(
  fieldsFor: (raw: Raw) => readonly string[],
  columns: (raw: Raw) => readonly Column[],
  fields: readonly string[],
): Required<Pick<Presentation, 'fields' | 'fieldsFor' | 'columns' | 'closed'>> {
  const isExplained = ({ explain }: Raw) => explain === true
  return {
    fields: [...fields, ...EXPLAINED],
    closed: true,
    fieldsFor: (raw) => (isExplained(raw) ? EXPLAINED : fieldsFor(raw)),
    columns: (raw) => (isExplained(raw) ? EXPLAIN_COLUMNS : columns(raw)),
  }
}

/** The pages of a report, or its rules. @throws Failure `usage` for raw, since no answer of Gong's is a report */
export function explained(
  { explain }: { readonly explain: boolean },
  job: QueryJob,
  rules: readonly ColumnRule[],
  pages: () => Pages,
): Pages {
  if (job.globals.format === 'raw')
    throw new Failure('usage', 'a report is made of many answers, and raw has one', { hint: 'use --format json' })
  return explain ? rulePages(rules) : pages()
}

async function* rulePages(rules: readonly ColumnRule[]): Pages {
  yield { rows: explainRows(rules) }
}
