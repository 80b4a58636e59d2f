import type { Row } from '../../src/lib/rows.ts'

/** A text that is there and says something. */
export function filledText(value: Row[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
