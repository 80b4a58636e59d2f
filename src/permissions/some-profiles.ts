/**
 * A file of profiles with some of them alone, as they came in: comments, order and spelling stay.
 *
 * @param text YAML or JSON that was read before
 * @param numbers of the profiles, from 1
 */
export async function someProfiles(text: string, numbers: ReadonlySet<number>): Promise<string> {
  const { isCollection, isSeq, parseDocument } = await import('yaml')
  const document = parseDocument(text, { intAsBigInt: true })
  const profiles = document.get('profiles', true)
  if (!isSeq(profiles)) return text
  profiles.items = profiles.items.filter((_, at) => numbers.has(at + 1))
  const isJson = isCollection(document.contents) && document.contents.flow === true
  return isJson ? `${JSON.stringify(document.toJS(), withDigits, 2)}\n` : document.toString({ lineWidth: 0 })
}

/** Ids without quotes become texts, which keep their digits. */
function withDigits(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) : value
}
