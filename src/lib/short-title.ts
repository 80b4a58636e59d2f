/** Characters of a title in a sentence; Gong takes titles of any length. */
const MAX_CHARACTERS = 80

/** A title for a sentence: a longer one ends with `…`, and never inside a grapheme. */
export function shortTitle(title: string): string {
  if (title.length <= MAX_CHARACTERS) return title
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(title.slice(0, 2 * MAX_CHARACTERS))) {
    if (kept.length + segment.length >= MAX_CHARACTERS) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
