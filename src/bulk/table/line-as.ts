import type { TableLine } from './table.ts'

class LineAs implements TableLine {
  readonly line: number
  readonly #from: TableLine

  constructor(from: TableLine) {
    this.line = from.line
    this.#from = from instanceof LineAs ? from.#from : from
  }

  get cells(): readonly string[] {
    return this.#from.cells
  }
}

/** A line as what it means to a command. Its cells are unpacked when they are asked for: those of a large table would fill the memory. */
export function lineAs<M extends object>(line: TableLine, meaning: M): TableLine & M {
  return Object.assign(new LineAs(line), meaning)
}
