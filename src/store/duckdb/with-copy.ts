import type { DuckDBConnection } from '@duckdb/node-api'
import { migrate } from './migrate.ts'
import { type DuckDbCopy, diskFailure, openFile } from './open-file.ts'

/** Runs with the copy open, one after the other. */
export interface WithCopy {
  <T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Resolves once nothing runs any more. */
  idle(): Promise<void>
}

/** A sync reads from Gong beside it, and leaves most of the machine to others. */
const OPTIONS = {
  access_mode: 'READ_WRITE',
  threads: '2',
  memory_limit: '300MB',
  preserve_insertion_order: 'false',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  errors_as_json: 'true',
}

/** Opens a copy for each run, and closes it again. */
export function openingFor(copy: DuckDbCopy): WithCopy {
  let last: Promise<unknown> = Promise.resolve()
  const opened = <T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const next = last.catch(() => undefined).then(() => whileOpen(copy, run))
    last = next
    return next
  }
  return Object.assign(opened, { idle: async () => void (await last.catch(() => undefined)) })
}

async function whileOpen<T>(copy: DuckDbCopy, run: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const file = await openFile(copy, OPTIONS)
  try {
    await migrate(file.connection, copy.path)
    return await run(file.connection)
  } catch (error) {
    throw diskFailure(error, copy.path)
  } finally {
    file.close()
  }
}
