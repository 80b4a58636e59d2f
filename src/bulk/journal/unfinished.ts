import { refuseLaterVersion } from '../../lib/later-version.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Row, textsIn } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import { JOURNAL_VERSION, type JournalEntry } from './journal.ts'

/** What a run that was cut short has left behind. */
interface UnfinishedRun {
  /** What is counted. */
  readonly entry: JournalEntry
  /** Those whose outcome is known, and those that were sent and have none. */
  readonly done: number
  readonly sent: number
  /** When something was last noted, ms since the epoch. */
  readonly atMs: number
}

/**
 * Reads how far the run of a journal came, without its key. `undefined` where there is nothing to go on with: what a command
 * remembers for good is no run that was cut short.
 *
 * @throws Failure `usage` for a journal of a later version
 */
export async function readUnfinished(files: Files, path: string): Promise<UnfinishedRun | undefined> {
  const text = new TextDecoder().decode(await files.readNoFollow(path))
  const [header, ...records] = text.split('\n').slice(0, -1).map(parsedJson)
  if (isRow(header)) refuseLaterVersion('usage', path, header.version, JOURNAL_VERSION)
  const states = new Map<string, 'sent' | 'done' | 'kept'>()
  let atMs = 0
  for (const record of records.filter(isRow)) {
    for (const digest of textsIn(record.open)) states.delete(digest)
    for (const state of ['sent', 'done', 'kept'] as const)
      for (const digest of digestsIn(record, state)) states.set(digest, state)
    atMs = Math.max(atMs, Number(record.at) || 0)
  }
  const count = (state: string) => [...states.values()].filter((one) => one === state).length
  const entry = isRow(header) && header.entry === 'upload' ? 'upload' : 'line'
  const [done, sent] = [count('done'), count('sent')]
  return done + sent === 0 ? undefined : { entry, done, sent, atMs }
}

/** Those that are sent stand alone; the others are pairs with an outcome. */
function digestsIn(record: Row, state: 'sent' | 'done' | 'kept'): readonly string[] {
  const noted = record[state]
  if (state === 'sent') return textsIn(noted)
  return Array.isArray(noted) ? noted.flatMap((pair) => textsIn(pair).slice(0, 1)) : []
}
