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

/** A global package stands beside this tool's. Who has an executable may have no npm: the release has an archive. */
function installCommand(form: Install['form'], env: Context['env']): string {
  const folder = dataFolder(env)
  switch (form) {
    case 'npm package':
      return `npm install -g ${DUCKDB_PACKAGE}`
    case 'executable':
      return `${shellQuote(['mkdir', '-p', folder])} && tar -xzf gong-*-duckdb-*.tar.gz -C ${shellQuote([folder])}, the archive of this release for your system`
    case 'checkout':
      return shellQuote(['npm', 'install', '--prefix', folder, DUCKDB_PACKAGE])
  }
}
