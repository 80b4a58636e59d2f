import type { Effect } from '../catalogue/operation.ts'
import type { Context } from '../platform/ports.ts'
import { agree, checkAgreement, type Loss } from './challenge.ts'
import type { Globals } from './globals.ts'

/** What is asked about; reads and most writes are not. */
export type Danger = Effect | Loss

/**
 * Asks before something that spends, erases or replaces.
 *
 * @param deed what would be sent, for the question
 * @param where company or profile, and host; only asked for when there is a question
 * @throws Failure `declined` unless somebody agreed, on the terminal or by --yes
 */
export async function gate(
  context: Context,
  globals: Globals,
  danger: Danger,
  deed: string,
  where: () => Promise<string>,
): Promise<void> {
  if (danger !== 'read' && danger !== 'write') await agree({ loses: danger, what: deed }, context, globals, where)
}

/** @throws Failure `declined` where nobody is there and nothing was agreed to by --yes */
export function checkSomebodyAgrees(context: Context, globals: Globals, danger: Danger, deed: string): void {
  if (danger !== 'read' && danger !== 'write') checkAgreement({ loses: danger, what: deed }, context, globals)
}
