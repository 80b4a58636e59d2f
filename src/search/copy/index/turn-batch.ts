import { readVarints } from '../../../lib/varints.ts'
import type { SearchedCopy } from '../searched-copy.ts'

/** A turn, as a batch of the index knows it. */
export interface IndexedTurn {
  /** Its place in the call. */
  readonly place: number
  /** The length of its folded text. */
  readonly chars: number
}

/** The turns of a batch of the index, by their numbers in it: those of a call follow each other. */
export class TurnBatch {
  readonly batch: number
  /** Ids. */
  readonly calls: readonly string[]
  /** By call, and for the end of the last: its first turn, and where the bytes of its turns begin. */
  private readonly firsts: Uint32Array
  private readonly offsets: Uint32Array
  private readonly bytes: Uint8Array
  /** By call: place and length of each turn, where they were read. */
  private readonly read = new Map<number, Uint32Array>()

  constructor(batch: number, calls: readonly string[], sizes: Uint8Array, turns: Uint8Array) {
    this.batch = batch
    this.calls = calls
    this.bytes = turns
    this.firsts = new Uint32Array(calls.length + 1)
    this.offsets = new Uint32Array(calls.length + 1)
    const values = readVarints(sizes)
    for (let call = 0; call < calls.length; call += 1) {
      this.firsts[call + 1] = (this.firsts[call] ?? 0) + (values[call * 2] ?? 0)
      this.offsets[call + 1] = (this.offsets[call] ?? 0) + (values[call * 2 + 1] ?? 0)
    }
  }

  /** The index of the call that a turn belongs to. @param from one that is not behind it */
  callOf(turn: number, from = 0): number {
    let [low, high] = [from, this.calls.length]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((this.firsts[middle] ?? 0) <= turn) low = middle
      else high = middle
    }
    return low
  }

  turn(turn: number, call: number): IndexedTurn {
    const values = this.read.get(call) ?? readVarints(this.bytes.subarray(this.offsets[call], this.offsets[call + 1]))
    this.read.set(call, values)
    const at = (turn - (this.firsts[call] ?? 0)) * 2
    return { place: values[at] ?? 0, chars: values[at + 1] ?? 0 }
  }
}

export async function readBatches(batches: Iterable<number>, copy: SearchedCopy): Promise<readonly TurnBatch[]> {
  const rows = await copy.rows(
    `SELECT batch, calls, base64(sizes) AS sizes, base64(turns) AS turns FROM search_index.batches
     WHERE batch IN (${[...batches].join(', ')})`,
  )
  return rows.map(
    ({ batch, calls, sizes, turns }) =>
      new TurnBatch(Number(batch), String(calls).split('\n'), bytesOf(sizes), bytesOf(turns)),
  )
}

function bytesOf(base64: unknown): Uint8Array {
  return Buffer.from(String(base64), 'base64')
}
