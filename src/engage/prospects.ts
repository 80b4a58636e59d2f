import { typedJson } from '../api/typed-json.ts'
import { flows } from '../catalogue/flows.ts'
import { type Field, valueProblem } from '../catalogue/kinds.ts'
import { Failure } from '../lib/errors.ts'
import { isRow, type Json, type Row } from '../lib/rows.ts'
import { nearest } from '../lib/spelling.ts'

const PREFIX = 'prospects[].'

/** What Gong takes about a prospect, by its own names: `firstName`, `crmId` … */
const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries(flows.bulkAssign.body).map(([path, field]) => [path.slice(PREFIX.length), field]),
)

/** A prospect, with its line or number for error messages. */
interface Entry {
  readonly where: string
  readonly value: Json
  readonly wrong?: string
}

/**
 * The prospects of a file: a table whose first line names fields of the API, or JSON, a list or `{"prospects": […]}`.
 * Empty cells are left out.
 *
 * @throws Failure `usage` for a file that is broken, and one that names every prospect that cannot be sent
 */
export async function parseProspects(path: string, text: string): Promise<readonly Row[]> {
  return validate(path, /^\s*[[{]/.test(text) ? fromJson(path, text) : await fromCsv(path, text))
}

/** The same checks for prospects that came in a body. @throws Failure `usage` that names every bad one */
export function checkProspects(source: string, list: Json | undefined): readonly Row[] {
  if (!Array.isArray(list)) throw new Failure('usage', `${source}: a list of prospects is missing`)
  return validate(source, entries(list))
}

function validate(path: string, found: readonly Entry[]): readonly Row[] {
  if (found.length === 0) throw new Failure('usage', `${path} holds no prospects`)
  const wrong = found.flatMap(({ where, value, wrong }) => {
    const problems = wrong === undefined ? problemsOf(value) : [wrong]
    return problems.length === 0 ? [] : [`${where}: ${problems.join(', ')}`]
  })
  if (wrong.length > 0) throw new Failure('usage', `${path}: ${wrong.join('; ')}`)
  return found.map(({ value }) => value).filter(isRow)
}

/** Gong wants to find the prospect in the CRM, or a whole name to make one (quirk 38). */
function problemsOf(value: Json): string[] {
  if (!isRow(value)) return ['is not an object']
  const isValid = typeof value.crmId === 'string'
  const named = typeof value.firstName === 'string' && typeof value.lastName === 'string'
  return [
    ...Object.entries(value).flatMap(([name, one]) => {
      const field = FIELDS.get(name)
      const wrong = field === undefined ? unknownField(name) : valueProblem(field, one)
      return wrong === undefined ? [] : [field === undefined ? wrong : `${name} "${String(one)}" ${wrong}`]
    }),
    ...(isValid || named ? [] : ['needs crmId, or firstName and lastName']),
  ]
}

function unknownField(name: string): string {
  const near = nearest(name, [...FIELDS.keys()])
  return `"${name}" is not a field of a prospect${near === undefined ? '' : `; did you mean ${near}?`}`
}

function fromJson(path: string, text: string): Entry[] {
  try {
    const value = typedJson(path, text)
    const list = isRow(value) ? value.prospects : value
    if (!Array.isArray(list)) throw new Failure('usage', `${path}: neither a list nor an object with prospects`)
    return entries(list)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('usage', `${path} is not JSON`, { cause })
  }
}

/** Ids that were written as numbers are meant as the text that Gong wants; what is null is not there. */
function entries(list: readonly Json[]): Entry[] {
  return list.map((value, index) => ({
    where: `prospect ${index + 1}`,
    value: isRow(value) ? withTextIds(value) : value,
  }))
}

function withTextIds(row: Row): Row {
  const kept = Object.entries(row).filter(([, value]) => value !== null && value !== '')
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]))
}

/** The parser is loaded here alone: no other command of flows needs it, and it is larger than all of them. */
async function fromCsv(path: string, text: string): Promise<Entry[]> {
  const { parseTable } = await import('../text/table.ts')
  const [head, ...lines] = parseTable(text, `${path} is not CSV`)
  if (head === undefined) return []
  const names = head.cells.map(fieldOf)
  const strange = names.filter((name) => !FIELDS.has(name))
  if (strange.length > 0) throw new Failure('usage', `${path}: line 1: ${strange.map(unknownField).join(', ')}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Failure('usage', `${path}: line 1: ${twice} stands there twice`)
  return lines.map((line) => {
    const value = withTextIds(Object.fromEntries(names.map((name, index) => [name, line.cells[index] ?? ''])))
    const where = `line ${line.line}`
    return line.cells.length > names.length
      ? { where, value, wrong: `has ${line.cells.length} values under ${names.length} names` }
      : { where, value }
  })
}

/** A heading as people write it: `CRM ID` is `crmId`. */
function fieldOf(heading: string): string {
  const fold = (word: string) => word.replace(/[-_\s]/g, '').toLowerCase()
  return [...FIELDS.keys()].find((name) => fold(name) === fold(heading)) ?? heading
}
