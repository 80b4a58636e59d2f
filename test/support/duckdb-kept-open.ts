import type { DuckDb, DuckDbFile } from '../../src/platform/duckdb.ts'

/** A database file that nobody uses at the moment, and how it was opened. */
interface IdleFile {
  readonly path: string
  readonly mode: string
  readonly file: DuckDbFile
}

/** At most one: another file may have to read this one. */
let idle: IdleFile | undefined

/**
 * DuckDB that leaves a file open where the tool closes it for the readers of other processes, until something else is
 * opened or the line has ended. A sync opens its copy dozens of times, and each takes longer than what a test does with it.
 */
export function keepingOpen(duckDb: DuckDb): DuckDb {
  return {
    ...duckDb,
    async open(path, options) {
      const mode = JSON.stringify(options)
      if (options.access_mode !== 'READ_WRITE') {
        closeIdle()
        // A reader locks its settings, and nobody could use it again; a file that is written anew is moved when it is closed.
        return await duckDb.open(path, options)
      }
      const file = takeIdle(path, mode) ?? (await duckDb.open(path, options))
      // What was begun is undone when a file is closed.
      await file.connection.run('ROLLBACK').catch(() => undefined)
      return {
        connection: file.connection,
        close() {
          closeIdle()
          idle = { path, mode, file }
        },
      }
    },
  }
}

export function closeIdle(): void {
  idle?.file.close()
  idle = undefined
}

function takeIdle(path: string, mode: string): DuckDbFile | undefined {
  const found = idle?.path === path && idle.mode === mode ? idle.file : undefined
  if (found === undefined) closeIdle()
  else idle = undefined
  return found
}
