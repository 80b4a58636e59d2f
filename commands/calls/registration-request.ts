import { type ApiRequest, type ArgumentValues, toRequest } from '../../src/api/request.ts'
import { idOf } from '../../src/app/input/id-of-name.ts'
import { typedBody } from '../../src/app/model/body.ts'
import type { Job } from '../../src/app/model/job.ts'
import { type Party, partyRow } from '../../src/calls/party.ts'
import { type Host, partiesIn, withHost } from '../../src/calls/registration.ts'
import { calls as gong } from '../../src/catalogue/calls.ts'
import { isId } from '../../src/catalogue/kinds.ts'
import { toEmail } from '../../src/lib/email.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'

/** What was typed for a call. */
interface NewCall {
  readonly host?: string
  readonly body?: Json
  readonly set?: readonly string[]
}

/** Finds the id of a user by what was typed after a flag. */
type WhoIs = (flag: string, text: string) => Promise<string>

/** A stand-in for everybody, so that the whole request can be checked before anybody is looked up. */
export const unseen: WhoIs = async (flag, text) => {
  if (isId(text)) return text
  if (text.includes('@')) toEmail(flag, text)
  return '0'
}

/** Asks Gong who it is. */
export function userLookUp({ read }: Job): WhoIs {
  return (flag, text) => idOf('user', { read, flag, otherInputs: {} }, text)
}

/**
 * The request that registers a call, with the host among its parties.
 *
 * @throws Failure `usage` for what the catalogue does not allow; as `whoIs`
 */
export async function registration(
  input: NewCall & { readonly party?: readonly string[] },
  typed: readonly Party[],
  whoIs: WhoIs,
): Promise<ApiRequest<'write'>> {
  const named: Row[] = []
  for (const party of typed)
    named.push(partyRow(party, party.user === undefined ? undefined : await whoIs('--party user', party.user)))
  const { host } = input
  return registrationOf(
    { ...input },
    named,
    host === undefined ? undefined : { id: await whoIs('--host', host), typed: host },
  )
}

/** The same, once everybody is known. @throws Failure `usage` for what the catalogue does not allow */
export function registrationOf(
  { party: _, ...input }: ArgumentValues,
  named: readonly Row[],
  host: Host | undefined,
): ApiRequest<'write'> {
  const body = typedBody(gong.create, input)
  const parties = named.length > 0 ? named : partiesIn(body)
  if (host === undefined) return toRequest(gong.create, withParties(input, parties), { body })
  return toRequest(gong.create, { ...withParties(input, withHost(parties, host)), host: host.id }, { body })
}

/** Without any, the flag stays away and the body is what it is. */
function withParties(input: ArgumentValues, parties: readonly Row[]): ArgumentValues {
  return parties.length === 0 ? input : { ...input, party: parties }
}

export function registrationBody({ body }: ApiRequest): Row {
  return isRow(body) ? body : {}
}
