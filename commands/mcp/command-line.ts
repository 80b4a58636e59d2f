import type { Command } from '../../src/app/model/command.ts'
import { flagOf } from '../../src/app/model/labels.ts'
import { shellQuote } from '../../src/lib/shell-quote.ts'
import type { ToolInput } from '../../src/mcp/tool.ts'

/** The line that a person types for what a model asked for, ready to be copied. */
export function commandLineOf(path: string, command: Command, given: ToolInput): string {
  const names = Object.keys(command.inputs)
  const typed = (name: string) => textsOf(command.inputs[name]?.repeat ? pairsOf(given[name]) : given[name])
  const positional = command.arguments.flatMap(typed)
  const flags = names
    .filter((name) => !command.arguments.includes(name))
    .flatMap((name) => (given[name] === true ? [flagOf(name)] : typed(name).flatMap((text) => [flagOf(name), text])))
  return shellQuote(['gong', ...path.split(' '), ...positional, ...flags])
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null || typeof value === 'boolean') return []
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

/** `name=value`, once for each, as flags that can be repeated take what an object says. */
function pairsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value).map(([name, one]) => `${name}=${textsOf(one).join()}`)
}
