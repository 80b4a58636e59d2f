/** What a JSON text holds; `undefined` when it is not JSON. The text stays out of every message, unlike in Node's own. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
