import type { ApiRequest } from '../../src/api/request.ts'
import type { Challenge } from '../../src/app/model/challenge.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Changing } from '../../src/app/model/plan.ts'
import { privacy } from '../../src/catalogue/privacy.ts'
import { violations } from '../../src/catalogue/shape.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'

/** The challenge of a change, and the notes before it. */
interface EffectChallenge {
  readonly notes?: readonly string[]
  readonly challenge: Challenge
}

type Ask = (request: ApiRequest, job: ChangeJob) => Promise<Partial<EffectChallenge> | undefined>

/** What the commands of some operations look up and ask, by Gong's operationId. The rest is asked about by its effect. */
const CHALLENGES: { readonly [id: string]: Ask } = {
  deleteGenericCrmIntegration: async ({ query }, job) => {
    const { integrationLoss } = await import('../crm/integration-delete.ts')
    return { challenge: await integrationLoss(textOf(query.integrationId), job) }
  },

  uploadCrmSchemaField: async ({ query, body }, job) => {
    const given = { integration: textOf(query.integrationId), type: textOf(query.objectType) }
    const { schemaChanges } = await import('../crm/schema-changes.ts')
    const { notes, challenge } = await schemaChanges(given, rowsIn(body), job)
    return { notes, ...('loses' in challenge && { challenge }) }
  },

  deleteUsersAccessToCalls: async ({ body }, job) => {
    const { pairsIn } = await import('../calls/access-pairs.ts')
    return await (await import('../calls/revocation.ts')).revocation(pairsIn(body), job)
  },

  // A flow that is no text could be read as none at all, which is every flow.
  unassignProspectFlows: async ({ body }, job) => {
    const { crmProspectId, flowId } = rowOf(body)
    if (typeof flowId === 'string' && flowId.trim() !== '') return undefined
    const { departure } = await import('../flows/departure.ts')
    const { notes, challenge } = await departure(textOf(crmProspectId), job)
    return { notes, challenge }
  },

  updatePermissionProfile: async ({ query, body }, job) =>
    await (await import('../permissions/profile.ts')).profileReplacement(textOf(query.profileId), rowOf(body), job),
}

/** What is lost by operations that lose no data, in the words of their commands. */
const LOSES: { readonly [id: string]: 'revoke' | 'unassign' } = {
  deleteUsersAccessToCalls: 'revoke',
  unassignProspectFlows: 'unassign',
  unassignFlows: 'unassign',
}

/**
 * What has to be agreed to before a request that does more than read: what the command of its operation asks, and where that
 * would not ask, a question in plain words.
 */
export async function challengeFor(request: ApiRequest<Changing>, job: ChangeJob): Promise<EffectChallenge> {
  const { effect, operation, method, path } = request
  const id = operation?.id ?? ''
  const loses = LOSES[id] ?? (effect === 'write' ? 'change' : effect)
  const plain = { loses, what: `${method} ${path}` } as const
  return { challenge: plain, ...(await CHALLENGES[id]?.(request, job)) }
}

/**
 * The e-mail address or phone number that a request would erase; `undefined` for any other request.
 *
 * @throws Failure `usage` for an erasure that is not whole, or holds more than Gong takes
 */
export function personToErase({ operation, query, body }: ApiRequest): string | undefined {
  if (operation?.id !== privacy.eraseEmail.id && operation?.id !== privacy.erasePhone.id) return undefined
  const wrong = violations(operation, { path: {}, query, body })
  if (wrong.length > 0) throw new Failure('usage', wrong.join('; '), { hint: 'gong privacy erase --help' })
  return textOf(query.emailAddress ?? query.phoneNumber)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : String(value ?? '')
}

function rowOf(value: Json | undefined): Row {
  return isRow(value) ? value : {}
}
