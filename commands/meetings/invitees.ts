import type { Input } from '../../src/app/model/inputs.ts'
import { checkWindow } from '../../src/lib/check-window.ts'
import { toEmail } from '../../src/lib/email.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'

export const INVITE_INPUTS = {
  kind: 'text',
  repeat: true,
  required: true,
  hint: 'name <email>',
  help: 'who is invited: "Ann Lee <ann@customer.example>", or the address alone',
} as const satisfies Input

interface Details {
  readonly from?: string
  readonly to?: string
  readonly organizer?: string
  readonly invite?: readonly string[]
}

/** @throws Failure `usage` for a window that is none, and for an organizer who is invited as well */
export function checkDetails({ from, to, organizer, invite }: Details): void {
  if (from !== undefined && to !== undefined) checkWindow('--from', from, '--to', to)
  const own = inviteesOf(invite)?.find(({ email }) => String(email).toLowerCase() === organizer?.toLowerCase())
  if (own !== undefined) throw new Failure('usage', `--invite: ${own.email} is the organizer, who comes anyway`)
}

/** What was typed for `--invite` in the shape of Gong. */
export function inviteesOf(invite: readonly string[] | undefined): readonly Row[] | undefined {
  return invite?.flatMap(splitAtCommas).map(toInvitee)
}

/** Several in one value are separated by commas; a comma within a name is not followed by another address. */
function splitAtCommas(text: string): readonly string[] {
  const pieces = text.split(',')
  return pieces.every((piece) => piece.includes('@')) ? pieces : [text]
}

/** `Ann Lee <ann@customer.example>`, or the address alone. */
function toInvitee(text: string): Row {
  const [, name = '', framed] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? []
  const email = toEmail('--invite', framed ?? text)
  const displayName = name.trim().replace(/^"(.*)"$/, '$1')
  return { email, ...(displayName !== '' && { displayName }) }
}
