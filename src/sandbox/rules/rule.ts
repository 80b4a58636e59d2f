import type { Asked } from '../answers/asked.ts'
import { type Reply, refusal } from '../reply.ts'

/**
 * What Gong's prose demands of a request beyond its shape. Rules that need nothing but the request are in the catalogue;
 * these need the company, or compare values.
 */
export interface Rule {
  /** What in the request breaks the rule: the names that the sentence needs, one for each time. */
  readonly when: (asked: Asked) => readonly string[]
  readonly says: (name: string) => string
  /** 400 when left out. */
  readonly status?: number
}

/** The rules of one domain, by operationId. */
export type Rules = Readonly<Record<string, readonly Rule[]>>

/** The refusal of the first rule that the request breaks. */
export function refused(rules: readonly Rule[], asked: Asked): Reply | undefined {
  for (const { when, says, status = 400 } of rules) {
    const names = when(asked)
    if (names.length > 0) return refusal(status, ...names.map(says))
  }
  return undefined
}
