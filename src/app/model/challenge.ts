import type { Effect } from '../../catalogue/operation.ts'
import { Failure } from '../../lib/errors.ts'
import type { Context } from '../../platform/ports.ts'
import type { Globals } from './globals.ts'

/**
 * What is lost: data or credits by the effect, or what only some writes take away: what stands in Gong, access, a place in
 * flows; and `change`, any write at all, for requests that are typed by method and path.
 */
type Loss = Exclude<Effect, 'read' | 'write'> | 'replace' | 'revoke' | 'unassign' | 'change'

/** A yes or no; `--yes` agrees beforehand. */
interface Confirmation {
  readonly loses: Loss
  /** What is lost, as the end of the question. */
  readonly what: string
}

/** A value that has to be typed again: on a terminal as the answer, elsewhere as `--confirm` together with `--yes`. */
interface Retyping {
  /** Asked on a terminal, whatever the flags say. */
  readonly question: string
  accepts(answer: string): boolean | Promise<boolean>
  /** What to say to another answer. */
  readonly refusal: string
  /** Whether `--confirm` was given; one that is wrong is refused by the plan. */
  readonly isConfirmed: boolean
  /** A command to type, off a terminal, where flags are missing. */
  readonly hint: string
}

/** Why nothing is asked, though the command may spend or erase: nothing is lost this time. */
interface Unasked {
  readonly unasked: string
}

/** What has to be agreed to before the first step of a change. */
export type Challenge = Confirmation | Retyping | Unasked

/** For the help of commands whose question does not follow from their effect. */
export const ASKS = 'It asks first, and away from a terminal it needs --yes.'

const SENTENCES: { readonly [L in Loss]: string } = {
  erase: 'This erases data in Gong, which cannot be undone',
  billed: "This spends the company's Gong credits",
  replace: 'This replaces what stands in Gong',
  revoke: 'This takes access away in Gong',
  unassign: 'This takes a prospect out of flows in Gong',
  change: 'This changes data in Gong',
}

type AgreementFlags = Pick<Globals, 'yes' | 'dryRun'>

/**
 * Asks. A dry run passes: it sends nothing.
 *
 * @param where company or profile, and host; only asked for when there is a question
 * @throws Failure `declined` unless somebody agreed, on the terminal or by flags
 */
export async function agree(
  challenge: Challenge,
  context: Context,
  globals: AgreementFlags,
  where: () => Promise<string>,
): Promise<void> {
  checkAgreement(challenge, context, globals)
  if ('unasked' in challenge || globals.dryRun) return
  if ('loses' in challenge) {
    const { loses, what } = challenge
    if (globals.yes || (await context.prompts.confirm(`In ${await where()}. ${SENTENCES[loses]}: ${what}. Go on?`)))
      return
    throw new Failure('declined', 'not confirmed; nothing was sent')
  }
  if (!context.prompts.available) return
  if (!(await challenge.accepts(await context.prompts.text(challenge.question))))
    throw new Failure('declined', challenge.refusal)
}

/** Checks that there is somebody who can answer. @throws Failure `declined` where nobody is there and the flags that agree are missing */
function checkAgreement(
  challenge: Challenge,
  { prompts }: Pick<Context, 'prompts'>,
  { yes, dryRun }: AgreementFlags,
): void {
  if ('unasked' in challenge || dryRun || prompts.available) return
  if ('loses' in challenge) {
    if (yes) return
    throw new Failure('declined', `${SENTENCES[challenge.loses]} (${challenge.what}), and nobody is here to agree`, {
      hint: 'add --yes when that is right; --dry-run shows each request',
    })
  }
  const missing = [...(yes ? [] : ['--yes']), ...(challenge.isConfirmed ? [] : ['--confirm'])]
  if (missing.length > 0) throw unagreed(missing, challenge.hint)
}

function unagreed(missing: readonly string[], hint: string): Failure {
  const are = missing.length === 1 ? 'is' : 'are'
  return new Failure(
    'declined',
    `nobody is here to agree, and ${missing.join(' and ')} ${are} missing; nothing was sent`,
    { hint },
  )
}
