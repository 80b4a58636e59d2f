import { defined } from '../../lib/defined.ts'
import { Failure } from '../../lib/errors.ts'
import { PackedMap } from '../../lib/packed-map.ts'
import { parsedJson } from '../../lib/parse-json.ts'
import { type Json, type Row, textsIn } from '../../lib/rows.ts'
import type { JournalKey } from '../../state/journal-key.ts'
import { type Outcome, outcomeFrom } from '../outcome.ts'

/** What is remembered with a line that is sent, until its outcome is known. */
export interface Memo {
  /** Of what a first request has made. */
  readonly id?: string | undefined
  /** How it was before. */
  readonly before?: string | undefined
}

/** What a journal knows of one line. */
export type Noted =
  /** It was sent, and no answer is known. */
  | ({ readonly state: 'sent'; readonly atMs: number } & Memo)
  /** Its outcome; `kept` once the whole run was done. */
  | { readonly state: 'done' | 'kept'; readonly atMs: number; readonly outcome: Outcome }

/** The same packed: the outcome, or the memo, is still sealed. */
type Packed = readonly [state: Noted['state'], atMs: number, sealed: string | null]

/** What a journal knows of its lines, outside of the heap: those of a large table would fill the memory. */
export class JournalNotes {
  readonly #noted = new PackedMap<Packed | null>()
  /** What was sent, and has no outcome yet: it is forgotten without a trace, so that a long run takes no more memory. */
  readonly #underWay = new Map<string, Packed>()
  readonly #path: string
  readonly #key: JournalKey
  /** How many lines something is known of. */
  count = 0

  constructor(path: string, key: JournalKey) {
    this.#path = path
    this.#key = key
  }

  /** @throws Failure `usage` for what was changed since it was written */
  find(digest: string): Noted | undefined {
    const packed = this.#get(digest)
    if (packed == null) return undefined
    const [state, atMs, text] = packed
    const json = text === null ? undefined : parsedJson(this.#opened(text))
    if (state === 'sent') return { state, atMs, ...memoFrom(json) }
    const outcome = outcomeFrom(json)
    if (outcome === undefined) throw unusable(this.#path, 'is damaged')
    return { state, atMs, outcome }
  }

  sent(digest: string, atMs: number, { id = null, before = null }: PartialMemo): void {
    const hasMemo = id !== null || before !== null
    this.#set(digest, ['sent', atMs, hasMemo ? this.#key.seal(JSON.stringify([id, before])) : null])
  }

  forget(digest: string): void {
    this.#set(digest, null)
  }

  /** Ends the run for a line: one that was done is forgotten. */
  finish(digest: string): void {
    if (this.#get(digest)?.[0] === 'done') this.forget(digest)
  }

  /** Takes over a record of the file. @throws Failure `usage` for what was changed since it was written */
  read(record: Row): void {
    const atMs = Number(record.at)
    for (const digest of textsIn(record.open)) this.forget(digest)
    const memos = typeof record.memos === 'string' ? parsedJson(this.#opened(record.memos)) : undefined
    for (const [at, digest] of textsIn(record.sent).entries())
      this.sent(digest, atMs, memoFrom(Array.isArray(memos) ? memos[at] : undefined))
    for (const state of ['done', 'kept'] as const)
      for (const [digest, text] of sealedPairsIn(record[state])) this.#set(digest, [state, atMs, text])
  }

  /** Records that say all there is, one for each line. */
  *records(): Iterable<Row> {
    for (const all of [this.#noted.entries(), this.#underWay])
      for (const [digest, packed] of all) {
        if (packed === null) continue
        const [state, at, text] = packed
        if (state !== 'sent') yield { [state]: [[digest, text]], at }
        else yield { sent: [digest], ...(text !== null && { memos: this.#memosOf(text) }), at }
      }
  }

  #memosOf(text: string): string {
    return this.#key.seal(`[${this.#opened(text)}]`)
  }

  #set(digest: string, packed: Packed | null): void {
    this.count += Number(packed !== null) - Number(this.#get(digest) != null)
    const isNoted = this.#noted.get(digest) !== undefined
    if (packed?.[0] === 'sent' && !isNoted) this.#underWay.set(digest, packed)
    else {
      this.#underWay.delete(digest)
      if (packed !== null || isNoted) this.#noted.set(digest, packed)
    }
  }

  #get(digest: string): Packed | null | undefined {
    return this.#underWay.get(digest) ?? this.#noted.get(digest)
  }

  #opened(text: string): string {
    try {
      return this.#key.open(text)
    } catch {
      throw unusable(this.#path, 'is damaged')
    }
  }
}

interface PartialMemo {
  readonly id?: string | null | undefined
  readonly before?: string | null | undefined
}

function memoFrom(pair: unknown): Memo {
  const [id, before]: readonly unknown[] = Array.isArray(pair) ? pair : []
  return defined({
    id: typeof id === 'string' ? id : undefined,
    before: typeof before === 'string' ? before : undefined,
  })
}

export function sealedPairsIn(list: Json | undefined): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return []
  return list.map((pair) => {
    const [digest = '', text = ''] = textsIn(pair)
    return [digest, text] as const
  })
}

export function unusable(path: string, why: string): Failure {
  return new Failure('usage', `the journal of what was sent, ${path}, ${why}`, {
    hint: `rm '${path}' begins anew, and sends again what was sent before`,
  })
}
