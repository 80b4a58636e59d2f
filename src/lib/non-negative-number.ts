import { Failure } from './errors.ts'

/** The number of a text. @throws Failure `usage` for one below 0 */
export function nonNegativeNumber(name: string, text: string): number {
  if (Number(text) < 0) throw new Failure('usage', `${name}: "${text}" is below 0`)
  return Number(text)
}
