import { Command as Commander, Option } from 'commander'
import type { Entry } from '../app/job/app.ts'
import type { Command } from '../app/model/command.ts'
import { GLOBALS } from '../app/model/globals.ts'
import type { Input, Inputs } from '../app/model/inputs.ts'
import type { Invocation } from '../app/model/invocation.ts'
import { once } from '../lib/once.ts'
import { description, epilogue, layout, type Screen, seeAlso, widthOf } from './help.ts'
import { argumentOf, explanation, requirement, spelling, usageOf } from './wording.ts'

/**
 * The program itself, with the flags that every command has.
 *
 * @param shown gets the texts that commander would print
 * @param own inputs of the command that was typed: a flag of the same name is the command's, as --status of a task is
 */
export function programRoot(version: string, screen: Screen, shown: string[], own: Inputs = {}): Commander {
  const root = new Commander('gong')
    .description("Gong's calls, transcripts, statistics and settings, from a terminal or a script.")
    .optionsGroup('Flags:')
    .version(version, '--version', 'print the version; with --json also how and where it is installed')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shown.push(text),
      writeErr: (text) => shown.push(text),
      outputError: () => undefined,
      getOutHelpWidth: () => widthOf(screen),
      getErrHelpWidth: () => widthOf(screen),
      getOutHasColors: () => screen.colour,
      getErrHasColors: () => screen.colour,
    })
    .configureHelp(layout(screen))
    .helpCommand('help [command]', 'print help for a command, or a page of it')
    .addHelpText('afterAll', ({ command }) => seeAlso(command, screen))
  for (const [name, option] of globalOptions()) if (own[name] === undefined) root.addOption(option)
  return root
}

/** The flags of every command, spelt once: commander keeps what was typed with the program, not with them. */
const globalOptions = once(() =>
  Object.entries<Input>(GLOBALS).map(([name, input]) => [name, optionOf(name, input)] as const),
)

/** Makes a command of commander's for one of ours. @param found gets what was typed for it */
export function mountCommand(
  root: Commander,
  entry: Entry,
  command: Command,
  screen: Screen,
  found: (line: Omit<Invocation, 'argv'>) => void,
): void {
  const path = [entry.name, ...command.name.split(' ').filter(Boolean)]
  const leaf = path.reduce(subcommand, root)
  leaf.summary(command.summary).description(description(command)).usage(usageOf(command).join(' '))
  for (const name of command.arguments) {
    const input = command.inputs[name]
    leaf.argument(argumentOf(name, input), input && explanation(input))
  }
  for (const [name, input] of Object.entries(command.inputs))
    if (!command.arguments.includes(name)) leaf.addOption(optionOf(name, input, requirement(command, name)))
  leaf.addHelpText('after', () => epilogue(command, screen))
  leaf.action((...values: unknown[]) => {
    const positional = Object.fromEntries(command.arguments.map((name, index) => [name, values[index]]))
    found({ command, path: path.join(' '), raw: { ...leaf.opts(), ...positional }, globals: root.opts() })
  })
}

/** The command of this name in a group, made when it is not there. */
export function subcommand(group: Commander, name: string): Commander {
  const existing = group.commands.find((command) => command.name() === name)
  return existing ?? group.command(name).optionsGroup('Flags:').helpCommand(false)
}

function optionOf(name: string, input: Input, required = ''): Option {
  const option = new Option(spelling(name, input), `${explanation(input)}${required}`)
  // Commander would turn `--no-check` into `check: false`; here a flag is what it is called.
  option.negate = false
  if (input.many || input.repeat) option.argParser((text, before: string[] | undefined) => [...(before ?? []), text])
  return option
}
