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
  return {
    length: lines.length,
    at(index) {
      const line = lines.at(index)
      return line === undefined ? undefined : map(line)
    },
    keys: () => lines.keys(),
    *entries() {
      for (const [index, line] of lines.entries()) yield [index, map(line)]
    },
    *[Symbol.iterator]() {
      for (const line of lines) yield map(line)
    },
  }
}
