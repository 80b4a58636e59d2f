import { Failure } from '../../lib/errors.ts'
import { refuseLaterVersion } from '../../lib/later-version.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { AppendFile, Files } from '../../platform/files.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import { type Outcome, outcomeFrom, outcomeToJson } from '../outcome.ts'

/** What is remembered with a line that is sent, until its outcome is known. */
export interface Memo {
  /** Of what a first request has made. */
  readonly id?: string | undefined
  /** How it was before. */
  readonly before?: string | undefined
}

/** What a journal knows of one line. */
type Noted =
  /** It was sent, and no answer is known. */
  | ({ readonly state: 'sent'; readonly atMs: number } & Memo)
  /** Its outcome; `kept` once the whole run was done. */
  | { readonly state: 'done' | 'kept'; readonly atMs: number; readonly outcome: Outcome }

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
   * @param keep whether those that worked out are remembered: to do them again would do them twice
   */
  finish(digests: Iterable<string>, keep: boolean): Promise<void>
  close(): Promise<void>
}

export const JOURNAL_VERSION = 1

/** @param nowMs milliseconds since the epoch @throws Failure `usage` for a journal that is damaged or was written with another key */
export async function openBulkJournal(
  files: Files,
  path: string,
  key: JournalKey,
  nowMs: () => number,
): Promise<BulkJournal> {
  const { noted, bytes } = await readNotes(files, path, key)
  const header = `${JSON.stringify({ version: JOURNAL_VERSION, key: key.id })}\n`
  // The outcomes of this run, and of which lines they are, stay on the disk alone: those of a large table would fill the memory.
  let hasDone = false
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
    find: (digest) => noted.get(digest),
    async sent(lines) {
      await add(sentRecord(lines, key))
      for (const [digest, memo] of lines) noted.set(digest, { state: 'sent', atMs: nowMs(), ...memo })
    },
    async done(outcomes) {
      await add({ done: outcomes.map(([digest, outcome]) => [digest, sealed(outcome, key)]) })
      hasDone = true
      for (const [digest] of outcomes) noted.delete(digest)
    },
    async open(digests) {
      await add({ open: digests })
      for (const digest of digests) noted.delete(digest)
    },
    async finish(digests, keep) {
      await close()
      const all = keep && hasDone ? (await readNotes(files, path, key)).noted : noted
      for (const digest of digests) {
        const note = all.get(digest)
        if (note?.state !== 'done') continue
        if (keep && !note.outcome.failed) all.set(digest, { ...note, state: 'kept' })
        else all.delete(digest)
      }
      if (all.size === 0) return await files.remove(path)
      await files.write(path, header + [...all].map((one) => recordOf(one, key)).join(''), 0o600, '.new')
    },
    close,
  }
}

function sealed(outcome: Outcome, key: JournalKey): string {
  return key.seal(JSON.stringify(outcomeToJson(outcome)))
}

function recordOf([digest, note]: readonly [string, Noted], key: JournalKey): string {
  const record =
    note.state === 'sent' ? sentRecord([[digest, note]], key) : { [note.state]: [[digest, sealed(note.outcome, key)]] }
  return `${JSON.stringify({ ...record, at: note.atMs })}\n`
}

function sentRecord(lines: readonly (readonly [string, Memo])[], key: JournalKey): Row {
  const memos = lines.map(([, { id = null, before = null }]) => [id, before])
  const isPlain = memos.flat().every((one) => one === null)
  return { sent: lines.map(([digest]) => digest), ...(!isPlain && { memos: key.seal(JSON.stringify(memos)) }) }
}

/** @returns also how many bytes are whole lines: an incomplete last one is cut off */
async function readNotes(files: Files, path: string, key: JournalKey) {
  const noted = new Map<string, Noted>()
  const all = await files.readNoFollow(path)
  if (all === undefined) return { noted, bytes: 0 }
  const bytes = all.lastIndexOf(10) + 1
  const [first, ...rest] = new TextDecoder().decode(all.subarray(0, bytes)).split('\n').slice(0, -1).map(parsedJson)
  if (isRow(first)) refuseLaterVersion('usage', path, first.version, JOURNAL_VERSION)
  if (!isRow(first) || first.version !== JOURNAL_VERSION) throw unusable(path, 'is damaged')
  if (first.key !== key.id) throw unusable(path, 'was written with another key than that of this machine')
  for (const record of rest) {
    if (!isRow(record)) throw unusable(path, 'is damaged')
    applyRecord(noted, record, key, path)
  }
  return { noted, bytes }
}

function applyRecord(noted: Map<string, Noted>, record: Row, key: JournalKey, path: string): void {
  const atMs = Number(record.at)
  const open = (text: string) => opened(text, key, path)
  for (const digest of textsIn(record.open)) noted.delete(digest)
  const memos = typeof record.memos === 'string' ? parsedJson(open(record.memos)) : undefined
  for (const [at, digest] of textsIn(record.sent).entries())
    noted.set(digest, { state: 'sent', atMs, ...memoFrom(Array.isArray(memos) ? memos[at] : undefined) })
  for (const state of ['done', 'kept'] as const)
    for (const [digest, text] of pairsIn(record[state])) {
      const outcome = outcomeFrom(parsedJson(open(text)))
      if (outcome === undefined) throw unusable(path, 'is damaged')
      noted.set(digest, { state, atMs, outcome })
    }
}

function memoFrom(pair: unknown): Memo {
  const [id, before]: readonly unknown[] = Array.isArray(pair) ? pair : []
  return { ...(typeof id === 'string' && { id }), ...(typeof before === 'string' && { before }) }
}

function opened(text: string, key: JournalKey, path: string): string {
  try {
    return key.open(text)
  } catch {
    throw unusable(path, 'is damaged')
  }
}

function pairsIn(list: Json | undefined): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return []
  return list.map((pair) => {
    const [digest = '', text = ''] = textsIn(pair)
    return [digest, text] as const
  })
}

function unusable(path: string, why: string): Failure {
  return new Failure('usage', `the journal of what was sent, ${path}, ${why}`, {
    hint: `rm '${path}' begins anew, and sends again what was sent before`,
  })
}
