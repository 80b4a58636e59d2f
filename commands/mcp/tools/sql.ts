import { Failure } from '../../../src/lib/errors.ts'
import { formatCount } from '../../../src/lib/spelling.ts'
import { cutInput } from '../../../src/mcp/quote-input.ts'
import type { ToolInput } from '../../../src/mcp/tool.ts'
import { schemaRows } from '../../../src/store/query/schema-rows.ts'
import { storeTable, tableNames } from '../../../src/store/schema.ts'
import { views } from '../../../src/store/views/views.ts'
import { endOfCopy } from '../copy/open-copy.ts'
import { runStatement } from '../copy/run-statement.ts'
import { inputOf, most, numberOf, type QuestionTool, textField, textsOf } from './question-tool.ts'

export const sqlTool: QuestionTool = {
  name: 'sql',
  title: 'SQL on the copy',
  description:
    'Rows of one SELECT on the local copy (DuckDB), which can only be read. Tables and columns: schema. Times are UTC. For sums and joins that no other tool has.',
  input: inputOf(
    {
      sql: { ...textField('one SELECT; $name for a parameter'), maxLength: 20_000 },
      params: {
        type: 'object',
        additionalProperties: true,
        description: 'the value of each $name, as text: {"from": "2026-05-01"}',
      },
      tz: textField('IANA zone in which days begin'),
      limit: most(2000, 200),
    },
    ['sql'],
  ),
  async answer(input, { copy, job, noCopy }) {
    const sql = String(input.sql)
    if (copy === undefined) throw new Failure('usage', noCopy.why, { hint: noCopy.advice })
    const limit = numberOf(input, 'limit', 200)
    const rows = await runStatement(
      { sql, given: paramsOf(input), zone: textsOf(input, ['tz']).tz, most: limit + 1 },
      job,
    )
    const cut = rows.length > limit ? `; only the first ${formatCount(limit)} rows: add conditions, or raise limit` : ''
    return {
      content: rows.slice(0, limit),
      coverage: `from the local copy, which ends at ${endOfCopy(copy)}${cut}`,
    }
  },
}

/** The values of parameters, as texts. @throws Failure `usage` for a list, an object and null, which no text stands for */
function paramsOf({ params }: ToolInput): Readonly<Record<string, string>> {
  const all = Object.entries(typeof params === 'object' && params !== null ? params : {})
  const wrong = all.find(([, value]) => typeof value === 'object')
  if (wrong !== undefined)
    throw new Failure('usage', `params.${cutInput(wrong[0])} is no text, number, true or false`, {
      hint: 'write lists and NULL into the SQL itself: IN ($a, $b), IS NULL',
    })
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]))
}

export const schemaTool: QuestionTool = {
  name: 'schema',
  title: 'Schema of the copy',
  description:
    'Tables and views of the local copy for sql: without a table, a row each with its meaning and the names of its columns; with one, a row a column with type and meaning.',
  input: inputOf({ table: textField('one table or view') }),
  async answer(input) {
    const { table } = textsOf(input, ['table'])
    if (table !== undefined)
      return { content: schemaRows(table).map(({ table: _, operation: __, path: ___, ...row }) => row) }
    const tables = tableNames.map((name) => ({ name, ...storeTable(name) }))
    const all = [...tables, ...Object.entries(views).map(([name, view]) => ({ name, ...view }))]
    const rows = all.map(({ name, means, columns }) => ({
      table: name,
      means,
      columns: Object.keys(columns).join(' '),
    }))
    return { content: rows, next: 'schema with a table for its columns, then sql' }
  },
}
