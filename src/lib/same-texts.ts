/** One text for all that are alike, where many lines name the same few: each text that is parsed takes memory of its own. */
export function sameTexts(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const one = known.get(text)
    if (one === undefined) known.set(text, text)
    return one ?? text
  }
}
