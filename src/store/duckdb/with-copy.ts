import type { DuckDBConnection } from '@duckdb/node-api'
import { Failure } from '../../lib/errors.ts'
import type { DuckDbFile } from '../../platform/duckdb.ts'
import { sayIfSlow } from '../../platform/say-if-slow.ts'
import { SCHEMA_VERSION } from '../schema.ts'
import { interruptAtAbort } from './interrupt.ts'
import { checkReadable, migrate } from './migrate.ts'
import { type DuckDbCopy, diskFailure, openFile } from './open-file.ts'

/**
 * Runs with the copy open, one after the other, and closes it soon when nothing comes. What runs when the signal of the copy is
 * aborted fails, and so does all that comes later.
 */
export interface WithCopy {
  <T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** The same, whatever was aborted. */
  always<T>(run: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Before it waits for others: closes a file that was open for seconds, and one that no time would close. */
  rest(): Promise<void>
  /** Closes the file once nothing runs any more, until it is needed next. */
  release(): Promise<void>
  /** The same for good: what runs later opens it for itself alone. */
  end(): Promise<void>
  /** Runs with the file closed, and nobody opening it here meanwhile. */
  closed(run: () => Promise<void>): Promise<void>
}

/**
 * A sync reads from Gong beside it, and leaves most of the machine to others. DuckDB fills its memory with blocks of the file
 * that a commit hardly reads again; a commit that takes more than the limit is spilled beside the file.
 * Writing the log to the file makes its last group of rows anew, which would be most of the work of small commits.
 */
const OPTIONS = {
  access_mode: 'READ_WRITE',
  threads: '2',
  memory_limit: '64MB',
  wal_autocheckpoint: '64MB',
  preserve_insertion_order: 'false',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  errors_as_json: 'true',
}

/**
 * How long a file is kept open that nobody needs: answers of Gong come faster. Whoever else needs it waits ten seconds, which a
 * question to a person, another run or an outage takes, too.
 */
const IDLE_MS = 500

/** How long a file is kept open that is needed again and again. */
const MOST_OPEN_MS = 2000

/**
 * Opens a copy when it is needed, and keeps it open a while: opening and closing it takes longer than most of what is done
 * with it. Where no time passes by itself, it is closed whenever it rests.
 */
export function openingFor(copy: DuckDbCopy): WithCopy {
  const { clock } = copy
  const monotonicMs = clock.monotonicMs ?? clock.now
  let last: Promise<unknown> = Promise.resolve()
  let file: DuckDbFile | undefined
  let openedMs = 0
  let wasOpened = false
  let cancelClosing: () => void = () => undefined
  let isEnded = false
  const close = () => {
    file?.close()
    file = undefined
  }
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.catch(() => undefined).then(run)
    last = next
    return next
  }
  const openedFor = <T>(from: DuckDbCopy, run: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const { signal } = from
      signal?.throwIfAborted()
      cancelClosing()
      try {
        if (file === undefined) {
          // Another would be made in its place, without what this run relies on.
          if (wasOpened && (await from.files.open(from.path)) === undefined) throw isGone(from.path)
          file = await openCopy(from)
          wasOpened = true
          openedMs = monotonicMs()
        }
        const result = await untilAborted(file.connection, signal, run)
        if (isEnded) close()
        else cancelClosing = clock.later?.(IDLE_MS, () => void release()) ?? cancelClosing
        return result
      } catch (error) {
        // With whatever was begun.
        close()
        signal?.throwIfAborted()
        throw diskFailure(error, copy.path)
      }
    })
  const opened = <T>(run: (connection: DuckDBConnection) => Promise<T>) => openedFor(copy, run)
  const release = () =>
    inTurn(async () => {
      cancelClosing()
      // Here, since closing the file would do it, and block this process meanwhile. What it fails with, the next commit tells.
      await file?.connection.run('CHECKPOINT').catch(() => undefined)
      close()
    })
  const rest = async () => {
    const isLongOpen = clock.later === undefined || monotonicMs() - openedMs >= MOST_OPEN_MS
    if (file !== undefined && isLongOpen) await release()
  }
  const { signal: _, ...unabortable } = copy
  return Object.assign(opened, {
    always: <T>(run: (connection: DuckDBConnection) => Promise<T>) => openedFor(unabortable, run),
    rest,
    release,
    async end() {
      isEnded = true
      await release()
    },
    closed: (run: () => Promise<void>) =>
      inTurn(async () => {
        close()
        await run()
      }),
  })
}

async function untilAborted<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  run: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const ignoreAbort = interruptAtAbort(connection, signal)
  try {
    return await run(connection)
  } finally {
    ignoreAbort()
  }
}

function isGone(path: string): Failure {
  return new Failure('local', `${path} was moved or deleted while this ran`, {
    hint: 'put it back, and run the same line again: it goes on with what the file has',
  })
}

/** For whoever only looks it is upgraded, too, where another version has made it. */
async function openCopy(copy: DuckDbCopy): Promise<DuckDbFile> {
  return (copy.isRead === true ? await openToRead(copy) : undefined) ?? (await openToWrite(copy))
}

/** @returns `undefined` for a copy that has to be upgraded first */
async function openToRead(copy: DuckDbCopy): Promise<DuckDbFile | undefined> {
  const opened = await openFile(copy, { ...OPTIONS, access_mode: 'READ_ONLY' })
  try {
    if ((await checkReadable(opened.connection, copy.path)) === SCHEMA_VERSION) return opened
  } catch (error) {
    opened.close()
    throw error
  }
  opened.close()
  return undefined
}

async function openToWrite(copy: DuckDbCopy): Promise<DuckDbFile> {
  const opened = await openFile(copy, OPTIONS)
  try {
    const upgrading = () =>
      `upgrading ${copy.path} to schema version ${SCHEMA_VERSION}: half a minute for a million turns`
    await sayIfSlow(() => migrate(opened.connection, copy), upgrading, copy)
    return opened
  } catch (error) {
    opened.close()
    throw error
  }
}
