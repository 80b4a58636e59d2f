import type { Entry } from '../../src/app/job/app.ts'
import type { Command, Query } from '../../src/app/model/command.ts'
import type { Tool, ToolAnswer, ToolInput } from '../../src/mcp/tool.ts'
import { cautionsForModels, rawOf, schemaOfCommand, USUAL_ROWS } from './command-schema.ts'
import type { Call, CommandRunner } from './run-command.ts'

/** A command and its words. */
export interface NamedCommand<C extends Command = Command> {
  readonly domain: string
  readonly path: string
  readonly command: C
}

/** Every command there is. */
export async function commandsOf(entries: readonly Entry[]): Promise<readonly NamedCommand[]> {
  const loaded = await Promise.all(
    entries.map(async ({ name: domain, load }) =>
      (await load()).map((command) => ({ domain, path: `${domain} ${command.name}`.trim(), command })),
    ),
  )
  return loaded.flat()
}

/** Domains that are about this machine and its keys, or that reach any operation there is. */
const NOT_FOR_MODELS = new Set([
  ...['profiles', 'schedule', 'doctor', 'operations', 'completion', 'sandbox', 'api'],
  ...['sync', 'archive', 'mcp', 'webhooks'],
])

/** A receipt whose path is typed as its value would be, and a change that only a table says. */
const READS_FILES = new Set(['privacy verify', 'flows bulk-assign'])

/** Whether a model may know of a command at all: it asks Gong, takes no file, and is not there to write one. */
export function isForModels({ domain, path, command }: NamedCommand): boolean {
  const inputs = Object.values(command.inputs)
  const needsFile =
    inputs.some(({ kind, required }) => kind === 'file' && required) ||
    command.arguments.some((name) => command.inputs[name]?.kind === 'file')
  const writesFiles = 'rows' in command && inputs.some(({ writes }) => writes !== undefined)
  const isOffered = !NOT_FOR_MODELS.has(domain) && !READS_FILES.has(path)
  return command.operations.length > 0 && isOffered && !needsFile && !writesFiles
}

export function isReadTool(named: NamedCommand): named is NamedCommand<Query> {
  return 'rows' in named.command && isForModels(named)
}

/** The toolsets that there are: `questions`, and each domain that has something for a model. */
export function toolsetsOf(commands: readonly NamedCommand[]): readonly string[] {
  const domains = commands.filter(
    ({ command, ...rest }) => isForModels({ command, ...rest }) && command.effect !== 'erase',
  )
  return [...new Set(['questions', ...domains.map(({ domain }) => domain)])].sort()
}

/** The tools that only read. */
export function readTools(commands: readonly NamedCommand[], runner: CommandRunner): readonly Tool[] {
  return commands.filter(isReadTool).map((named) => readTool(named, runner))
}

/** `calls list` is `calls_list`. */
export function toolName(path: string): string {
  return path.replaceAll(/[ -]/g, '_')
}

function readTool({ domain, path, command }: NamedCommand<Query>, runner: CommandRunner): Tool {
  const input = schemaOfCommand(command)
  return {
    name: toolName(path),
    toolset: domain,
    description: [`${command.summary}.`, ...cautionsForModels(command, input)].join(' '),
    input,
    effect: 'read',
    answer: async (given, session, signal) => await asked({ path, command }, given, { session, signal }, runner),
  }
}

async function asked(
  { path, command }: Pick<NamedCommand<Query>, 'path' | 'command'>,
  input: ToolInput,
  call: Call,
  runner: CommandRunner,
): Promise<ToolAnswer> {
  const limit = typeof input.limit === 'number' ? input.limit : USUAL_ROWS
  const { rows, isCut, total, notes } = await runner.ask(path, command, rawOf(command, input), call, limit)
  const more = isCut ? [`the first ${rows.length}${total === undefined ? '' : ` of ${total}`}; there are more`] : []
  const coverage = [...more, ...notes].join('; ')
  return { content: rows, ...(coverage !== '' && { coverage }) }
}
