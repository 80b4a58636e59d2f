import type { Command } from '../app/model/command.ts'
import { GLOBALS } from '../app/model/globals.ts'
import type { Input } from '../app/model/inputs.ts'
import { flagOf } from '../app/model/labels.ts'
import { commandsIn, type Domain } from '../cli/tree.ts'
import { isRequired, kebab } from '../cli/wording.ts'

type Facts = { readonly [name: string]: string | boolean | readonly string[] }

/**
 * Everything that can be typed, as JSON with a line for each argument and flag: a snapshot in `test/`, so that every change is
 * seen. Help texts are left out.
 */
export function surface(domains: readonly Domain[]): string {
  const flags = Object.entries<Input>(GLOBALS).map(([name, input]) => facts(flagOf(name), input))
  const commands = commandsIn(domains).map(({ path, command }) => block(path, head(command), inputs(command)))
  return `{\n${[block('gong', [], flags), ...commands].join(',\n')}\n}\n`
}

function head({ effect, operations }: Command): string[] {
  return [`"effect": ${JSON.stringify(effect)}`, `"operations": ${JSON.stringify(operations.map(({ id }) => id))}`]
}

function inputs(command: Command): Facts[] {
  const { arguments: names, inputs } = command
  const one = (name: string, shown: string) => {
    const input = inputs[name]
    return input === undefined ? [] : [{ ...facts(shown, input), ...(isRequired(command, name) && { required: true }) }]
  }
  const flags = Object.keys(inputs).filter((name) => !names.includes(name))
  return [
    ...names.flatMap((name) => one(name, `<${kebab(name)}>`)),
    ...flags.flatMap((name) => one(name, flagOf(name))),
  ]
}

function facts(name: string, { kind, short, of, many, repeat }: Input): Facts {
  return {
    name,
    ...(short !== undefined && { short: `-${short}` }),
    kind,
    ...(of && { choices: of.map(kebab) }),
    ...((many || repeat) && { repeatable: true }),
  }
}

function block(name: string, head: readonly string[], inputs: readonly Facts[]): string {
  const lines = inputs.map((input) => `      ${JSON.stringify(input)}`)
  const list = `"inputs": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n    `}]`
  return `  ${JSON.stringify(name)}: {\n${[...head, list].map((line) => `    ${line}`).join(',\n')}\n  }`
}
