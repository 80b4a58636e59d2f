/** Characters of a title in a sentence; Gong takes titles of any length. */
const MAX_CHARACTERS = 80

/** A title, or another text, for a sentence: a longer one ends with `…`, and never inside a grapheme. */
export function shortTitle(title: string, maxCharacters = MAX_CHARACTERS): string {
  if (title.length <= maxCharacters) return title
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(title.slice(0, 2 * maxCharacters))) {
    if (kept.length + segment.length >= maxCharacters) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
