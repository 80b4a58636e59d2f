import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { loosened } from '../../src/app/optional-inputs.ts'
import { hasEnded, WAITING } from '../../src/app/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { type Pages, type Row, textsIn } from '../../src/lib/rows.ts'
import { remove } from './remove.ts'
import { outcome, REQUEST_NAME, STATE_COLUMNS, STATE_FIELDS, statePage, withLines } from './requests.ts'
import { set } from './schema.ts'
import { INTEGRATION, placed } from './shared.ts'
import { upload } from './upload.ts'

const ACCOUNT = '001299383106248559'

const integration = fromOperation(gong.getIntegration, {
  name: 'integration get',
  columns: ['integrationId', 'name', 'ownerEmail'],
  examples: ['gong crm integration get', "gong crm integration get --jq '.[0].integrationId'"],
})

const register = fromOperation(gong.registerIntegration, {
  name: 'integration register',
  columns: ['integrationId'],
  examples: ['gong crm integration register --name "Tallyhouse ERP" --owner ingrid@tallyhouse.example --dry-run'],
})

const looked = fromOperation(gong.getObjects, {
  name: 'objects get',
  arguments: ['type', 'id'],
  columns: ['objectId', 'name', 'missing', 'emailAddress', 'status', 'amount'],
  unfold: withName,
  examples: [
    `gong crm objects get account ${ACCOUNT}`,
    'gong crm objects get deal 006785735568268158 006546578409995116 -f jsonl',
  ],
})

const objects: OldCommand = {
  ...looked,
  inputs: loosened(looked.inputs, { integration: INTEGRATION }),
  cautions: ['Gong means this for development. An object that Gong does not know is shown as missing.'],
  run: look,
}

/** Contacts and leads have their name in two pieces. */
function withName({ firstName, lastName, ...row }: Row): readonly Row[] {
  return [{ name: [firstName, lastName].filter(Boolean).join(' '), ...row }]
}

/** Every id that was asked for gets a row, also those that Gong leaves out or answers with null (quirks 13, 66). */
async function* look(input: Typed, job: Job): Pages {
  const id = textsIn(input.id ?? typedBody(gong.getObjects, input))
  for await (const page of pull(gong.getObjects, { ...(await placed(input, job)), id }, job)) {
    const known = page.rows.filter((row) => Object.keys(row).length > 1)
    const unknown = (page.absent?.ids ?? []).map((objectId) => ({ objectId, missing: true }))
    yield { ...page, rows: [...known, ...unknown] }
  }
}

const TYPES = gong.getSchema.params.type.of

const listed = fromOperation(gong.getSchema, {
  name: 'schema get',
  arguments: ['type'],
  columns: ['objectType', 'uniqueName', 'label', 'type', 'referenceTo', 'orderedValueList'],
  examples: ['gong crm schema get', 'gong crm schema get deal', 'gong crm schema get account -o account-fields.json'],
})

const schema: OldCommand = {
  ...listed,
  inputs: loosened(listed.inputs, { integration: INTEGRATION, type: 'type of CRM object; all four when left out' }),
  run: everyType,
}

async function* everyType(input: Typed, job: Job): Pages {
  const given = await placed(input, job)
  for (const type of input.type === undefined ? TYPES : [input.type])
    yield* pull(gong.getSchema, { ...given, type }, job)
}

const asked = fromOperation(gong.status, {
  name: 'status',
  arguments: ['request'],
  columns: STATE_COLUMNS,
  unfold: withLines,
  examples: ['gong crm status nightly-accounts', 'gong crm status nightly-accounts --wait -f json'],
})

const status: OldCommand = {
  ...asked,
  inputs: { ...loosened(asked.inputs, { integration: INTEGRATION }), ...WAITING },
  fields: STATE_FIELDS,
  check: REQUEST_NAME('<request>'),
  run: state,
}

async function* state(input: Typed, job: Job): Pages {
  const given = await placed(input, job)
  yield statePage(await outcome(given, job, input.wait === true ? hasEnded : () => true))
}

const associations = fromOperation(gong.associations, {
  columns: ['associationTime', 'callId', 'objectType', 'objectId'],
  examples: ['gong crm associations --since 30d', 'gong crm associations --since 2026-01-01 -f csv'],
})

export const crm = [integration, register, remove, objects, upload, schema, set, status, associations]
