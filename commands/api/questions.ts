import type { Call } from '../../src/api/request.ts'
import type { Job } from '../../src/app/command.ts'
import { checkSomebodyAgrees, type Question } from '../../src/app/confirm.ts'
import { privacy } from '../../src/catalogue/privacy.ts'
import { violations } from '../../src/catalogue/shape.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'

type Ask = (call: Call, job: Job) => Promise<Question | undefined>

/** What the commands of some operations look up and ask, by Gong's operationId. The rest is asked about by its effect. */
const OWN: { readonly [id: string]: Ask } = {
  deleteGenericCrmIntegration: async ({ query }, job) =>
    (await import('../crm/remove.ts')).removal(textOf(query.integrationId), job),

  uploadCrmSchemaField: async ({ query, body }, job) => {
    const given = { integration: textOf(query.integrationId), type: textOf(query.objectType) }
    return (await (await import('../crm/schema.ts')).loss(given, rowsIn(body), job)).asked
  },

  deleteUsersAccessToCalls: async ({ body }, job) => {
    const { pairsIn } = await import('../calls/access-pairs.ts')
    const { notes, challenge } = await (await import('../calls/access-revoke.ts')).revocation(pairsIn(body), job)
    for (const note of notes) await job.say(note)
    return { danger: challenge.loses, deed: challenge.what }
  },

  // A flow that is no text could be read as none at all, which is every flow.
  unassignProspectFlows: async ({ body }, job) => {
    const { crmProspectId, flowId } = rowOf(body)
    if (typeof flowId === 'string' && flowId.trim() !== '') return undefined
    const { departure } = await import('../flows/departure.ts')
    const { notes, challenge } = await departure(textOf(crmProspectId), job)
    for (const note of notes) await job.say(note)
    return { danger: challenge.loses, deed: challenge.what }
  },

  updatePermissionProfile: async ({ query, body }, job) => {
    const { profileReplacement } = await import('../permissions/profile.ts')
    const { notes, challenge } = await profileReplacement(textOf(query.profileId), rowOf(body), job)
    for (const note of notes) await job.say(note)
    return { danger: challenge.loses, deed: challenge.what }
  },
}

/**
 * Asks before a request that does more than read, as the command of its operation would, and where that would not ask, in
 * plain words. A dry run passes: it sends nothing.
 *
 * @throws Failure `declined` unless somebody agreed
 */
export async function askAbout(call: Call, job: Job): Promise<void> {
  const { effect, operation, method, path } = call
  if (effect === 'read' || job.globals.dryRun) return
  const plain: Question = { danger: effect === 'write' ? 'change' : effect, deed: `${method} ${path}` }
  checkSomebodyAgrees(job.context, job.globals, plain.danger, plain.deed)
  const { danger, deed } = (await OWN[operation?.id ?? '']?.(call, job)) ?? plain
  await job.gate(danger, deed)
}

/**
 * The e-mail address or phone number that a request would erase; `undefined` for any other request.
 *
 * @throws Failure `usage` for an erasure that is not whole, or holds more than Gong takes
 */
export function personToErase({ operation, query, body }: Call): string | undefined {
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
