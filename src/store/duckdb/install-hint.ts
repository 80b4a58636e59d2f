import { Failure } from '../../lib/errors.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { DuckDb } from '../../platform/duckdb.ts'
import { dataFolder } from '../../platform/folders.ts'
import type { Context, Install } from '../../platform/ports.ts'

/** What npm calls the DuckDB that this tool knows. */
export const DUCKDB_PACKAGE = '@duckdb/node-api@1.5.6-r.1'

/** @throws Failure `usage` that says what to type where DuckDB is not installed */
export async function requireDuckDb(
  { loadDuckDb, env }: Pick<Context, 'loadDuckDb' | 'env'>,
  form: Install['form'],
): Promise<DuckDb> {
  const duckDb = await loadDuckDb()
  if (duckDb !== undefined) return duckDb
  throw new Failure(
    'usage',
    'a copy in DuckDB takes its library, which is not installed: it has 70 MB, and few need it',
    {
      hint: installCommand(form, env),
    },
  )
}

/** A global package stands beside this tool's; an executable looks in the data folder. */
function installCommand(form: Install['form'], env: Context['env']): string {
  if (form === 'npm package') return `npm install -g ${DUCKDB_PACKAGE}`
  return shellQuote(['npm', 'install', '--prefix', dataFolder(env), DUCKDB_PACKAGE])
}
