/** Stands for a line that is longer than anybody needs. */
export const TOO_LONG = Symbol('a line that is too long')

/** Bytes of one line. */
const MOST_BYTES = 4 * 1024 * 1024

const NEWLINE = 0x0a

/** Lines of UTF-8, without their ends. Of one that is too long, nothing is kept. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | typeof TOO_LONG> {
  let parts: Uint8Array[] = []
  let bytes = 0
  const end = () => {
    const line = bytes > MOST_BYTES ? TOO_LONG : Buffer.concat(parts).toString('utf8')
    parts = []
    bytes = 0
    return line
  }
  const keep = (part: Uint8Array) => {
    bytes += part.length
    if (bytes > MOST_BYTES) parts = []
    else parts.push(part)
  }
  for await (const chunk of chunks) {
    let rest = chunk
    for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
      keep(rest.subarray(0, at))
      yield end()
      rest = rest.subarray(at + 1)
    }
    keep(rest)
  }
  if (bytes > 0) yield end()
}
