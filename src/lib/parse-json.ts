/** Parses JSON; `undefined` when it is invalid. No error, since the message of Node's has a piece of the text, which may be secret. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
