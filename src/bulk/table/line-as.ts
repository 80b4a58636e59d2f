import type { TableLine } from './table.ts'

class LineAs implements TableLine {
  readonly #from: TableLine

  constructor(from: TableLine) {
    this.#from = from instanceof LineAs ? from.#from : from
  }

  get line(): number {
    return this.#from.line
  }

  get cells(): readonly string[] {
    return this.#from.cells
  }
}

/** A line as what it means to a command. Its cells are unpacked when they are asked for: those of a large table would fill the memory. */
export function lineAs<M extends object>(line: TableLine, meaning: M): TableLine & M {
  return Object.assign(new LineAs(line), meaning)
}
