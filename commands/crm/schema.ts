import { toCall } from '../../src/api/request.ts'
import { typedJson } from '../../src/api/typed-json.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { ASKS, type Question } from '../../src/app/confirm.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import type { ChangeJob } from '../../src/app/job.ts'
import { loosened } from '../../src/app/optional-inputs.ts'
import { pull as readPages } from '../../src/app/pull.ts'
import { readText } from '../../src/app/read-text.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { type Change, compare, inWords, isLoss, repeated, withoutType } from '../../src/crm/schema.ts'
import { Failure } from '../../src/lib/errors.ts'
import { type Json, type Pages, type Row, rowsIn } from '../../src/lib/rows.ts'
import { INTEGRATION, placed } from './shared.ts'

const derived = fromOperation(gong.setSchema, {
  name: 'schema set',
  arguments: ['type', 'file'],
  columns: ['uniqueName', 'type', 'change', 'before'],
  examples: [
    'gong crm schema set account account-fields.json',
    'gong crm schema set lead --body \'[{"uniqueName":"score","label":"Score","type":"NUMBER"}]\'',
  ],
})

/** Asks by itself, since only a field that goes or changes its type loses data. */
export const set: OldCommand = {
  ...derived,
  effect: 'write',
  single: false,
  inputs: {
    ...loosened(derived.inputs, { integration: INTEGRATION }),
    file: { kind: 'file', help: 'all fields of the type as a JSON list, as schema get prints them; or give --body' },
  },
  fields: ['uniqueName', 'type', 'change', 'before'],
  cautions: [...(derived.cautions ?? []), 'Where a field goes or changes its type, data is lost.', ASKS],
  check: ({ file, body, set: settings }) => {
    if (file !== undefined && body !== undefined)
      throw new Failure('usage', '<file> and --body are two ways to say one')
    if (file === undefined && body === undefined && settings === undefined)
      throw new Failure('usage', '<file> is missing', { hint: 'gong crm schema get account -o account-fields.json' })
  },
  run: change,
}

async function* change(input: Typed, job: Job): Pages {
  const body = typedBody(gong.setSchema, { ...input, body: await read(input, job) })
  const wanted = checked(input, body)
  const given = await placed(input, job)
  const { changes, asked } = job.globals.dryRun ? { changes: [], asked: undefined } : await loss(given, wanted, job)
  if (asked !== undefined) await job.gate(asked.danger, asked.deed)
  for await (const page of pull(gong.setSchema, given, job, body))
    yield { ...page, rows: changes.map((one) => ({ ...one })) }
}

async function read({ file, type, body }: Typed, job: Job): Promise<Json | undefined> {
  if (file === undefined) return body
  const text = await readText(String(file), job)
  try {
    return withoutType(typedJson(`<file>: ${file}`, text), String(type))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('usage', `<file>: ${file} is not JSON`, { cause })
  }
}

/** The fields as they would be sent, held against what Gong takes while nothing has been sent. */
function checked(input: Typed, body: Json | undefined): readonly Row[] {
  // The real integration is looked up later, and any id will do for a check of the body.
  const call = toCall(gong.setSchema, { type: input.type, integration: input.integration ?? '0' }, { body })
  const wanted = rowsIn(call.body)
  const problems =
    wanted.length === 0 ? ['there are no fields in it'] : repeated(wanted).map((name) => `${name} is there twice`)
  const said = input.file === undefined ? '--body' : `<file>: ${input.file}`
  if (problems.length > 0) throw new Failure('usage', `${said}: ${problems.join('; ')}`)
  return wanted
}

interface Loss {
  readonly changes: readonly Change[]
  readonly asked: Question | undefined
}

/** Reads the fields there are and shows what would change; the question where data would be lost. */
export async function loss(given: Typed, wanted: readonly Row[], job: ChangeJob): Promise<Loss> {
  const existing: Row[] = []
  for await (const { rows } of readPages(gong.getSchema, given, job)) existing.push(...rows)
  const { missing, changes } = compare(existing, wanted)
  if (missing.length > 0)
    throw new Failure(
      'usage',
      `Gong wants every field of ${given.type} again; these are missing: ${missing.join(', ')}`,
      {
        hint: 'add them, or mark them "isDeleted": true to remove them with their data',
      },
    )
  for (const one of changes) if (one.change !== 'kept') await job.say(inWords(one))
  const lost = changes.filter(isLoss).map(inWords)
  const deed = `fields of ${given.type}: ${lost.join('; ')}`
  return { changes, asked: lost.length > 0 ? { danger: 'erase', deed } : undefined }
}
