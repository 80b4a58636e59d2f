/** Lines by their places from 0, as an array has them. Those of a table are made anew each time, and nobody may hold them all. */
export interface LineList<L> extends Iterable<L> {
  readonly length: number
  at(index: number): L | undefined
  keys(): Iterable<number>
  entries(): Iterable<[index: number, line: L]>
}

/** Whether a line is so. */
export function hasLine<L>(lines: Iterable<L>, isSo: (line: L) => boolean): boolean {
  for (const line of lines) if (isSo(line)) return true
  return false
}

/** The lines as something else, which is made of a line when it is asked for. */
export function mappedLines<L, M>(lines: LineList<L>, map: (line: L) => M): LineList<M> {
  return madeLines(lines.length, (index) => {
    const line = lines.at(index)
    return line === undefined ? undefined : map(line)
  })
}

/** Each line with each of some others, those of one line behind one another. */
export function combinedLines<L, O, M>(
  lines: LineList<L>,
  others: readonly O[],
  combine: (line: L, other: O) => M,
): LineList<M> {
  return madeLines(lines.length * others.length, (index) => {
    const [line, other] = [lines.at(Math.floor(index / others.length)), others[index % others.length]]
    return line === undefined || other === undefined ? undefined : combine(line, other)
  })
}

/** @param make makes the line at a place, or nothing where there is none */
function madeLines<M>(length: number, make: (index: number) => M | undefined): LineList<M> {
  function* entries(): Iterable<[number, M]> {
    for (let index = 0; index < length; index += 1) {
      const line = make(index)
      if (line !== undefined) yield [index, line]
    }
  }
  return {
    length,
    at: make,
    entries,
    *keys() {
      for (let index = 0; index < length; index += 1) yield index
    },
    *[Symbol.iterator]() {
      for (const [, line] of entries()) yield line
    },
  }
}
