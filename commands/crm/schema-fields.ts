import { type ApiRequest, toRequest } from '../../src/api/request.ts'
import { typedJson } from '../../src/api/typed-json.ts'
import type { ChangeJob, QueryJob } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import type { LineList } from '../../src/bulk/line-list.ts'
import { checkLines } from '../../src/bulk/lines/check-lines.ts'
import { openSource, type TableSource, tableOf } from '../../src/bulk/table/open-table.ts'
import { columnNames, type TableLine } from '../../src/bulk/table/table.ts'
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
  readonly type: FieldType
  readonly map?: readonly string[]
  readonly sheet?: string
}

/** Where fields stand: a line each, in their order. */
export interface FieldSource {
  readonly name: string
  readonly unit: string
  readonly header: readonly string[]
  readonly lines: LineList<TableLine>
  only(lines: ReadonlySet<number>): AsyncIterable<string>
}

/** Fields as they are to be sent, and where they stand. */
export interface ReadFields {
  readonly fields: Json
  readonly source: FieldSource
}

/**
 * The fields in a file, as JSON as `schema get` prints it, or as a table with a field a line. They are not checked.
 *
 * @throws Failure `usage` for a file that has none, with line and column for a table
 */
export async function readFields(path: string, input: FieldsInput, job: ChangeJob | QueryJob): Promise<ReadFields> {
  const source = await openSource(path, job)
  const isJson = source.form === 'text' && source.layout === 'list' && input.map === undefined
  if (isJson) {
    const fields = withoutObjectType(await readJson(path, job), input.type)
    return { fields, source: await jsonSource(source, fields) }
  }
  const table = await tableOf(source, defined({ sheet: input.sheet }))
  const { map } = input
  const check = ({ objectType }: { readonly [name: string]: Json }) =>
    objectType === undefined || String(objectType).toUpperCase() === input.type
      ? []
      : [{ field: 'objectType', reason: `is ${String(objectType)}, and these are to be fields of ${input.type}` }]
  const lines = await checkLines(table, COLUMNS, { ...defined({ map }), check }, job)
  const fields = Array.from(
    lines,
    ({ values: { objectType: _, isDeleted, referenceTo, ...field } }): Row => ({
      ...defined(field),
      ...(isDeleted && { isDeleted }),
      ...(referenceTo !== undefined && { referenceTo: referenceTo.toUpperCase() }),
    }),
  )
  const { name, unit, header } = table
  return { fields, source: { name, unit, header: columnNames(header), lines, only: (some) => table.only(some) } }
}

/** A list of JSON: what it has of each field. */
async function jsonSource(source: TableSource, fields: Json): Promise<FieldSource> {
  const rows = Array.isArray(fields) ? fields.filter((field: Json) => isRow(field)) : []
  return {
    ...{ name: source.name, unit: 'item', header: ['uniqueName', 'type'] },
    lines: rows.map(({ uniqueName, type }, at) => ({ line: at + 1, cells: [String(uniqueName), String(type)] })),
    async *only(some) {
      yield* (await tableOf(source, {})).only(some)
    },
  }
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

/**
 * The request for a list of fields. What is wrong with one is told by its name and its place.
 *
 * @throws Failure `usage`
 */
export function fieldsRequest(
  { integration, type }: { readonly integration: string; readonly type: FieldType },
  fields: Json | undefined,
  source?: FieldSource,
): ApiRequest<'erase'> {
  try {
    return toRequest(gong.setSchema, { integration, type }, { body: fields })
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'usage') throw error
    const message = error.message.replace(/\[(\d+)\]\.?/g, (_, at) => `${placeOf(Number(at), fields, source)}: `)
    throw new Failure('usage', message, { hint: error.hint, cause: error })
  }
}

/** `line 3, tier`, as far as it is known. */
function placeOf(at: number, fields: Json | undefined, source: FieldSource | undefined): string {
  const field = Array.isArray(fields) ? fields[at] : undefined
  const line = source?.lines.at(at)?.line
  const name = isRow(field) && typeof field.uniqueName === 'string' ? field.uniqueName : undefined
  const where = line === undefined ? (name === undefined ? `field ${at + 1}` : undefined) : `${source?.unit} ${line}`
  return [where, name].filter((one) => one !== undefined).join(', ')
}

type FieldType = (typeof gong.setSchema.params.type.of)[number]

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
