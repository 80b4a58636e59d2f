/** Characters of a line where nobody knows better. */
const USUAL = 80

/** No screen is wider; a serial line that claims more does not know. */
const WIDEST = 10_000

/** The width that a terminal or the environment claims, where a screen can have it; else 80. */
export function columnsFrom(claimed: number | undefined): number {
  return claimed !== undefined && Number.isInteger(claimed) && claimed > 0 && claimed <= WIDEST ? claimed : USUAL
}

/**
 * Lets a terminal claim no width that cannot be (0 on a serial line or in a fresh container). It is the stream itself that
 * is changed, since the libraries that draw on it divide by what it says.
 */
export function withColumns(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.isTTY !== true) return stream
  let claimed: number | undefined = stream.columns
  Object.defineProperty(stream, 'columns', {
    configurable: true,
    get: () => columnsFrom(claimed),
    // Node sets it anew when the window changes.
    set: (columns: number) => {
      claimed = columns
    },
  })
  return stream
}
