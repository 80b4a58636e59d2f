import { typedBody } from '../../src/app/model/body.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { optionalInputs } from '../../src/app/model/optional-inputs.ts'
import { pull } from '../../src/app/model/pull.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { type Row, textsIn } from '../../src/lib/rows.ts'
import { INTEGRATION_HELP, integrationOf } from './integration.ts'

const ACCOUNT = '001299383106248559'

const derived = deriveQuery(gong.getObjects, {
  name: 'objects get',
  arguments: ['type', 'id'],
  columns: ['objectId', 'name', 'missing', 'emailAddress', 'status', 'amount'],
  unfold: withName,
  examples: [
    `gong crm objects get account ${ACCOUNT}`,
    'gong crm objects get deal 006785735568268158 006546578409995116 -f jsonl',
  ],
})

/** Every id that was asked for gets a row, also those that Gong leaves out or answers with null (quirks 13, 66). */
export const getCrmObjects = defineQuery({
  ...derived,
  inputs: optionalInputs(derived.inputs, { integration: INTEGRATION_HELP }),
  cautions: ['Gong means this for development. An object that Gong does not know is shown as missing.'],
  async *rows(input, job) {
    const integration = await integrationOf(input, job)
    const id = input.id ?? textsIn(typedBody(gong.getObjects, input))
    for await (const page of pull(gong.getObjects, { ...input, integration, id }, job)) {
      const existing = page.rows.filter((row) => Object.keys(row).length > 1)
      const unknown = (page.absent?.ids ?? []).map((objectId) => ({ objectId, missing: true }))
      yield { ...page, rows: [...existing, ...unknown] }
    }
  },
})

/** Contacts and leads have their name in two fields. */
function withName({ firstName, lastName, ...row }: Row): readonly Row[] {
  return [{ name: [firstName, lastName].filter(Boolean).join(' '), ...row }]
}
