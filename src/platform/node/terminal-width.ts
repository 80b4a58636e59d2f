const DEFAULT_COLUMNS = 80

/** No screen is wider; a serial line may claim more. */
const MAX_COLUMNS = 10_000

/** The width that a terminal or the environment claims, where it is possible; else 80. */
export function validColumns(claimed: number | undefined): number {
  return claimed !== undefined && Number.isInteger(claimed) && claimed > 0 && claimed <= MAX_COLUMNS
    ? claimed
    : DEFAULT_COLUMNS
}

/**
 * Makes a terminal report a valid width only (some report 0: a serial line, a fresh container). Changes the stream itself,
 * since the libraries that draw on it divide by its width.
 */
export function withValidColumns(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.isTTY !== true) return stream
  let claimed: number | undefined = stream.columns
  Object.defineProperty(stream, 'columns', {
    configurable: true,
    get: () => validColumns(claimed),
    // Node sets it when the window is resized.
    set: (columns: number) => {
      claimed = columns
    },
  })
  return stream
}
