import type { DescribedField, DescribedOperation } from './described.ts'
import type { DocumentDifference } from './document-difference.ts'
import { isKnownDifference } from './known-differences.ts'

interface Comparison {
  readonly differences: readonly DocumentDifference[]
  /** How many more there are that the catalogue has on purpose. */
  readonly known: number
}

/** What a document and the catalogue do not have in common, operation by operation. */
export function compareOperations(
  document: readonly DescribedOperation[],
  catalogue: readonly DescribedOperation[],
): Comparison {
  const published = byRoute(document)
  const known = byRoute(catalogue)
  // Without a single scope it is a document whose prose was left out, and says nothing about them.
  const hasScopes = document.some(({ scopes }) => scopes.length > 0)
  const all = [...new Set([...known.keys(), ...published.keys()])].flatMap((route) =>
    differencesOf(published.get(route), known.get(route), hasScopes),
  )
  const differences = all.filter((one) => !isKnownDifference(one))
  return { differences, known: all.length - differences.length }
}

/** Operations by method and path; placeholders may have other names. */
function byRoute(operations: readonly DescribedOperation[]): Map<string, DescribedOperation> {
  return new Map(operations.map((one) => [`${one.method} ${one.path.replace(/\{[^}]*\}/g, '{}')}`, one]))
}

function differencesOf(
  document: DescribedOperation | undefined,
  catalogue: DescribedOperation | undefined,
  hasScopes: boolean,
): readonly DocumentDifference[] {
  if (document === undefined || catalogue === undefined) {
    const [only, onlyIn] = document === undefined ? [catalogue, 'catalogue' as const] : [document, 'document' as const]
    if (only === undefined) return []
    // Whoever looks after keys searches for scopes.
    const scopes = hasScopes && onlyIn === 'document' ? only.scopes : []
    return [
      difference(only, { onlyIn, what: 'operation' }),
      ...scopes.map((value) => difference(only, { onlyIn, what: 'scope', value })),
    ]
  }
  return [...oneWay('document', document, catalogue, hasScopes), ...oneWay('catalogue', catalogue, document, hasScopes)]
}

/** What one side has and the other lacks. */
function* oneWay(
  onlyIn: DocumentDifference['onlyIn'],
  one: DescribedOperation,
  other: DescribedOperation,
  hasScopes: boolean,
): Generator<DocumentDifference> {
  if (hasScopes)
    for (const scope of one.scopes)
      if (![...other.scopes, ...other.scopesOfParts].includes(scope))
        yield difference(one, { onlyIn, what: 'scope', value: scope })
  for (const field of one.fields.leaves.values()) {
    if (isUncompared(field, one, other)) continue
    const where = { onlyIn, place: field.place, field: field.path }
    if (!other.fields.covers(field)) yield difference(one, { ...where, what: 'field' })
    else
      for (const value of missingWords(field, other.fields.at(field)))
        yield difference(one, { ...where, what: 'value', value })
  }
}

/** What every answer has around its records, and answers that one side does not describe. */
function isUncompared({ place, path }: DescribedField, one: DescribedOperation, other: DescribedOperation): boolean {
  return place === 'answer' && (!one.hasAnswer || !other.hasAnswer || /^(requestId|records)(\.|$)/.test(path))
}

function missingWords({ words }: DescribedField, other: DescribedField | undefined): readonly string[] {
  return other === undefined ? [] : words.filter((word) => !other.words.includes(word))
}

function difference(
  { id, method, path }: DescribedOperation,
  what: Pick<DocumentDifference, 'onlyIn' | 'what'> & Partial<Pick<DocumentDifference, 'place' | 'field' | 'value'>>,
): DocumentDifference {
  const { onlyIn, place = null, field = null, value = null } = what
  return { onlyIn, what: what.what, operation: id, method, path, place, field, value }
}
