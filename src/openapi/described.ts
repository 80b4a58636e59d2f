import { Failure } from '../lib/errors.ts'

/** Where a field stands: in a part of the request, or in the answer. */
export type FieldPlace = 'path' | 'query' | 'body' | 'part' | 'answer'

/** A field as one of the two sides describes it. */
export interface DescribedField {
  readonly place: FieldPlace
  /** Dotted; `[]` marks a list, `*` stands for any key. */
  readonly path: string
  /** The words that it can be; empty where any will do. */
  readonly words: readonly string[]
  /** Nothing is said about what is in it. */
  readonly isOpen: boolean
}

/** An operation as the catalogue or a document describes it, for the two to be compared. */
export interface DescribedOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly scopes: readonly string[]
  /** Those that only parts of the answer need, which the other side need not name. */
  readonly scopesOfParts: readonly string[]
  readonly fields: FieldSet
  /** Whether anything is said about its answer. */
  readonly hasAnswer: boolean
}

/** The most operations, fields and words that a document may describe: Gong's has some three thousand. */
const MAX_FIELDS = 30_000

/** Counts what is described in a document: a few references to each other can describe more than any memory holds. */
export class FieldBudget {
  #left = MAX_FIELDS

  /** @throws Failure `usage` when it is used up */
  spend(count = 1): void {
    this.#left -= count
    if (this.#left < 0)
      throw new Failure(
        'usage',
        `the document describes more than ${MAX_FIELDS} fields and words, which no API of Gong's has`,
      )
  }
}

/** Fields by where they stand, without regard to which of them are lists: the two sides mark those differently. */
export class FieldSet {
  readonly leaves = new Map<string, DescribedField>()
  readonly #parents = new Set<string>()
  readonly #open = new Set<string>()

  add(field: DescribedField): void {
    const key = keyOf(field)
    const known = this.leaves.get(key)
    const words = [...new Set([...(known?.words ?? []), ...field.words])]
    this.leaves.set(key, { ...(known ?? field), words })
    if (field.isOpen || key.endsWith('.*')) this.#open.add(key.replace(/\.\*$/, ''))
    for (const parent of parentsOf(key)) this.#parents.add(parent)
  }

  /** The field that stands at the same place. */
  at(field: DescribedField): DescribedField | undefined {
    return this.leaves.get(keyOf(field))
  }

  /** Whether this side describes the field, or what it is in without saying more. */
  covers(field: DescribedField): boolean {
    const key = keyOf(field)
    if (this.leaves.has(key) || this.#parents.has(key) || this.#open.has(key)) return true
    return parentsOf(key).some((parent) => this.#open.has(parent))
  }
}

function keyOf({ place, path }: DescribedField): string {
  return `${place} ${path.replaceAll('[]', '').replace(/^\./, '')}`
}

/** The keys of all that a field is in, from the place itself. */
function parentsOf(key: string): string[] {
  const space = key.indexOf(' ') + 1
  const steps = key.slice(space).split('.')
  return steps.map((_, depth) => key.slice(0, space) + steps.slice(0, depth).join('.'))
}
