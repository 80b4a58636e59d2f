import type { Entry } from '../../src/app/job/app.ts'
import type { Command, Query } from '../../src/app/model/command.ts'
import type { Tool, ToolAnswer, ToolInput } from '../../src/mcp/tool.ts'
import { rawOf, schemaOfCommand, USUAL_ROWS } from './command-schema.ts'
import type { Call, CommandRunner } from './run-command.ts'

/** A command and its words. */
interface Named<C extends Command = Command> {
  readonly domain: string
  readonly path: string
  readonly command: C
}

/** Domains that are about this machine and its keys, or that answer to no operation alone. */
const NOT_FOR_MODELS = new Set(['profiles', 'schedule', 'doctor', 'operations', 'completion', 'sandbox', 'api'])

/** The commands of a domain, or of all that a model may know of. */
export async function commandsForModels(entries: readonly Entry[]): Promise<readonly Named[]> {
  const offered = entries.filter(({ name }) => !NOT_FOR_MODELS.has(name))
  const loaded = await Promise.all(
    offered.map(async ({ name: domain, load }) =>
      (await load()).map((command) => ({ domain, path: `${domain} ${command.name}`.trim(), command })),
    ),
  )
  return loaded.flat()
}

/** The tools that only read: every query that asks Gong and writes no file. */
export function readTools(commands: readonly Named[], runner: CommandRunner): readonly Tool[] {
  return commands.flatMap((named) => (isReadTool(named) ? [readTool(named, runner)] : []))
}

function isReadTool(named: Named): named is Named<Query> {
  const { command } = named
  const inputs = Object.values(command.inputs)
  return (
    'rows' in command &&
    command.operations.length > 0 &&
    !inputs.some(({ kind, writes, required }) => (writes ?? (kind === 'file' && required)) !== undefined)
  )
}

/** `calls list` is `calls_list`. */
function toolName(path: string): string {
  return path.replaceAll(/[ -]/g, '_')
}

function readTool({ domain, path, command }: Named<Query>, runner: CommandRunner): Tool {
  return {
    name: toolName(path),
    toolset: domain,
    title: `gong ${path}`,
    description: [`${command.summary}.`, ...(command.cautions ?? [])].join(' '),
    input: schemaOfCommand(command),
    effect: 'read',
    answer: async (input, session, signal) => await asked({ path, command }, input, { session, signal }, runner),
  }
}

async function asked(
  { path, command }: Pick<Named<Query>, 'path' | 'command'>,
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
