import type { Typed } from '../../app/model/inputs.ts'
import type { Json } from '../../lib/rows.ts'
import type { BulkLine } from '../table/table.ts'

/**
 * The cells, and for each value the place of its name; behind it, where the value is not that of all lines, the place of the
 * cell that has the same text, or -1 and the value.
 */
type Packed = readonly [cells: readonly string[], values: readonly PackedValue[]]
type PackedValue = readonly [name: number, cell?: number, value?: Json]

const BLOCK_BYTES = 1_048_576

const LINE_BYTES = 8
const HEAD_BYTES = LINE_BYTES + 4

/**
 * Keeps lines outside of the heap, in a fraction of the space that they take as objects: a table may have 100,000.
 *
 * @param names of the values that a line may have
 * @param common values that many lines have, and that are not kept with each
 * @param complete makes of the values what is seen of them, such as ids of names
 */
export function linePacker<V>(
  names: readonly string[],
  common: Typed,
  complete: (values: Typed) => V,
): (line: BulkLine<Typed>) => BulkLine<V> {
  const unpack = ([cells, packed]: Packed) => {
    const values: { [name: string]: Json } = {}
    for (const [at, cell, other] of packed) {
      const name = names[at] ?? ''
      const value = cell === undefined ? common[name] : (cells[cell] ?? other)
      if (value !== undefined) values[name] = value
    }
    return complete(values)
  }
  let block: Block<V> = { bytes: Buffer.alloc(0), unpack }
  let used = 0
  const packedValues = (cells: readonly string[], values: Typed): readonly PackedValue[] =>
    names.flatMap((name, at): PackedValue[] => {
      const value = values[name]
      if (value === undefined || value === null) return []
      if (value === common[name]) return [[at]]
      const cell = typeof value === 'string' ? cells.indexOf(value) : -1
      return [cell < 0 ? [at, cell, value] : [at, cell]]
    })
  return ({ line, cells, values }) => {
    const text = JSON.stringify([cells, packedValues(cells, values)])
    const size = HEAD_BYTES + Buffer.byteLength(text)
    if (used + size > block.bytes.length) {
      block = { bytes: Buffer.allocUnsafeSlow(Math.max(size, BLOCK_BYTES)), unpack }
      used = 0
    }
    const start = used
    used += size
    block.bytes.writeDoubleLE(line, start)
    block.bytes.writeUInt32LE(size, start + LINE_BYTES)
    block.bytes.write(text, start + HEAD_BYTES)
    return new PackedLine(block, start)
  }
}

/** Many lines one behind the other: the number of each, how many bytes it has, and its text. */
interface Block<V> {
  readonly bytes: Buffer
  readonly unpack: (packed: Packed) => V
  /** The line that was looked at last, since it is often looked at several times in a row. */
  last?: { readonly start: number; readonly cells: readonly string[]; readonly values: V }
}

/** Is unpacked anew when another line was looked at in between. */
class PackedLine<V> implements BulkLine<V> {
  readonly #block: Block<V>
  readonly #start: number

  constructor(block: Block<V>, start: number) {
    this.#block = block
    this.#start = start
  }

  get line(): number {
    return this.#block.bytes.readDoubleLE(this.#start)
  }

  get cells(): readonly string[] {
    return this.#unpacked().cells
  }

  get values(): V {
    return this.#unpacked().values
  }

  #unpacked() {
    const [block, start] = [this.#block, this.#start]
    if (block.last?.start === start) return block.last
    const { bytes } = block
    const end = start + bytes.readUInt32LE(start + LINE_BYTES)
    const packed: Packed = JSON.parse(bytes.toString('utf8', start + HEAD_BYTES, end))
    const last = { start, cells: packed[0], values: block.unpack(packed) }
    block.last = last
    return last
  }
}
