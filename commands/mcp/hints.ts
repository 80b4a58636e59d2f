import { Failure } from '../../src/lib/errors.ts'
import type { Tool } from '../../src/mcp/tool.ts'

/** Lines that are hints at a terminal, and the tool that tells a model the same. */
const INSTEAD: readonly (readonly [line: RegExp, tool: string, advice: string])[] = [
  [/^gong users list$/, 'names', 'names with kind users'],
  [/^gong users list$/, 'users_list', 'users_list'],
  [/^gong settings (workspaces|trackers|scorecards)$/, 'names', 'names with kind $1'],
  [/^gong settings (workspaces|trackers|scorecards)$/, 'settings_$1', 'settings_$1'],
  [/^gong query --schema lists all( tables and columns)?$/, 'schema', 'schema lists all$1'],
  [/^gong query --schema (\w+)$/, 'schema', 'schema with table $1'],
  [/^gong query '([^']+)' --set (\w+)=(\d+)$/, 'sql', 'sql with $1 and params {"$2": "$3"}'],
  [/^gong query '([^']+)'$/, 'sql', 'sql with $1'],
]

/** The same failure, whose hint is what a model can do; else it is said that the line is for a person. */
export function hintedForModels(failure: Failure, tools: readonly Pick<Tool, 'name'>[]): Failure {
  const { kind, message, requestId, scope, status, waiting } = failure
  const hint = hintFor(failure.hint, tools)
  if (hint === failure.hint) return failure
  return new Failure(kind, message, { hint, requestId, scope, status, waiting, cause: failure })
}

function hintFor(hint: string | undefined, tools: readonly Pick<Tool, 'name'>[]): string | undefined {
  if (hint === undefined || !/^gong [a-z]/.test(hint)) return hint
  for (const [line, tool, advice] of INSTEAD)
    if (line.test(hint) && tools.some(({ name }) => name === hint.replace(line, tool)))
      return hint.replace(line, advice)
  return `a person can type: ${hint}`
}
