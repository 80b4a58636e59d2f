import { crm } from '../../../catalogue/crm.ts'
import type { SyncContext } from '../context.ts'
import { countsOf } from '../tally.ts'
import { subjectRecords } from './pull.ts'

/** The fields that the generic CRM integration has uploaded. Objects can only be asked for by their ids. */
export async function* pullCrm(context: SyncContext): AsyncGenerator<void> {
  const { store, rowsOf, tally } = context
  for (const { integrationId } of yield* subjectRecords(context, 'crm', crm.getIntegration, {})) {
    const integration = String(integrationId)
    const fields = yield* subjectRecords(context, 'crm', crm.getSchema, { integration })
    const rows = fields.flatMap((field) => {
      const made = { integration_id: integration, object_type: String(field.objectType) }
      return rowsOf(crm.getSchema.id, [field], made).upsert?.flatMap((one) => one.rows) ?? []
    })
    countsOf(tally, 'crm').changed += rows.length
    await store.commit({ replace: [{ table: 'crm_fields', of: 'integration_id', ids: [integration], rows }] })
  }
}
