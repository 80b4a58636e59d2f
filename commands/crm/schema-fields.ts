import { typedJson } from '../../src/api/typed-json.ts'
import type { ChangeJob, QueryJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { checkLines } from '../../src/bulk/lines/check-lines.ts'
import { openSource, tableOf } from '../../src/bulk/table/open-table.ts'
import { crm as gong } from '../../src/catalogue/crm.ts'
import { withoutObjectType } from '../../src/crm/schema.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'

const { body } = gong.setSchema

/** A field as a line of a table. */
const COLUMNS = {
  objectType: { kind: 'text', help: 'type of CRM object', headings: ['object'] },
  uniqueName: { kind: 'text', required: true, help: 'its name', headings: ['name', 'api name', 'field', 'field name'] },
  label: { kind: 'text', required: true, help: 'its label', headings: ['field label', 'title'] },
  type: { ...body['[].type'], help: 'its type', headings: ['field type', 'data type'] },
  lastModified: { kind: 'second', help: 'when it was changed' },
  isDeleted: { kind: 'flag', help: 'whether it goes', headings: ['deleted'] },
  referenceTo: { kind: 'text', help: 'type of the objects that it refers to', headings: ['references', 'refers to'] },
  orderedValueList: {
    kind: 'text',
    many: true,
    help: 'its values',
    headings: ['values', 'picklist values', 'options'],
  },
} as const

/** How a table of fields is read. */
export interface FieldsInput {
  readonly type: string
  readonly map?: readonly string[]
  readonly sheet?: string
}

/**
 * The fields in a file, as JSON as `schema get` prints it, or as a table with a field a line. They are not checked.
 *
 * @throws Failure `usage` for a file that has none, with line and column for a table
 */
export async function readFields(path: string, input: FieldsInput, job: ChangeJob | QueryJob): Promise<Json> {
  const source = await openSource(path, job)
  const isJson = source.form === 'text' && source.layout === 'list' && input.map === undefined
  if (isJson) return withoutObjectType(await readJson(path, job), input.type)
  const table = await tableOf(source, defined({ sheet: input.sheet }))
  const { map } = input
  const check = ({ objectType }: { readonly [name: string]: Json }) =>
    objectType === undefined || String(objectType).toUpperCase() === input.type
      ? []
      : [{ field: 'objectType', reason: `is ${String(objectType)}, and these are to be fields of ${input.type}` }]
  const lines = await checkLines(table, COLUMNS, { ...defined({ map }), check }, job)
  return lines.map(
    ({ values: { objectType: _, isDeleted, referenceTo, ...field } }): Row => ({
      ...defined(field),
      ...(isDeleted && { isDeleted }),
      ...(referenceTo !== undefined && { referenceTo: referenceTo.toUpperCase() }),
    }),
  )
}

async function readJson(path: string, job: ChangeJob | QueryJob): Promise<Json> {
  const text = await readText(path, job)
  try {
    return typedJson(`<file>: ${path}`, text)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('usage', `<file>: ${path} is not JSON`, { cause })
  }
}

/** All fields of a type that Gong has. */
export async function existingFields(
  { integration, type }: { readonly integration: string; readonly type: string },
  { read }: Pick<QueryJob, 'read'>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  const objectType = gong.getSchema.params.type.of.find((one) => one === type)
  for await (const row of read.rows(gong.getSchema, { integration, ...(objectType && { type: objectType }) }))
    rows.push(row)
  return rows
}

/** @throws Failure `usage` for no fields, and for a name that is there twice */
export function checkFieldList(source: string, fields: Json | undefined): readonly Row[] {
  const rows = Array.isArray(fields) ? fields.filter((field: Json) => isRow(field)) : []
  const names = rows.map(({ uniqueName }) => String(uniqueName))
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) < index))]
  const problems = rows.length === 0 ? ['there are no fields in it'] : twice.map((name) => `${name} is there twice`)
  if (problems.length > 0) throw new Failure('usage', `${source}: ${problems.join('; ')}`)
  return rows
}
