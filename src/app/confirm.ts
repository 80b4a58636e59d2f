import type { Effect } from '../catalogue/operation.ts'
import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'
import type { Globals } from './globals.ts'

/**
 * What is asked about: an effect, or what only some writes do: replace what stands in Gong, take access away, end flows;
 * and `change`, any write at all, for requests that are typed by method and path.
 */
export type Danger = Effect | 'replace' | 'revoke' | 'unassign' | 'change'

/** What is asked, and about what. */
export interface Question {
  readonly danger: Danger
  readonly deed: string
}

/** For the help of commands that pass the gate on their own account, where no effect tells. */
export const ASKS = 'It asks first, and away from a terminal it needs --yes.'

const SAID: { readonly [D in Danger]?: string } = {
  erase: 'This erases data in Gong, which cannot be undone',
  billed: "This spends the company's Gong credits",
  replace: 'This replaces what stands in Gong',
  revoke: 'This takes access away in Gong',
  unassign: 'This takes a prospect out of flows in Gong',
  change: 'This changes data in Gong',
}

/**
 * The one gate in front of everything that erases or spends, keyed on the effect alone, so that no command can forget it.
 * A dry run passes: it sends nothing.
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
  const said = SAID[danger]
  if (said === undefined || globals.yes || globals.dryRun) return
  checkSomebodyAgrees(context, globals, danger, deed)
  if (!(await context.ask.confirm(`In ${await where()}. ${said}: ${deed}. Go on?`)))
    throw new Failure('declined', 'not confirmed; nothing was sent')
}

/**
 * The first half of the gate, before anything is looked up for the question: there must be somebody who can answer.
 *
 * @throws Failure `declined` where nobody is there and nothing was agreed to by --yes
 */
export function checkSomebodyAgrees(context: Context, globals: Globals, danger: Danger, deed: string): void {
  const said = SAID[danger]
  if (said === undefined || globals.yes || globals.dryRun || context.ask.possible) return
  throw new Failure('declined', `${said} (${deed}), and nobody is here to agree`, {
    hint: 'look with --dry-run, then add --yes',
  })
}
