import type { Command } from '../../src/app/model/command.ts'
import type { Input, Raw } from '../../src/app/model/inputs.ts'
import { schemaOf } from '../../src/catalogue/kinds.ts'
import { Failure } from '../../src/lib/errors.ts'
import { kebab } from '../../src/lib/spelling.ts'
import type { InputSchema, JsonSchema, ToolInput } from '../../src/mcp/tool.ts'

/** Rows that a call gives when it does not say how many. */
export const USUAL_ROWS = 50

const LIMIT: JsonSchema = {
  type: 'integer',
  minimum: 1,
  maximum: 1000,
  description: `rows at most (${USUAL_ROWS})`,
}

/** The JSON Schema of what a command is given. Paths of this machine are no part of it: nobody there may choose them. */
export function schemaOfCommand({
  inputs,
  effect,
  window,
}: Pick<Command, 'inputs' | 'effect' | 'window'>): InputSchema {
  const offered = Object.entries(inputs).filter(([name, input]) => isOffered(name, input, effect))
  const properties = Object.fromEntries(offered.map(([name, input]) => [name, schemaOfInput(input)]))
  // Both ends of a window can be said by `during`.
  const isRequired = (name: string) => name !== window?.from && name !== window?.to && inputs.body === undefined
  const required = offered.flatMap(([name, input]) => (input.required && isRequired(name) ? [name] : []))
  return {
    type: 'object',
    properties: effect === 'read' ? { ...properties, limit: properties.limit ?? LIMIT } : properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** What means nothing to a model: lines that run by themselves, tables, the deep spelling of bodies, and waiting for hours. */
const FOR_SHELLS = new Set([
  ...['since', 'overlap', 'set', 'wait', 'waitFor'],
  ...['map', 'country', 'dateFormat', 'sheet', 'maxChanges'],
])

function isOffered(name: string, input: Input, effect: Command['effect']): boolean {
  const { kind, writes, commandLine, onMachine, asksNothing } = input
  if (kind === 'file' || writes !== undefined || commandLine || onMachine || asksNothing) return false
  return !FOR_SHELLS.has(name) && !(name === 'body' && effect === 'read')
}

function schemaOfInput(input: Input): JsonSchema {
  const item = schemaOfValue(input)
  const isList = input.many || input.repeat
  return { ...(isList ? { type: 'array', items: item } : item), description: input.help }
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
export function rawOf({ inputs }: Pick<Command, 'inputs'>, { limit: _, ...given }: ToolInput): Raw {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => item(name, one)) : one(inputs[name], value),
    ]),
  )
}

function one(input: Input | undefined, value: unknown): unknown {
  if (typeof value === 'boolean') return value
  return input?.kind === 'json' ? JSON.stringify(value) : String(value)
}

/** `@file` and `-` stand for lists of this machine, which a model has no business with; so do commas, which would cut it. */
function item(name: string, value: unknown): string {
  const text = String(value)
  if (text === '-' || text.startsWith('@'))
    throw new Failure('usage', `${name}: ${JSON.stringify(text)} would read a file of this machine, which no tool may`)
  return text
}
