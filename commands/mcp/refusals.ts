import { Failure } from '../../src/lib/errors.ts'
import { nearest } from '../../src/lib/spelling.ts'
import type { ToolCall } from '../../src/mcp/call-tool.ts'
import type { Tool } from '../../src/mcp/tool.ts'
import { commandLineOf } from './command-line.ts'
import { erasureRefusal } from './erasure-refusal.ts'
import { isReadTool, type NamedCommand, toolName } from './from-commands.ts'

/**
 * What to say to the name of a command that is no tool of this server: an erasure and what is about this machine are for a
 * person, others need a flag.
 *
 * @returns `undefined` for a name that no command has, and that does not speak of erasing either
 */
export function refusalOfCommand(
  commands: readonly NamedCommand[],
  offered: readonly Tool[],
  { name, given }: ToolCall,
): Failure | undefined {
  const called = name
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
    .replace(/^gong_/, '')
  const named = commands.find(({ path }) => toolName(path) === called)
  if (named === undefined) return erasureRefusal(commands, { name: called, given })
  const { path, command, domain } = named
  const line = commandLineOf(path, command, given)
  const byHand = `a person can type: ${line}`
  if (domain === 'api')
    return new Failure('declined', 'gong api reaches whatever Gong has, also what erases, and is no tool', {
      hint: `the other tools ask what can be asked; ${byHand}`,
    })
  if (command.effect === 'erase')
    return new Failure('declined', `gong ${path} takes away what cannot be brought back, and no tool ever does that`, {
      hint: byHand,
    })
  if (command.effect === 'write' || command.effect === 'billed')
    return new Failure('declined', `gong ${path} ${DOES[command.effect]}, which this server may not`, {
      hint: `${byHand}; or start gong mcp --toolset ${domain} --allow ${command.effect}`,
    })
  const covering = offered.find(({ covers }) => covers?.includes(called))
  if (covering !== undefined)
    return new Failure('usage', `${called} asks what ${covering.name} asks`, { hint: `call ${covering.name}` })
  if (isReadTool(named))
    return new Failure(
      'usage',
      `${toolName(path)} is in the toolset ${domain}, which this server was not started with`,
      {
        hint: `gong mcp --toolset questions,${domain}`,
      },
    )
  return new Failure('declined', `gong ${path} is about this machine, and no tool`, { hint: byHand })
}

const DOES = { write: 'changes something in Gong', billed: 'spends Gong credits' } as const

/**
 * Checks that every toolset has something in it.
 *
 * @throws Failure `usage` that lists the toolsets
 */
export async function checkToolsets(
  chosen: ReadonlySet<string>,
  tools: readonly Tool[],
  loadToolsets: () => Promise<readonly string[]>,
): Promise<void> {
  const empty = [...chosen].find((name) => !tools.some(({ toolset }) => toolset === name))
  if (empty === undefined) return
  const there = await loadToolsets()
  if (there.includes(empty))
    throw new Failure('usage', `--toolset: "${empty}" has nothing that only reads`, {
      hint: `gong mcp --toolset ${empty} --allow write,billed`,
    })
  const near = nearest(empty, there)
  const meant = near === undefined ? '' : `; did you mean "${near}"?`
  throw new Failure('usage', `--toolset: there is no toolset "${empty}"${meant}`, {
    hint: `the toolsets are ${there.join(', ')}`,
  })
}
