/** Facts that some operations have in common: words in one text, with a blank between them, by a path. */
export interface OfOperations {
  /** Their operationIds. */
  readonly of: readonly string[]
  readonly says: { readonly [path: string]: string }
}

/** Finds the facts of an operation by its operationId: lists of words by path; empty where there are none. */
export function byOperation(facts: readonly OfOperations[]): (id: string) => ReadonlyMap<string, readonly string[]> {
  return (id) => {
    const says = facts.find(({ of }) => of.includes(id))?.says ?? {}
    return new Map(Object.entries(says).map(([path, words]) => [path, words.split(' ')]))
  }
}
