import type { Inputs } from '../../src/app/model/inputs.ts'
import { MCP_CLIENT_NAMES } from '../../src/mcp/install/client-names.ts'

/** What makes other programs use this one. */
export const INSTALL_INPUTS = {
  install: {
    kind: 'choice',
    of: MCP_CLIENT_NAMES,
    hint: 'client',
    help: 'print what makes a client start this server; the other flags go into it',
  },
  write: {
    kind: 'flag',
    help: 'with --install: add it to the settings of the client, and keep them as they were beside it',
  },
  skill: { kind: 'flag', help: 'print SKILL.md, which tells coding agents how to use the command line itself' },
} as const satisfies Inputs
