import { Failure } from './errors.ts'

/**
 * Checks that a window is not empty. Both ends are instants, or both are days.
 *
 * @throws Failure `usage` that names both values when the end is not after the start
 */
export function checkWindow(fromFlag: string, from: string, toFlag: string, to: string): void {
  const length = Date.parse(to) - Date.parse(from)
  if (length > 0) return
  const hint = length < 0 ? `${fromFlag} ${to} ${toFlag} ${from}` : `${toFlag} is exclusive, so it has to be later`
  throw new Failure('usage', `${toFlag} ${to} is not after ${fromFlag} ${from}`, { hint })
}
