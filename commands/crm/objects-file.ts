import type { ChangeJob } from '../../src/app/model/job.ts'
import { inBlocks } from '../../src/bulk/table/in-blocks.ts'
import { openSource, type TableSource, tableOf } from '../../src/bulk/table/open-table.ts'
import { customFields, standardFields } from '../../src/catalogue/crm-objects.ts'
import { checkObject, faultsIn, onOneLine } from '../../src/crm/objects.ts'
import { UploadPlanner } from '../../src/crm/upload-layout.ts'
import { defined } from '../../src/lib/defined.ts'
import { Failure } from '../../src/lib/errors.ts'
import { faultsOf } from '../../src/lib/line-faults.ts'
import { kebab } from '../../src/lib/spelling.ts'
import { jsonItems } from '../../src/text/json-items.ts'
import type { CheckedObjects, ObjectsInput, ReadSchema } from './checked-objects.ts'

/**
 * Checks a whole file of objects before anything is sent. Lines of JSON go to Gong as they are, unless `--from-file` or `--map`
 * says that they are a table; any other table is matched by its columns.
 *
 * @throws Failure `usage` that names every fault with its line and column
 */
export async function objectsFile(input: ObjectsInput, schema: ReadSchema, job: ChangeJob): Promise<CheckedObjects> {
  const path = input.fromFile ?? input.file
  if (path === undefined) throw new Failure('usage', '<file> is missing')
  const source = await openSource(path, job)
  const isTable = input.fromFile !== undefined || input.map !== undefined || input.sheet !== undefined
  if (source.form === 'text' && source.layout === 'lines' && !isTable)
    return await objectLines(source, input.type, schema)
  const { objectsTable } = await import('./objects-table.ts')
  const planner = new UploadPlanner(source.form === 'text' ? source.size : 0)
  const table = await tableOf(source, defined({ sheet: input.sheet }))
  return await objectsTable(table, planner, input, schema, job)
}

async function objectLines(
  source: TableSource & { readonly form: 'text' },
  type: string,
  schema: ReadSchema,
): Promise<CheckedObjects> {
  const { name } = source
  const items = () => jsonItems(source.chunks(), 'lines', name)
  const planner = new UploadPlanner(source.size)
  const own = new Set<string>()
  const standard = namesOf(standardFields(type))
  const faults = faultsOf({ name, unit: 'line' })
  let count = 0
  for await (const { line, text } of items()) {
    count += 1
    const checked = checkObject(type, text)
    for (const key of Object.keys(checked.object ?? {})) if (!standard.has(key)) own.add(key)
    for (const { field, reason } of checked.faults) faults.add(line, field, reason, LINE_HINT)
    if (!('objectId' in checked)) continue
    const wrong = planner.add(checked.objectId, onOneLine(text))
    if (wrong !== undefined) faults.add(line, 'objectId', wrong)
  }
  faults.check()
  if (count === 0) throw new Failure('usage', `${name} is empty`)
  return {
    name,
    layout: planner.layout(),
    notes: own.size === 0 ? [] : await checkOwn(own),
    lines: (isWanted) => inBlocks(lines(isWanted)),
    table: () => tableOf(source, {}),
    headingOf: () => undefined,
  }

  async function* lines(isWanted: () => boolean) {
    for await (const { line, text } of items()) if (isWanted()) yield { line, json: onOneLine(text) }
  }

  /** The fields that only the company has, by what Gong's schema says of them. */
  async function checkOwn(keys: ReadonlySet<string>): Promise<readonly string[]> {
    const custom = customFields(await schema())
    const known = namesOf(custom)
    const used = Object.fromEntries(Object.entries(custom).filter(([path]) => keys.has(path.replace('[]', ''))))
    if (Object.keys(used).length > 0) {
      for await (const { line, text } of items())
        for (const { field, reason } of faultsIn(used, JSON.parse(text))) faults.add(line, field, reason)
      faults.check()
    }
    const unknown = [...keys].filter((key) => !known.has(key))
    if (unknown.length === 0) return []
    return [`${name}: Gong has no such fields of ${kebab(type)}: ${unknown.join(', ')}; they are sent as they are`]
  }
}

const LINE_HINT = 'one JSON object on each line: gong crm objects upload --help'

function namesOf(fields: object): ReadonlySet<string> {
  return new Set(Object.keys(fields).map((path) => path.replace('[]', '')))
}
