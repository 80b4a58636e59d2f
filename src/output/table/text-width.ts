import stringWidth from 'string-width'

const ascii = /^[\x20-\x7e]*$/
const graphemes = new Intl.Segmenter()

/** In UTF-16 units; a family emoji has about twenty. Bounds how much `splitAtWidth` has to read. */
const longestGrapheme = 40

/**
 * The width of a text in columns of a terminal: two for a wide character, none for an accent on its own.
 *
 * @param limit columns, beyond which the text is not measured to its end
 */
export function textWidth(text: string, limit = Number.POSITIVE_INFINITY): number {
  if (ascii.test(text)) return text.length
  let used = 0
  for (const { segment } of segments(text)) {
    used += widthOfGrapheme(segment)
    if (used > limit) return used
  }
  return used
}

const widthCache = new Map<string, number>()
/** More different graphemes than a page of rows has. */
const MAX_CACHED = 10_000

function widthOfGrapheme(segment: string): number {
  const cached = widthCache.get(segment)
  if (cached !== undefined) return cached
  const width = stringWidth(segment)
  if (segment.length <= longestGrapheme && widthCache.size < MAX_CACHED) widthCache.set(segment, width)
  return width
}

/** In UTF-16 units. Intl.Segmenter is quadratic in the length of its text, so it gets windows of it. */
const windowLength = 200

/** The graphemes of a text, window by window. The last one of a window may be incomplete, and is read again. */
function* segments(text: string): Generator<{ readonly segment: string; readonly index: number }> {
  let start = 0
  while (start < text.length) {
    const found = [...graphemes.segment(text.slice(start, start + windowLength))]
    const last = found.length > 1 && start + windowLength < text.length ? found.pop() : undefined
    for (const { segment, index } of found) yield { segment, index: start + index }
    start += last?.index ?? windowLength
  }
}

/** Truncates to `width` columns, with `…` at the end; never inside a grapheme. */
export function truncate(text: string, width: number): string {
  if (text.length <= width && ascii.test(text)) return text
  const [head, rest] = splitAtWidth(text, width)
  if (rest === '' && textWidth(text, width) <= width) return text
  const [kept] = splitAtWidth(head, width - 1)
  return textWidth(kept, width) < width ? `${kept}…` : '…'
}

/** Pads with spaces to `width` columns, after the text or (`right`) before it. */
export function pad(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text, width)))
  return right ? space + text : text + space
}

/** Wraps into lines of at most `width` columns, at spaces where there are any; line breaks stay. */
export function wrap(text: string, width: number): string[] {
  if (width === Number.POSITIVE_INFINITY) return text.split('\n').map((line) => line.trimEnd())
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let rest = line
    while (rest !== '') {
      const [head, tail] = splitAtWidth(rest, width)
      const space = tail === '' || tail.startsWith(' ') ? head.length : head.lastIndexOf(' ')
      const end = space > head.length / 3 ? space : head.length
      lines.push(rest.slice(0, end).trimEnd())
      rest = rest.slice(end).trimStart()
    }
    return lines.length === 0 ? [''] : lines
  })
}

/** Splits a text where it passes `width` columns. At least one character goes to the head, so that a loop ends. */
function splitAtWidth(text: string, width: number): [head: string, rest: string] {
  const least = Math.max(1, width)
  if (ascii.test(text.slice(0, least + 1))) return [text.slice(0, least), text.slice(least)]
  const near = text.slice(0, least * longestGrapheme)
  let used = 0
  for (const { segment, index } of segments(near)) {
    used += widthOfGrapheme(segment)
    if (used > width && index > 0) return [text.slice(0, index), text.slice(index)]
  }
  return [near, text.slice(near.length)]
}
