import { defineQuery } from '../../src/app/model/command.ts'
import type { QueryJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { checkZone } from '../../src/lib/zones.ts'
import { openReader } from '../../src/store/query/open-reader.ts'
import { schemaRows } from '../../src/store/query/schema-rows.ts'
import { OutOfMemory, type QueryBytes } from '../../src/store/query/sql-reader.ts'
import { isNested } from './nested.ts'

export const queryCopy = defineQuery({
  name: '',
  summary: 'Ask the local copy with SQL; it can only be read',
  operations: [],
  inputs: {
    sql: { kind: 'text', hint: 'sql', help: 'one SELECT; - for stdin; with --schema: a table' },
    file: { kind: 'file', help: 'the file that holds the SQL' },
    set: { kind: 'text', repeat: true, hint: 'name=value', help: 'the value of $name in the SQL' },
    schema: { kind: 'flag', help: 'list the tables and columns of a copy instead' },
    in: { kind: 'text', hint: 'copy', help: 'another copy than gong.duckdb in the data folder' },
    tz: { kind: 'text', hint: 'zone', help: "zone in which days begin; else the machine's" },
  },
  arguments: ['sql'],
  typed: true,
  columns: (raw) => (raw.schema === true ? ['table', 'column', 'type', 'means'] : []),
  examples: [
    'gong query --schema calls',
    "gong query 'select title, started from calls order by started desc limit 5'",
    "gong query 'select * from calls where call_id = $call' --set call=7782342274025937895",
    'gong query --file rep-week.sql -o rep-week.xlsx',
  ],
  cautions: [
    'No request is sent: the rows are those that gong sync has brought.',
    'Files, settings and other databases cannot be read, and nothing can be written: ATTACH, COPY, PRAGMA, SET are refused.',
    'Whole numbers beyond 2^53 and long decimals are text in JSON, so that no digit is lost.',
  ],
  check({ sql, file, schema, set }) {
    if (schema && (file !== undefined || set !== undefined))
      throw new Failure('usage', '--schema takes a table, and no SQL')
    if (!schema && (sql === undefined) === (file === undefined))
      throw new Failure('usage', 'the SQL is an argument, stdin (-) or --file, and one of them', {
        hint: "gong query 'select count(*) from calls'",
      })
    parametersOf(set)
  },
  async *rows(input, job) {
    if (input.schema) yield { rows: schemaRows(input.sql) }
    else yield* answers(input, job)
  },
})

interface Asked {
  readonly sql?: string
  readonly file?: string
  readonly set?: readonly string[]
  readonly in?: string
  readonly tz?: string
}

const LITTLE_BYTES = 256_000_000

async function* answers({ sql = '-', file, set, in: target, tz }: Asked, job: QueryJob): Pages {
  const { context, globals, about, say } = job
  const text = file !== undefined ? await readText(file, job) : sql === '-' ? await readText('-', job) : sql
  const zone = tz === undefined ? context.zone : checkZone('--tz', tz)
  const { form } = about.install()
  const query = { sql: text, given: parametersOf(set), nested: isNested(globals, context.stdout) }
  const answer = async function* (most: QueryBytes): Pages {
    const reader = await openReader(target, { context, say, form, lockWaitMs: globals.lockWaitMs, zone, most })
    try {
      let times: readonly string[] = []
      const onTimes = (paths: readonly string[]) => {
        times = paths
      }
      for await (const rows of reader.query({ ...query, onTimes })) yield { rows, times }
    } finally {
      await reader.close()
    }
  }
  yield* inLittleMemory(answer)
}

/** DuckDB takes most of the memory that it may, and spills what has no room; some questions cannot be answered so. */
async function* inLittleMemory(answer: (most: QueryBytes) => Pages): Pages {
  let isBegun = false
  try {
    for await (const page of answer({ memory: LITTLE_BYTES })) {
      isBegun = true
      yield page
    }
    return
  } catch (error) {
    if (isBegun || !(error instanceof OutOfMemory)) throw error
  }
  yield* answer({})
}

/** @throws Failure `usage` for what is no `name=value`, and for a name that has two */
function parametersOf(set: readonly string[] = []): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const one of set) {
    const [, name, value] = /^\$?(\w+)=(.*)$/s.exec(one) ?? []
    if (name === undefined || value === undefined)
      throw new Failure('usage', `--set ${one}: a parameter is typed as name=value`, { hint: '--set from=2026-05-01' })
    if (given.has(name)) throw new Failure('usage', `--set ${name}: it has two values`)
    given.set(name, value)
  }
  return given
}
