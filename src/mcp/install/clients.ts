import type { McpClientName } from './client-names.ts'

/** Where things are on a machine. */
interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** As Node names it: `darwin`, `win32`, `linux`. */
  readonly system: string
}

/** A program that starts servers of the Model Context Protocol, and where it reads of them. */
export interface McpClient {
  readonly title: string
  /** The file of this user's settings. */
  readonly path: (machine: Machine, home: string) => string
  /** The key of the object that has a server under each name; TOML has a table there. */
  readonly key: string
  readonly form: 'json' | 'toml'
  /** What an entry has besides command, args and env. */
  readonly also?: { readonly [name: string]: string }
  /** What to do then. */
  readonly afterwards: string
}

/** What their makers document, as of autumn 2026. */
export const CLIENTS: { readonly [name in McpClientName]: McpClient } = {
  'claude-desktop': {
    title: 'Claude Desktop',
    path: (machine, home) => `${settingsFolder(machine, home)}/Claude/claude_desktop_config.json`,
    key: 'mcpServers',
    form: 'json',
    afterwards: 'quit Claude Desktop and start it again',
  },
  'claude-code': {
    title: 'Claude Code',
    path: ({ env }, home) => `${env.CLAUDE_CONFIG_DIR || home}/.claude.json`,
    key: 'mcpServers',
    form: 'json',
    also: { type: 'stdio' },
    afterwards: 'begin a new session',
  },
  cursor: {
    title: 'Cursor',
    path: (_, home) => `${home}/.cursor/mcp.json`,
    key: 'mcpServers',
    form: 'json',
    afterwards: 'Cursor notices by itself',
  },
  vscode: {
    title: 'VS Code',
    path: (machine, home) => `${settingsFolder(machine, home)}/Code/User/mcp.json`,
    key: 'servers',
    form: 'json',
    also: { type: 'stdio' },
    afterwards: 'run MCP: List Servers and start gong',
  },
  windsurf: {
    title: 'Windsurf',
    path: (_, home) => `${home}/.codeium/windsurf/mcp_config.json`,
    key: 'mcpServers',
    form: 'json',
    afterwards: 'refresh the servers in its settings',
  },
  codex: {
    title: 'Codex',
    path: ({ env }, home) => `${env.CODEX_HOME || `${home}/.codex`}/config.toml`,
    key: 'mcp_servers',
    form: 'toml',
    afterwards: 'begin a new session',
  },
  gemini: {
    title: 'Gemini CLI',
    path: (_, home) => `${home}/.gemini/settings.json`,
    key: 'mcpServers',
    form: 'json',
    afterwards: 'begin a new session',
  },
}

/** Where programs keep the settings of a user. */
function settingsFolder({ env, system }: Machine, home: string): string {
  if (system === 'darwin') return `${home}/Library/Application Support`
  if (system === 'win32') return env.APPDATA || `${home}/AppData/Roaming`
  return env.XDG_CONFIG_HOME || `${home}/.config`
}
