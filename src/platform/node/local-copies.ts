import { dirname, resolve } from 'node:path'
import { dataFolder } from '../folders.ts'
import type { Context } from '../ports.ts'
import { loadDuckDb } from './duckdb.ts'
import { statementProcesses } from './statement-process.ts'

/**
 * What local copies are reached by.
 *
 * @param program the path of the built `bin/statement-process.ts`
 */
export function localCopies(
  program: string,
  runtime: 'node' | 'bun',
  env: NodeJS.ProcessEnv,
): Pick<Context, 'loadDuckDb' | 'runStatement'> {
  // Among packages, beside the single executable, or in the data folder.
  const beside = runtime === 'bun' ? [dirname(process.execPath)] : []
  const places = { amongPackages: runtime === 'node', folders: [...beside, resolve(dataFolder(env))] }
  return { loadDuckDb: () => loadDuckDb(places), runStatement: statementProcesses(program, places, env) }
}
