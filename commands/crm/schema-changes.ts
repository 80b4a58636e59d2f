import type { ChangeJob } from '../../src/app/model/job.ts'
import type { Plan } from '../../src/app/model/plan.ts'
import { compareFields, describeChange, type FieldChange, isLoss } from '../../src/crm/schema.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Row } from '../../src/lib/rows.ts'
import { existingFields } from './schema-fields.ts'

interface SchemaTarget {
  readonly integration: string
  readonly type: string
}

interface SchemaChanges {
  readonly changes: readonly FieldChange[]
  readonly notes: readonly string[]
  readonly challenge: Plan<'erase'>['challenge']
}

/**
 * Compares the fields that would be sent with the existing ones; asks where data would be lost.
 *
 * @throws Failure `usage` when an existing field is left out
 */
export async function schemaChanges(
  { integration, type }: SchemaTarget,
  wanted: readonly Row[],
  job: Pick<ChangeJob, 'read'>,
): Promise<SchemaChanges> {
  const existing = await existingFields({ integration, type }, job)
  const { missing, changes } = compareFields(existing, wanted)
  if (missing.length > 0)
    throw new Failure('usage', `Gong wants every field of ${type} again; these are missing: ${missing.join(', ')}`, {
      hint: 'add them, or mark them "isDeleted": true to remove them with their data',
    })
  const losses = changes.filter(isLoss).map(describeChange)
  return {
    changes,
    notes: changes.filter(({ change, differs }) => change !== 'kept' || differs !== undefined).map(describeChange),
    challenge:
      losses.length === 0
        ? { unasked: 'no field is removed, and none changes its type' }
        : { loses: 'erase', what: `fields of ${type}: ${losses.join('; ')}` },
  }
}
