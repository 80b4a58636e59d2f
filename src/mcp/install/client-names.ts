/** The clients whose settings are known, as they are typed. */
export const MCP_CLIENT_NAMES = [
  'claude-desktop',
  'claude-code',
  'cursor',
  'vscode',
  'windsurf',
  'codex',
  'gemini',
] as const

export type McpClientName = (typeof MCP_CLIENT_NAMES)[number]
