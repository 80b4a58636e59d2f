import type { Typed } from '../../app/model/inputs.ts'
import type { Json } from '../../lib/rows.ts'
import type { BulkLine } from '../table/table.ts'

/** The cells, and the values in the order of their names. */
type Packed = readonly [cells: readonly string[], values: readonly Json[]]

const BLOCK_BYTES = 1_048_576

/**
 * Keeps lines outside of the heap, in a fraction of the space that they take as objects: a table may have 100,000.
 *
 * @param names of the values that a line may have
 * @param complete makes of the values what is seen of them, such as ids of names
 */
export function linePacker<V>(
  names: readonly string[],
  complete: (values: Typed) => V,
): (line: BulkLine<Typed>) => BulkLine<V> {
  const unpack = ([, values = []]: Packed) =>
    complete(Object.fromEntries(names.flatMap((name, at) => (values[at] == null ? [] : [[name, values[at]]]))))
  let block = Buffer.alloc(0)
  let used = 0
  return ({ line, cells, values }) => {
    const packed: Packed = [cells, names.map((name) => values[name] ?? null)]
    const text = JSON.stringify(packed)
    const size = Buffer.byteLength(text)
    if (used + size > block.length) {
      block = Buffer.allocUnsafeSlow(Math.max(size, BLOCK_BYTES))
      used = 0
    }
    const start = used
    used += block.write(text, start)
    return new PackedLine(line, block, start, used, unpack)
  }
}

/** Is unpacked each time that it is looked at. */
class PackedLine<V> implements BulkLine<V> {
  readonly line: number
  readonly #block: Buffer
  readonly #start: number
  readonly #end: number
  readonly #unpack: (packed: Packed) => V

  constructor(line: number, block: Buffer, start: number, end: number, unpack: (packed: Packed) => V) {
    this.line = line
    this.#block = block
    this.#start = start
    this.#end = end
    this.#unpack = unpack
  }

  get cells(): readonly string[] {
    return this.#packed()[0]
  }

  get values(): V {
    return this.#unpack(this.#packed())
  }

  #packed(): Packed {
    return JSON.parse(this.#block.toString('utf8', this.#start, this.#end))
  }
}
