import { refuseLaterVersion } from '../../lib/later-version.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Row } from '../../lib/rows.ts'
import type { AppendFile, Files } from '../../platform/files.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import { type Outcome, outcomeToJson } from '../outcome.ts'
import { JournalNotes, type Memo, type Noted, unusable } from './journal-notes.ts'
import { recordsToKeep } from './records-to-keep.ts'

/**
 * What was sent, line by line, so that the same command line goes on after any death and sends nothing twice. It holds keyed
 * digests and sealed outcomes, no personal data. One writer at a time: whoever opens it has claimed its path.
 */
export interface BulkJournal {
  /** What is known of a line that was not done by this run. */
  find(digest: string): Noted | undefined
  /** On the disk when this resolves, as with the others. */
  sent(lines: readonly (readonly [digest: string, memo: Memo])[]): Promise<void>
  done(outcomes: readonly (readonly [digest: string, outcome: Outcome])[]): Promise<void>
  /** Gong has certainly not done them. */
  open(digests: readonly string[]): Promise<void>
  /**
   * Ends a run in which every line has its outcome.
   *
   * @param lines and whether each has worked out
   * @param keep whether those that have are remembered: to do them again would do them twice
   */
  finish(lines: Iterable<readonly [digest: string, hasWorkedOut: boolean]>, keep: boolean): Promise<void>
  close(): Promise<void>
}

export const JOURNAL_VERSION = 1

/** What an entry of a journal is about: a line of a table, or an upload of many. */
export type JournalEntry = 'line' | 'upload'

/** @param nowMs milliseconds since the epoch @throws Failure `usage` for a journal that is damaged or was written with another key */
export async function openBulkJournal(
  files: Files,
  path: string,
  key: JournalKey,
  nowMs: () => number,
  entry: JournalEntry = 'line',
): Promise<BulkJournal> {
  const { notes, bytes } = await readNotes(files, path, key)
  const header = `${JSON.stringify({ version: JOURNAL_VERSION, key: key.id, entry })}\n`
  // The outcomes of this run, and of which lines they are, stay on the disk alone: those of a large table would fill the memory.
  let file: AppendFile | undefined
  const add = async (record: Row) => {
    if (file === undefined && bytes === 0) await files.write(path, header, 0o600, '.new')
    file ??= await files.append(path, bytes === 0 ? Buffer.byteLength(header) : bytes, 0o600)
    await file.write(`${JSON.stringify({ ...record, at: nowMs() })}\n`)
    await file.sync()
  }
  const close = async () => {
    await file?.close()
    file = undefined
  }
  return {
    find: (digest) => notes.find(digest),
    async sent(lines) {
      await add(sentRecord(lines, key))
      for (const [digest, memo] of lines) notes.sent(digest, nowMs(), memo)
    },
    async done(outcomes) {
      await add({ done: outcomes.map(([digest, outcome]) => [digest, sealed(outcome, key)]) })
      for (const [digest] of outcomes) notes.forget(digest)
    },
    async open(digests) {
      await add({ open: digests })
      for (const digest of digests) notes.forget(digest)
    },
    async finish(lines, keep) {
      await close()
      if (!keep) for (const [digest] of lines) notes.finish(digest)
      const records = keep ? recordsToKeep(files, path, lines, key) : notes.records()
      let rewritten: AppendFile | undefined
      for await (const text of inChunks(records)) {
        if (rewritten === undefined) {
          rewritten = await files.append(`${path}.new`, 0, 0o600)
          await rewritten.write(header)
        }
        await rewritten.write(text)
      }
      await (rewritten === undefined ? files.remove(path) : rewritten.rename(path))
    },
    close,
  }
}

function sealed(outcome: Outcome, key: JournalKey): string {
  return key.seal(JSON.stringify(outcomeToJson(outcome)))
}

function sentRecord(lines: readonly (readonly [string, Memo])[], key: JournalKey): Row {
  const memos = lines.map(([, { id = null, before = null }]) => [id, before])
  const isPlain = memos.flat().every((one) => one === null)
  return { sent: lines.map(([digest]) => digest), ...(!isPlain && { memos: key.seal(JSON.stringify(memos)) }) }
}

/** Records as lines, many in a text: each text is a write. */
async function* inChunks(records: Iterable<Row> | AsyncIterable<Row>): AsyncIterable<string> {
  let text = ''
  for await (const record of records) {
    text += `${JSON.stringify(record)}\n`
    if (text.length < CHUNK_CHARACTERS) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const CHUNK_CHARACTERS = 65_536

/** @returns also how many bytes are whole lines: an incomplete last one is cut off */
async function readNotes(files: Files, path: string, key: JournalKey) {
  const notes = new JournalNotes(path, key)
  const all = await files.readNoFollow(path)
  if (all === undefined) return { notes, bytes: 0 }
  const bytes = all.lastIndexOf(LF) + 1
  const start = all.indexOf(LF) + 1
  const first = parsedJson(new TextDecoder().decode(all.subarray(0, start)))
  if (isRow(first)) refuseLaterVersion('usage', path, first.version, JOURNAL_VERSION)
  if (!isRow(first) || first.version !== JOURNAL_VERSION) throw unusable(path, 'is damaged')
  if (first.key !== key.id) throw unusable(path, 'was written with another key than that of this machine')
  for (const text of linesOf(all.subarray(start, bytes))) {
    const record = parsedJson(text)
    if (!isRow(record)) throw unusable(path, 'is damaged')
    notes.read(record)
  }
  return { notes, bytes }
}

const LF = 10

function* linesOf(bytes: Uint8Array): Iterable<string> {
  const decoder = new TextDecoder()
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start)
    yield decoder.decode(bytes.subarray(start, end))
    start = end + 1
  }
}
