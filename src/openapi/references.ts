import { isRow, type Json, type Row } from '../lib/rows.ts'

/** A schema, and the references that led to it. */
interface Followed {
  readonly schema: Row
  readonly trail: readonly string[]
}

/** The `$ref`s of one document. Only those within it are followed: nothing is fetched, no other file is read. */
export class References {
  /** Those that lead nowhere in the document. */
  readonly lost = new Set<string>()
  readonly #document: Row

  constructor(document: Row) {
    this.#document = document
  }

  /**
   * Follows the references of a value until there is none.
   *
   * @param trail of those that led here
   * @returns `undefined` for what is no object, and where a reference leads nowhere or to where it came from
   */
  follow(value: Json | undefined, trail: readonly string[] = []): Followed | undefined {
    if (!isRow(value)) return undefined
    const { $ref } = value
    if (typeof $ref !== 'string') return { schema: value, trail }
    if (trail.includes($ref)) return undefined
    const target = this.#resolve($ref)
    if (target === undefined) this.lost.add($ref)
    return this.follow(target, [...trail, $ref])
  }

  /** The value at a JSON pointer within the document. */
  #resolve(reference: string): Json | undefined {
    if (!reference.startsWith('#/')) return undefined
    const steps = reference.slice(2).split('/').map(unescaped)
    return steps.reduce<Json | undefined>(
      (at, step) => (isRow(at) && Object.hasOwn(at, step) ? at[step] : undefined),
      this.#document,
    )
  }
}

function unescaped(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
