import type { Query } from '../../../src/app/model/command.ts'
import type { Raw } from '../../../src/app/model/inputs.ts'
import type { JsonSchema, ToolAnswer, ToolInput } from '../../../src/mcp/tool.ts'
import { commandLineOf } from '../command-line.ts'
import { coverageText } from './coverage.ts'
import { ask, type Question } from './question.ts'
import { FRESH, textField, textsOf, WHEN, windowOf } from './question-tool.ts'

/** Whom and when a report is about. */
export const REPORT_PARAMETERS: Readonly<Record<string, JsonSchema>> = {
  user: textField('only this person: name, e-mail or id'),
  team: textField('only this manager and all below'),
  workspace: textField('name or id'),
  ...WHEN,
  ...FRESH,
}

/** The flags of these fields. */
export function reportFlags(input: ToolInput): Raw {
  const { user, ...others } = textsOf(input, ['user', 'team', 'workspace'])
  return { ...others, ...(user !== undefined && { user: [user] }), ...windowOf(input) }
}

/** Rows of a report, with what they are made of. */
export async function reportAnswer(command: Query, raw: Raw, question: Question, next?: string): Promise<ToolAnswer> {
  const found = await ask(command, raw, question.job)
  const coverage = await coverageText(question, found)
  const sources = [{ command: commandLineOf(`report ${command.name}`, command, raw) }]
  return { content: found.rows, sources, coverage, ...(next !== undefined && { next }) }
}
