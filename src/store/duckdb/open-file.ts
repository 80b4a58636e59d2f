import { Failure } from '../../lib/errors.ts'
import type { DuckDb, DuckDbFile } from '../../platform/duckdb.ts'
import type { Files } from '../../platform/files.ts'
import type { Clock } from '../../platform/ports.ts'
import { type Notifier, sayIfSlow } from '../../platform/say-if-slow.ts'

/** A copy in a DuckDB file, and how it is opened. */
export interface DuckDbCopy extends Pick<Notifier, 'say'> {
  readonly duckDb: DuckDb
  readonly path: string
  readonly files: Pick<Files, 'open'>
  readonly clock: Clock
  /** How long to wait for another process that has it open. */
  readonly waitMs: number
  /** Whether it is only looked at, which others may do at the same time. */
  readonly isRead?: boolean
  readonly signal?: AbortSignal
}

/** Between two attempts to open a file that another process has. */
const RETRY_MS = 50

/** Where DuckDB writes `DUCK` in its files. */
const MAGIC_AT = 8

/** @returns whether the file is there @throws Failure `usage` when it is not one of DuckDB's, which must not see it then */
export async function isDuckDbFile({ files, path }: Pick<DuckDbCopy, 'files' | 'path'>): Promise<boolean> {
  const source = await files.open(path)
  if (source === undefined) return false
  let head = Buffer.alloc(0)
  // A pipe would be drained, and a device never ends.
  if (source.regular !== false)
    for await (const chunk of source.chunks()) {
      head = Buffer.concat([head, chunk])
      if (head.length >= MAGIC_AT + 4) break
    }
  if (head.toString('latin1', MAGIC_AT, MAGIC_AT + 4) === 'DUCK') return true
  throw new Failure('usage', `${path} is no DuckDB database, and is left as it is`, {
    hint: 'name a file that ends in .duckdb and is not there yet, or one that gong sync made',
  })
}

/** DuckDB cannot tell a schema from a database of its name. */
const SCHEMAS = ['data_cloud', 'information_schema', 'search']

async function checkName({ duckDb, path }: DuckDbCopy): Promise<void> {
  const name = (await duckDb.nameOf(path)).toLowerCase()
  if (!SCHEMAS.includes(name)) return
  throw new Failure('usage', `${path}: a copy cannot be called ${name}, as one of its schemas is`, {
    hint: 'give it another name, such as gong.duckdb',
  })
}

/**
 * Opens the file as soon as no other process has it. Whoever waits long is told for whom.
 *
 * @throws Failure `usage` for a name that DuckDB could not tell from a schema; `declined` when another process keeps it too
 * long; `local` when the disk does not give it
 */
export async function openFile(copy: DuckDbCopy, options: Readonly<Record<string, string>>): Promise<DuckDbFile> {
  await checkName(copy)
  let holder = 'another process'
  const onTaken = (by: string) => {
    holder = by
  }
  const opening = () => openWhenFree(copy, options, onTaken)
  return await sayIfSlow(opening, () => `waiting for ${holder}, which has ${copy.path} open`, copy)
}

async function openWhenFree(
  { duckDb, path, clock, waitMs, signal }: DuckDbCopy,
  options: Readonly<Record<string, string>>,
  onTaken: (holder: string) => void,
): Promise<DuckDbFile> {
  const until = clock.now() + waitMs
  for (;;) {
    try {
      return await duckDb.open(path, options)
    } catch (error) {
      const holder = holderOf(error)
      if (holder === undefined) throw diskFailure(error, path)
      onTaken(holder)
      if (clock.now() >= until) throw isTaken(path, holder)
    }
    await clock.sleep(RETRY_MS, signal)
  }
}

/** Who has the file, where that is why it does not open. */
function holderOf(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : ''
  if (!/Could not set lock on file|being used by another process/.test(message)) return undefined
  return /\(PID \d+\)/.exec(message)?.[0].replace(/\(PID (\d+)\)/, 'process $1') ?? 'another process'
}

function isTaken(path: string, holder: string): Failure {
  return new Failure('declined', `${path} is open in ${holder}, which keeps everybody else out`, {
    hint: 'wait for it with --lock-wait 10m, or end it',
  })
}

/** What DuckDB says, as a failure of this machine where it is one. */
export function diskFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error
  const said = sentenceOf(error.message)
  if (/No space left|File too large|disk is full|quota exceeded/i.test(said))
    return new Failure('local', `the disk of ${path} is full; what was committed is whole`, {
      hint: 'when there is room again, the same line goes on',
      cause: error,
    })
  if (isDamage(error)) return damaged(error, path, ANOTHER_COPY)
  if (/^IO Error|"exception_type":"IO"/.test(error.message) || /^Failed to commit: (Cannot|Could not) /.test(said))
    return new Failure('local', `${path}: ${said}`, { cause: error })
  return error
}

const ANOTHER_COPY =
  'put a backup in its place; or move it and its .wal away: gong sync makes a new one, without its purges and --exclude'

/** Whether it is the database file itself, or its log, that DuckDB cannot make sense of. */
export function isDamage(error: unknown): boolean {
  const damage = /^(Corrupt database file|Could not read enough bytes|Failure while replaying WAL)/
  return error instanceof Error && damage.test(sentenceOf(error.message))
}

/** What is damaged, with what DuckDB says of it. */
export function damaged(cause: Error, path: string, hint: string): Failure {
  return new Failure('local', `${path} is damaged: ${sentenceOf(cause.message)}`, { hint, cause })
}

/** The message of DuckDB without what is meant for programs, on one line. */
function sentenceOf(message: string): string {
  const text = message.replace(/^.*?"exception_message":"((?:[^"\\]|\\.)*)".*$/s, (_, inner: string) =>
    JSON.parse(`"${inner}"`),
  )
  return text.replace(/^\w+ Error: /, '').split('\n')[0] ?? text
}
