import type { Row } from '../lib/rows.ts'

/** Something that one of the two sides has and the other lacks. */
export interface DocumentDifference extends Row {
  readonly onlyIn: 'document' | 'catalogue'
  readonly what: 'operation' | 'field' | 'value' | 'scope'
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly place: string | null
  readonly field: string | null
  readonly value: string | null
}
