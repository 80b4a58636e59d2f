import type { ToolAnswer } from '../tool.ts'

/** What did not fit into an answer, as a session keeps it. */
export interface Rest {
  readonly kind: 'rest'
  readonly answer: ToolAnswer
}

export function isRest(value: unknown): value is Rest {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'rest'
}
