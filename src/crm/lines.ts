const NEWLINE = 10
const RETURN = 13

/**
 * Splits a file into lines without their ends (`\n` or `\r\n`). Empty lines at the end of the file are left out. At most a
 * line and a chunk are in memory.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let empty = 0
  for await (const line of split(chunks)) {
    const text = line.at(-1) === RETURN ? line.subarray(0, -1) : line
    if (text.length === 0) empty += 1
    else {
      for (; empty > 0; empty -= 1) yield new Uint8Array()
      yield text
    }
  }
}

async function* split(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let pieces: Uint8Array[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)])
      pieces = []
      start = end + 1
    }
    pieces.push(chunk.subarray(start))
  }
  yield Buffer.concat(pieces)
}
