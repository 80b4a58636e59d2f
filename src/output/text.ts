import stringWidth from 'string-width'

const ascii = /^[\x20-\x7e]*$/
const graphemes = new Intl.Segmenter()

/** In UTF-16 units, for those that people write; a family of emoji has about twenty. Bounds how far a cut has to look. */
const longestGrapheme = 40

/**
 * How many columns of a terminal a text takes: two for a wide character, none for an accent on its own.
 *
 * @param most columns; once the text has taken more it is not measured to its end
 */
export function widthOf(text: string, most = Number.POSITIVE_INFINITY): number {
  if (ascii.test(text)) return text.length
  let used = 0
  for (const { segment } of segments(text)) {
    used += widthOfGrapheme(segment)
    if (used > most) return used
  }
  return used
}

/** Widths of single UTF-16 units, which nearly all text is made of. */
const known = new Map<string, number>()

function widthOfGrapheme(segment: string): number {
  if (segment.length > 1) return stringWidth(segment)
  const width = known.get(segment) ?? stringWidth(segment)
  known.set(segment, width)
  return width
}

/** In UTF-16 units. The segmenter's time grows as the square of the text that it is given, so it is given little. */
const windowLength = 200

/** The graphemes of a text, read window by window. The last one of a window may go on behind it, and is read again. */
function* segments(text: string): Generator<{ readonly segment: string; readonly index: number }> {
  let start = 0
  while (start < text.length) {
    const found = [...graphemes.segment(text.slice(start, start + windowLength))]
    const last = found.length > 1 && start + windowLength < text.length ? found.pop() : undefined
    for (const { segment, index } of found) yield { segment, index: start + index }
    start += last?.index ?? windowLength
  }
}

/** The text, cut to `width` columns with `…` at the end when it is wider; never inside a character that is seen as one. */
export function fit(text: string, width: number): string {
  if (text.length <= width && ascii.test(text)) return text
  const [head, rest] = cut(text, width)
  if (rest === '' && widthOf(text, width) <= width) return text
  const [kept] = cut(head, width - 1)
  return widthOf(kept, width) < width ? `${kept}…` : '…'
}

/** The text with spaces up to `width` columns, behind it or (`right`) before it. */
export function pad(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text, width)))
  return right ? space + text : text + space
}

/** The text in lines of at most `width` columns, broken at spaces where it can be; its own line ends stay. */
export function wrap(text: string, width: number): string[] {
  if (width === Number.POSITIVE_INFINITY) return text.split('\n').map((line) => line.trimEnd())
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let rest = line
    while (rest !== '') {
      const [head, tail] = cut(rest, width)
      const space = tail === '' || tail.startsWith(' ') ? head.length : head.lastIndexOf(' ')
      const end = space > head.length / 3 ? space : head.length
      lines.push(rest.slice(0, end).trimEnd())
      rest = rest.slice(end).trimStart()
    }
    return lines.length === 0 ? [''] : lines
  })
}

/** Splits a text where it passes `width` columns. At least one character goes to the head, so that a loop over it ends. */
function cut(text: string, width: number): [head: string, rest: string] {
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
