import type { Effect } from '../catalogue/operation.ts'
import type { Context } from '../context.ts'
import { Failure } from '../errors.ts'
import type { Globals } from './globals.ts'

/** What is asked about: an effect, or what only some writes do: replace what stands in Gong, take access away, end flows. */
export type Danger = Effect | 'replace' | 'revoke' | 'unassign'

/** For the help of commands that pass the gate on their own account, where no effect tells. */
export const ASKS = 'It asks first, and away from a terminal it needs --yes.'

const SAID: { readonly [D in Danger]?: string } = {
  erase: 'This erases data in Gong, which cannot be undone',
  billed: "This spends the company's Gong credits",
  replace: 'This replaces what stands in Gong',
  revoke: 'This takes access away in Gong',
  unassign: 'This takes a prospect out of flows in Gong',
}

/**
 * The one gate in front of everything that erases or spends, keyed on the effect alone, so that no command can forget it.
 * A dry run passes: it sends nothing.
 *
 * @param deed what would be sent, for the question
 * @throws Failure `declined` unless somebody agreed, on the terminal or by --yes
 */
export async function gate(context: Context, globals: Globals, danger: Danger, deed: string): Promise<void> {
  const said = SAID[danger]
  if (said === undefined || globals.yes || globals.dryRun) return
  if (!context.ask.possible)
    throw new Failure('declined', `${said} (${deed}), and nobody is here to agree`, {
      hint: 'look with --dry-run, then add --yes',
    })
  if (!(await context.ask.confirm(`${said}: ${deed}. Go on?`)))
    throw new Failure('declined', 'not confirmed; nothing was sent')
}
