import type { Tool } from '../../../src/mcp/tool.ts'
import { listWorkspaces } from '../../settings/workspaces.ts'
import type { CommandRunner } from '../run-command.ts'

/** More than any company has. */
const MOST = 200

export function workspacesTool(runner: CommandRunner): Tool {
  return {
    name: 'workspaces',
    toolset: 'questions',
    title: 'Workspaces',
    description: 'The workspaces of the company: parts of it with calls and settings of their own.',
    input: { type: 'object', properties: {}, additionalProperties: false },
    effect: 'read',
    async answer(_, session, signal) {
      const { rows } = await runner.ask('settings workspaces', listWorkspaces, {}, { session, signal }, MOST)
      return { content: rows, sources: [{ command: 'gong settings workspaces' }] }
    },
  }
}
