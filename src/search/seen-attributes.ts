import type { Row } from '../lib/rows.ts'
import { attributesOf } from './call-attributes.ts'
import type { CallFilter } from './call-matcher.ts'
import { type UnknownName, unknownNames } from './unknown-names.ts'

const KINDS = ['account', 'deal', 'participant'] as const
type AttributeKind = (typeof KINDS)[number]

/** Who and what calls had that were not found, of the kinds that a filter names. */
export class SeenAttributes {
  readonly #filter: CallFilter
  readonly #seen = new Map<AttributeKind, Map<string, readonly string[]>>()

  constructor(filter: CallFilter) {
    this.#filter = filter
    for (const kind of KINDS) if (filter[kind].length > 0) this.#seen.set(kind, new Map())
  }

  /** @param call a record of listCallsExtensive */
  add(call: Row): void {
    if (this.#seen.size === 0) return
    for (const { kind, label, ids } of attributesOf(call))
      for (const [wanted, labels] of this.#seen) if (wanted === kind) labels.set(label, ids)
  }

  /** The values that no call has. */
  unknown(): readonly UnknownName<string>[] {
    const known = [...this.#seen].map(([kind, labels]) => {
      const all = [...labels].map(([label, ids]) => ({ names: [label], ids }))
      return [kind, { all, isWhole: false }] as const
    })
    return unknownNames(this.#filter, new Map(known))
  }
}
