import type { Typed } from '../../app/model/inputs.ts'
import type { Json } from '../../lib/rows.ts'
import type { LineList } from '../line-list.ts'
import type { BulkLine } from '../table/table.ts'

/**
 * The cells, and for each value the place of its name; behind it, where the value is not that of all lines, the place of the
 * cell that has the same text, or -1 and the value.
 */
type Packed = readonly [cells: readonly string[], values: readonly PackedValue[]]
type PackedValue = readonly [name: number, cell?: number, value?: Json]

/** Lines lie one behind the other in blocks of so many bytes. One that is larger has its own. */
const BLOCK_BYTES = 1_048_576

/** The head of a line: its number, then how many bytes its text has. */
const [SIZE_AT, HEAD_BYTES] = [8, 12]

/**
 * The lines of a table, all of them outside of the heap: a table may have 100,000, and V8 lets garbage pile up to several
 * times of what is alive. A line is an object only while somebody looks at it.
 */
export class PackedLines<V> implements LineList<BulkLine<V>> {
  readonly #names: readonly string[]
  readonly #common: Typed
  readonly #complete: (values: Typed) => V
  readonly #blocks: Buffer[] = []
  /** Bytes that are taken of the last block. */
  #used = BLOCK_BYTES
  /** Where each line starts, as if the blocks were one. */
  #places = new Uint32Array(1024)
  #length = 0
  /** The line that was looked at last, since it is often looked at several times in a row. */
  #last: { readonly index: number; readonly cells: readonly string[]; readonly values: V } | undefined

  /**
   * @param names of the values that a line may have
   * @param common values that many lines have, and that are not kept with each
   * @param complete makes of the values what is seen of them, such as ids of names
   */
  constructor(names: readonly string[], common: Typed, complete: (values: Typed) => V) {
    this.#names = names
    this.#common = common
    this.#complete = complete
  }

  add({ line, cells, values }: BulkLine<Typed>): void {
    const text = JSON.stringify([cells, this.#packedValues(cells, values)])
    const bytes = Buffer.byteLength(text)
    if (this.#used + HEAD_BYTES + bytes > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(HEAD_BYTES + bytes, BLOCK_BYTES)))
      this.#used = 0
    }
    if (this.#length === this.#places.length) {
      const places = new Uint32Array(this.#length * 2)
      places.set(this.#places)
      this.#places = places
    }
    this.#places[this.#length] = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used
    const [block, start] = this.#placeOf(this.#length)
    block.writeDoubleLE(line, start)
    block.writeUInt32LE(bytes, start + SIZE_AT)
    block.write(text, start + HEAD_BYTES)
    this.#used += HEAD_BYTES + bytes
    this.#length += 1
  }

  get length(): number {
    return this.#length
  }

  at(index: number): BulkLine<V> | undefined {
    return index >= 0 && index < this.#length ? new PackedLine(this, index) : undefined
  }

  *keys(): Iterable<number> {
    for (let index = 0; index < this.#length; index += 1) yield index
  }

  *entries(): Iterable<[number, BulkLine<V>]> {
    for (let index = 0; index < this.#length; index += 1) yield [index, new PackedLine(this, index)]
  }

  *[Symbol.iterator](): Iterator<BulkLine<V>> {
    for (const [, line] of this.entries()) yield line
  }

  numberOf(index: number): number {
    const [block, start] = this.#placeOf(index)
    return block.readDoubleLE(start)
  }

  unpacked(index: number): { readonly cells: readonly string[]; readonly values: V } {
    if (this.#last?.index === index) return this.#last
    const [block, start] = this.#placeOf(index)
    const from = start + HEAD_BYTES
    const [cells, values]: Packed = JSON.parse(block.toString('utf8', from, from + block.readUInt32LE(start + SIZE_AT)))
    this.#last = { index, cells, values: this.#complete(this.#unpackedValues(cells, values)) }
    return this.#last
  }

  /** The block of a line, and where it starts there. */
  #placeOf(index: number): readonly [block: Buffer, start: number] {
    const place = this.#places[index] ?? 0
    const block = this.#blocks[Math.floor(place / BLOCK_BYTES)]
    if (block === undefined) throw new Error(`there is no line ${index}`)
    return [block, place % BLOCK_BYTES]
  }

  #packedValues(cells: readonly string[], values: Typed): readonly PackedValue[] {
    return this.#names.flatMap((name, at): PackedValue[] => {
      const value = values[name]
      if (value === undefined || value === null) return []
      if (value === this.#common[name]) return [[at]]
      const cell = typeof value === 'string' ? cells.indexOf(value) : -1
      return [cell < 0 ? [at, cell, value] : [at, cell]]
    })
  }

  #unpackedValues(cells: readonly string[], packed: readonly PackedValue[]): Typed {
    const values: { [name: string]: Json } = {}
    for (const [at, cell, other] of packed) {
      const name = this.#names[at] ?? ''
      const value = cell === undefined ? this.#common[name] : (cells[cell] ?? other)
      if (value !== undefined) values[name] = value
    }
    return values
  }
}

/** Is unpacked anew when another line was looked at in between. */
class PackedLine<V> implements BulkLine<V> {
  readonly #lines: PackedLines<V>
  readonly #index: number

  constructor(lines: PackedLines<V>, index: number) {
    this.#lines = lines
    this.#index = index
  }

  get line(): number {
    return this.#lines.numberOf(this.#index)
  }

  get cells(): readonly string[] {
    return this.#lines.unpacked(this.#index).cells
  }

  get values(): V {
    return this.#lines.unpacked(this.#index).values
  }
}
