/** The rate of pages since the first one, without the start and the look-ups before it. */
export interface Speed {
  /** When the first page had come, and the last; milliseconds of the clock. */
  readonly firstMs: number
  readonly lastMs: number
  /** Rows at these moments. */
  readonly firstRows: number
  readonly lastRows: number
  /** Pages after the first. */
  readonly pages: number
}

/** The speed with one page more. @param rows how many there are with it */
export function addMeasurement(speed: Speed | undefined, nowMs: number, rows: number): Speed {
  return speed === undefined
    ? { firstMs: nowMs, firstRows: rows, pages: 0, lastMs: nowMs, lastRows: rows }
    : { ...speed, pages: speed.pages + 1, lastMs: nowMs, lastRows: rows }
}

/** Pages and milliseconds after the first page until the rest can be guessed. */
const ENOUGH = { pages: 3, ms: 2000 }

/** The estimated seconds for so many rows; `undefined` until there is a rate. */
export function secondsFor(rows: number, { firstMs, lastMs, firstRows, lastRows, pages }: Speed): number | undefined {
  if (pages < ENOUGH.pages || lastMs - firstMs < ENOUGH.ms || lastRows === firstRows) return undefined
  return Math.ceil((((lastMs - firstMs) / (lastRows - firstRows)) * rows) / 1000)
}
