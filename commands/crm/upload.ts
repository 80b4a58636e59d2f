import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { loosened } from '../../src/app/optional-inputs.ts'
import { hasEnded, WAITING } from '../../src/app/poll.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { checkFile } from '../../src/crm/objects.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { named, outcome, REQUEST, REQUEST_NAME, STATE_COLUMNS, STATE_FIELDS, statePage, withLines } from './requests.ts'
import { INTEGRATION, placed } from './shared.ts'

const derived = fromOperation(gong.uploadObjects, {
  name: 'objects upload',
  arguments: ['type', 'file'],
  columns: STATE_COLUMNS,
  unfold: withLines,
  examples: [
    'gong crm objects upload account accounts.ldjson --wait',
    'gong crm objects upload deal deals.ldjson --request deals-2026-05-18',
  ],
})

export const upload: OldCommand = {
  ...derived,
  inputs: { ...loosened(derived.inputs, { integration: INTEGRATION, request: REQUEST }), ...WAITING },
  fields: [...STATE_FIELDS, 'objects'],
  cautions: [
    ...(derived.cautions ?? []),
    'A line: {"objectId":"acc-1","modifiedDate":"2026-01-15T10:00:00Z","name":"Amberwick Foods"}',
    'Every line is checked before anything is sent.',
  ],
  check: REQUEST_NAME('--request'),
  run: send,
}

async function* send(input: Typed, job: Job): Pages {
  const objects = await checkFile(job.context.files, String(input.file), String(input.type), job.globals.encoding)
  const given = await named(await placed(input, job), job)
  for await (const page of pull(gong.uploadObjects, given, job)) {
    const rows = [{ clientRequestId: given.request ?? null, objects }]
    yield input.wait === true ? statePage(await outcome(given, job, hasEnded)) : { ...page, rows }
  }
}
