import { PackedMap } from '../../lib/packed-map.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { isRow, type Row, textsIn } from '../../lib/rows.ts'
import type { Files } from '../../platform/files.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import { sealedPairsIn } from './journal-notes.ts'

/** What a record says of one line. @param text sealed: its outcome, or the memos of the whole record */
type Entry =
  | { readonly state: 'open'; readonly digest: string }
  | { readonly state: 'sent'; readonly digest: string; readonly place: number; readonly text: string | undefined }
  | { readonly state: 'done' | 'kept'; readonly digest: string; readonly text: string }

/**
 * What stays in a journal when a run is over whose lines must not be done twice: those that worked out are kept, the others
 * are forgotten, and what is noted of other lines is as it was. The file is read twice for it, and digests alone are in
 * memory: what became of 100,000 lines would fill it.
 *
 * @param lines of the run, and whether each has worked out
 */
export async function* recordsToKeep(
  files: Files,
  path: string,
  lines: Iterable<readonly [digest: string, hasWorkedOut: boolean]>,
  key: JournalKey,
): AsyncIterable<Row> {
  const last = new PackedMap<number>()
  let number = 0
  for await (const record of recordsIn(files, path))
    for (const { digest } of entriesOf(record)) {
      number += 1
      last.set(digest, number)
    }
  const ofRun = new PackedMap<boolean>()
  for (const [digest, hasWorkedOut] of lines) ofRun.set(digest, hasWorkedOut)
  number = 0
  for await (const record of recordsIn(files, path))
    for (const entry of entriesOf(record)) {
      number += 1
      if (entry.state === 'open' || last.get(entry.digest) !== number) continue
      const { at = null } = record
      if (entry.state === 'sent') yield { ...sentAlone(entry, key), at }
      else {
        const hasWorkedOut = entry.state === 'kept' ? undefined : ofRun.get(entry.digest)
        const state = hasWorkedOut === true ? 'kept' : entry.state
        if (hasWorkedOut !== false) yield { [state]: [[entry.digest, entry.text]], at }
      }
    }
}

/** In the order in which a journal that is opened takes them over. */
function* entriesOf(record: Row): Iterable<Entry> {
  for (const digest of textsIn(record.open)) yield { state: 'open', digest }
  const text = typeof record.memos === 'string' ? record.memos : undefined
  for (const [place, digest] of textsIn(record.sent).entries()) yield { state: 'sent', digest, place, text }
  for (const state of ['done', 'kept'] as const)
    for (const [digest, sealed] of sealedPairsIn(record[state])) yield { state, digest, text: sealed }
}

function sentAlone({ digest, place, text }: Entry & { readonly state: 'sent' }, key: JournalKey): Row {
  const memos: unknown = text === undefined ? undefined : parsedJson(key.open(text))
  const memo: unknown = Array.isArray(memos) ? memos[place] : undefined
  return { sent: [digest], ...(memo !== undefined && { memos: key.seal(JSON.stringify([memo])) }) }
}

/** The records behind the first line, which says of what version they are. */
async function* recordsIn(files: Files, path: string): AsyncIterable<Row> {
  const decoder = new TextDecoder()
  const file = await files.open(path)
  let text = ''
  let isFirst = true
  for await (const chunk of file?.chunks() ?? []) {
    const lines = (text + decoder.decode(chunk, { stream: true })).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const record = isFirst ? undefined : parsedJson(line)
      isFirst = false
      if (isRow(record)) yield record
    }
  }
}
