/** A field of `--sort`. */
export interface SortKey {
  readonly path: string
  readonly isDescending: boolean
}

/** The fields of `--sort`: a minus in front of one turns its order round. */
export function sortKeysOf(text: string): readonly SortKey[] {
  const names = text.split(',').map((name) => name.trim())
  return names.filter(Boolean).map((name) => ({ path: name.replace(/^[+-]/, ''), isDescending: name.startsWith('-') }))
}
