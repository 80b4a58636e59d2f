import type { Tool } from '../../../src/mcp/tool.ts'
import type { CommandRunner } from '../run-command.ts'
import { workspacesTool } from './workspaces.ts'

/** The toolset `questions`: tools that answer what people ask, instead of what Gong's API happens to offer. */
export function questionTools(runner: CommandRunner): readonly Tool[] {
  return [workspacesTool(runner)]
}
