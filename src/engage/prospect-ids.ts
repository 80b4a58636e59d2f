import type { ReadClient } from '../api/client.ts'
import { privacy } from '../catalogue/privacy.ts'
import { toEmail } from '../lib/email.ts'
import { Failure } from '../lib/errors.ts'
import { rowsIn } from '../lib/rows.ts'

/** What a prospect was named by comes to: its id in the CRM, or why there is none. */
export type NamedProspect = { readonly id: string } | { readonly missing: string }

/**
 * The ids in the CRM of prospects that were named by their addresses, each asked for once; what is no address is an id.
 *
 * @throws Failure `auth` where the key may not look addresses up
 */
export async function lookUpProspects(
  gong: ReadClient,
  names: Iterable<string>,
): Promise<(name: string) => NamedProspect> {
  const found = new Map<string, NamedProspect>()
  for (const name of names) {
    const email = name.includes('@') && !found.has(name) ? addressIn(name) : undefined
    if (email !== undefined) found.set(name, await prospectOf(gong, email))
  }
  return (name) => found.get(name) ?? { id: name }
}

/** `undefined` for an id that only looks like one. */
function addressIn(name: string): string | undefined {
  try {
    return toEmail('prospect', name)
  } catch {
    return undefined
  }
}

async function prospectOf(gong: ReadClient, email: string): Promise<NamedProspect> {
  const ids = new Set<string>()
  try {
    for await (const { customerData } of gong.rows(privacy.findEmail, { email }))
      for (const { objects } of rowsIn(customerData))
        for (const { objectType, externalId } of rowsIn(objects))
          if (/^(contact|lead)$/i.test(String(objectType)) && typeof externalId === 'string') ids.add(externalId)
  } catch (error) {
    throw error instanceof Failure ? withAnotherWay(error) : error
  }
  const [id, another] = ids
  if (id === undefined) return { missing: `Gong knows no contact or lead of the CRM with the address ${email}` }
  if (another === undefined) return { id }
  return { missing: `${email} is the address of ${ids.size} contacts and leads of the CRM: ${[...ids].join(', ')}` }
}

function withAnotherWay({ kind, message, hint, requestId, scope, status, cause }: Failure): Failure {
  const isForbidden = kind === 'auth' && status === 403
  const way = 'prospects by their ids in the CRM need no look-up; flows bulk-assign takes addresses as they are'
  return new Failure(kind, message, { hint: isForbidden ? way : hint, requestId, scope, status, cause })
}
