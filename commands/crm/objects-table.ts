import type { Typed } from '../../src/app/model/inputs.ts'
import type { ChangeJob } from '../../src/app/model/job.ts'
import { checkTable } from '../../src/bulk/lines/check-lines.ts'
import { columnsOf } from '../../src/bulk/lines/columns.ts'
import type { Columns } from '../../src/bulk/lines/table-fields.ts'
import type { Table, TableLine } from '../../src/bulk/table/table.ts'
import { standardFields } from '../../src/catalogue/crm-objects.ts'
import { faultsIn } from '../../src/crm/objects.ts'
import { type ColumnField, tableFields } from '../../src/crm/table-fields.ts'
import type { UploadPlanner } from '../../src/crm/upload-layout.ts'
import { defined } from '../../src/lib/defined.ts'
import type { Json, Row } from '../../src/lib/rows.ts'
import { counted, kebab } from '../../src/lib/spelling.ts'
import type { CheckedObjects, ObjectsInput, ReadSchema } from './checked-objects.ts'

type Fields = { readonly [name: string]: ColumnField }

/** A table whose columns are fields of Gong's: an object a line, an empty cell no value. @throws Failure `usage` as `objectsFile` */
export async function objectsTable(
  table: Table,
  emptyPlanner: UploadPlanner,
  input: ObjectsInput,
  schema: ReadSchema,
  job: ChangeJob,
): Promise<CheckedObjects> {
  const { type, country, dateFormat, tz } = input
  const all = tableFields(type, await schema(), country !== undefined)
  const columns = columnsOf(table, all, defined({ map: input.map }))
  const fields: Fields = Object.fromEntries(Object.entries(all).filter(([name]) => columns.has(name)))
  const standard = standardFields(type)
  const objectOf = objectMaker(fields, columns)
  // Let go once all lines are laid out: its counts are large.
  let planner: UploadPlanner | undefined = emptyPlanner
  const check = (values: Typed, line: TableLine) => {
    if (planner === undefined) return []
    const object = objectOf(values, line.cells)
    const faults = faultsIn(standard, object)
    if (faults.length > 0) return faults.map(({ field, reason }) => ({ ...defined({ field }), reason }))
    const wrong = planner.add(String(object.objectId), lineOf(object))
    return wrong === undefined ? [] : [{ field: 'objectId', reason: wrong }]
  }
  // A field that is to have no column is not among them any more.
  const map = input.map?.filter((text) => !text.endsWith('='))
  const checked = await checkTable(table, fields, { ...defined({ map, country, dateFormat, tz }), check }, job)
  const layout = planner.layout()
  planner = undefined
  return {
    name: table.name,
    layout,
    notes: notesOf(table, columns, type),
    async *lines(isWanted) {
      for await (const block of checked.blocks(isWanted))
        yield block.map(({ line, cells, values }) => ({ line, json: lineOf(objectOf(values, cells)) }))
    },
    table: async () => table,
    headingOf: (field) => table.header[columns.get(field)?.[0] ?? -1],
  }
}

/** What makes an object of the values of a line; an empty cell says nothing, also where it could be a no. */
function objectMaker(fields: Fields, columns: Columns) {
  const all = Object.entries(fields).map(([name, { kind }]) => ({
    name,
    places: kind === 'flag' ? (columns.get(name) ?? []) : undefined,
  }))
  return (values: { readonly [name: string]: Json | undefined }, cells: readonly string[]): Row => {
    const object: { [name: string]: Json } = {}
    for (const { name, places } of all) {
      const value = values[name]
      if (value === undefined) continue
      const isEmpty = places?.every((at) => (cells[at] ?? '').trim() === '') ?? false
      if (!isEmpty) object[name] = value
    }
    return object
  }
}

function lineOf(object: Row): string {
  return `${JSON.stringify(object)}\n`
}

/** Columns that are none of Gong's fields: what they hold stays here. */
function notesOf({ name, header }: Table, columns: Columns, type: string): readonly string[] {
  const taken = new Set([...columns.values()].flat())
  const others = header.filter((heading, at) => heading !== '' && !taken.has(at)).map((heading) => `"${heading}"`)
  if (others.length === 0) return []
  const what =
    others.length === 1 ? 'a column that is no field' : `${counted(others.length, 'column')} that are no fields`
  return [`${name} has ${what} of Gong's ${kebab(type)}, not sent: ${others.join(', ')}`]
}
