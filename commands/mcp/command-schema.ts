import type { Command } from '../../src/app/model/command.ts'
import type { Input, Raw } from '../../src/app/model/inputs.ts'
import { schemaOf } from '../../src/catalogue/kinds.ts'
import { kebab } from '../../src/lib/spelling.ts'
import { inFieldsOf } from '../../src/mcp/field-words.ts'
import type { InputSchema, JsonSchema, ToolInput } from '../../src/mcp/tool.ts'
import { checkLiteral } from './literal-texts.ts'

/** Rows that a call gives when it does not say how many. */
export const USUAL_ROWS = 50

/** How many rows. */
const LIMIT: JsonSchema = { type: 'integer', minimum: 1, maximum: 1000, default: USUAL_ROWS }

/** The JSON Schema of what a command is given. Paths of this machine are no part of it: nobody there may choose them. */
export function schemaOfCommand({
  inputs,
  effect,
  window,
  single,
}: Pick<Command, 'inputs' | 'effect' | 'window' | 'single'>): InputSchema {
  const offered = Object.entries(inputs).filter(([name, input]) => isOffered(name, input, effect))
  const properties = Object.fromEntries(offered.map(([name, input]) => [name, schemaOfInput(name, input)]))
  const takesBody = offered.some(([name]) => name === 'body')
  // Both ends of a window can be said by `during`.
  const isRequired = (name: string) => name !== window?.from && name !== window?.to && !takesBody
  const required = offered.flatMap(([name, input]) => (input.required && isRequired(name) ? [name] : []))
  return inOwnWords({
    type: 'object',
    properties: effect === 'read' && single !== true ? { ...properties, limit: properties.limit ?? LIMIT } : properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  })
}

/** The same, whose descriptions speak of fields where the command line has flags. */
function inOwnWords(schema: InputSchema): InputSchema {
  const told = Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => [
    name,
    { ...property, ...(description !== undefined && { description: inFieldsOf(schema, description) }) },
  ])
  return { ...schema, properties: Object.fromEntries(told) }
}

/** What means nothing to a model: lines that run by themselves, tables, the deep spelling of bodies, and waiting for hours. */
const FOR_SHELLS = new Set([
  ...['since', 'overlap', 'set', 'wait', 'waitFor', 'cursor'],
  ...['map', 'country', 'dateFormat', 'sheet', 'maxChanges', 'leaver'],
])

/** A query has nothing to send, and a change no days: its instants have an offset. */
function isOffered(name: string, input: Input, effect: Command['effect']): boolean {
  const { kind, writes, commandLine, onMachine, asksNothing } = input
  if (kind === 'file' || writes !== undefined || commandLine || onMachine || asksNothing) return false
  return !FOR_SHELLS.has(name) && name !== (effect === 'read' ? 'body' : 'tz')
}

/** What many tools have is said in fewer words. */
const SHORT: Readonly<Record<string, string>> = {
  tz: 'IANA zone of the days',
  during: 'both ends: last-week, 2026-q2',
  body: 'the whole request body; other fields win',
}

function schemaOfInput(name: string, input: Input): JsonSchema {
  const item = schemaOfValue(input)
  const isList = input.many || input.repeat
  return { ...(isList ? { type: 'array', items: item } : item), description: SHORT[name] ?? input.help }
}

/** One value as it is typed: a text where something easier to remember than Gong's own form is taken, too. */
function schemaOfValue(input: Input): JsonSchema {
  const { kind, of, max } = input
  if (kind === 'json') return { type: 'object' }
  if (kind === 'flag') return { type: 'boolean' }
  if (of !== undefined) return { type: 'string', enum: [...new Set(of.map(kebab))] }
  if (kind !== 'count' && kind !== 'number') return { type: 'string' }
  const { type = 'number', minimum } = schemaOf({ kind })
  return { type, ...(minimum !== undefined && { minimum }), ...(max !== undefined && { maximum: max }) }
}

/**
 * The input of a tool as the command line would have it.
 *
 * @throws Failure `usage` for what would be read from a file of this machine
 */
export function rawOf(command: Pick<Command, 'inputs'>, { limit: _, ...given }: ToolInput): Raw {
  const raw = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : one(command.inputs[name], value),
    ]),
  )
  checkLiteral(command, raw)
  return raw
}

function one(input: Input | undefined, value: unknown): unknown {
  if (typeof value === 'boolean') return value
  return input?.kind === 'json' ? JSON.stringify(value) : String(value)
}

/** Of the cautions of a command, those about formats, terminals and exit codes are for who types. */
const FOR_TYPISTS =
  /(^|\s)-[a-z]\b|\bcsv\b|\btsv\b|\bterminal\b|\bends? with \d|--yes|--sort|--leaver|\bJSON has\b|\bargument\b/i

/** What a model is told of a command, in the words of its fields. */
export function cautionsForModels({ cautions = [] }: Pick<Command, 'cautions'>, input: InputSchema): readonly string[] {
  return cautions
    .flatMap((caution) => caution.split(/(?<=\.)\s+(?=[A-Z-])/))
    .filter((one) => !FOR_TYPISTS.test(one))
    .map((one) => inFieldsOf(input, one))
}
