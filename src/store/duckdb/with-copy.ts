import type { DuckDBConnection } from '@duckdb/node-api'
import type { DuckDbFile } from '../../platform/duckdb.ts'
import { migrate } from './migrate.ts'
import { type DuckDbCopy, diskFailure, openFile } from './open-file.ts'

/** Runs with the copy open, one after the other. */
export interface WithCopy {
  <T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Closes the file once nothing runs any more, until it is needed next. */
  rest(): Promise<void>
  /** Runs with the file closed, and nobody opening it here meanwhile. */
  closed(run: () => Promise<void>): Promise<void>
}

/**
 * A sync reads from Gong beside it, and leaves most of the machine to others. DuckDB fills its memory with blocks of the file
 * that a commit hardly reads again; a commit that takes more than the limit is spilled beside the file.
 */
const OPTIONS = {
  access_mode: 'READ_WRITE',
  threads: '2',
  memory_limit: '128MB',
  preserve_insertion_order: 'false',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  errors_as_json: 'true',
}

/** Opens a copy when it is needed, and keeps it open until it rests: opening takes longer than most of what is done with it. */
export function openingFor(copy: DuckDbCopy): WithCopy {
  let last: Promise<unknown> = Promise.resolve()
  let file: DuckDbFile | undefined
  const close = () => {
    file?.close()
    file = undefined
  }
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.catch(() => undefined).then(run)
    last = next
    return next
  }
  const opened = <T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      try {
        file ??= await openCopy(copy)
        return await run(file.connection)
      } catch (error) {
        // With whatever was begun.
        close()
        throw diskFailure(error, copy.path)
      }
    })
  return Object.assign(opened, {
    rest: () => inTurn(async () => close()),
    closed: (run: () => Promise<void>) =>
      inTurn(async () => {
        close()
        await run()
      }),
  })
}

async function openCopy(copy: DuckDbCopy): Promise<DuckDbFile> {
  const file = await openFile(copy, OPTIONS)
  try {
    await migrate(file.connection, copy.path)
    return file
  } catch (error) {
    file.close()
    throw error
  }
}
