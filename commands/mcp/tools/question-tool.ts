import type { Session } from '../../../src/mcp/session.ts'
import type { InputSchema, JsonSchema, Tool, ToolAnswer, ToolInput } from '../../../src/mcp/tool.ts'
import type { CommandRunner } from '../run-command.ts'
import { type OpenedCall, openQuestion, type Question } from './question.ts'

export type OpenJob = (session: Session, signal: AbortSignal) => OpenedCall

/** Jobs of calls, as the server opens them. */
export function jobsOf(runner: CommandRunner): OpenJob {
  return (session, signal) => {
    const notes: string[] = []
    return { job: runner.open('mcp', { session, signal }, notes), notes, usesCopy: runner.usesCopy }
  }
}

/** A tool that answers a question, before it is known what it is answered with. */
export interface QuestionTool extends Pick<Tool, 'name' | 'title' | 'description' | 'covers'> {
  readonly input: InputSchema
  answer(input: ToolInput, question: Question): Promise<ToolAnswer>
}

/** The schema of an input of these fields. */
export function inputOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): InputSchema {
  return { type: 'object', properties, required: [...required], additionalProperties: false }
}

/** Characters of a name, a time or words to look for, with each of which many texts are compared. */
const MOST_CHARACTERS = 500

export function textField(description: string): JsonSchema {
  return { type: 'string', description, maxLength: MOST_CHARACTERS }
}

export function flag(description: string): JsonSchema {
  return { type: 'boolean', description }
}

export function choice(of: readonly string[], description: string): JsonSchema {
  return { type: 'string', enum: [...of], description }
}

export function most(maximum: number, usual: number): JsonSchema {
  return { type: 'integer', minimum: 1, maximum, default: usual }
}

/** The window of a question, and whether its answer must come from Gong. */
export const WHEN = {
  during: textField('both ends: yesterday, last-week, last-7-days, this-quarter, 2026-05'),
  from: textField('inclusive: 2026-05-01, an ISO time, or 30d (ago)'),
  to: textField('exclusive (now)'),
} as const

export const FRESH = { fresh: flag('ask Gong, not the local copy') } as const

/** The flags of a window, as commands take them; the last 30 days where nothing is said. */
export function windowOf(input: ToolInput, usual = '30d'): Readonly<Record<string, string>> {
  const typed = textsOf(input, ['during', 'from', 'to'])
  return Object.keys(typed).length === 0 ? { from: usual, to: 'now' } : typed
}

/** Those of the fields that are there, as texts. */
export function textsOf(input: ToolInput, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof input[name] === 'string' ? [[name, input[name]]] : [])))
}

/** The same, each as a list of one, for flags that can be repeated. */
export function listsOf(input: ToolInput, names: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(textsOf(input, names)).map(([name, value]) => [name, [value]]))
}

/** A number of the input; `usual` where there is none. */
export function numberOf(input: ToolInput, name: string, usual: number): number {
  const value = input[name]
  return typeof value === 'number' ? value : usual
}

/** The tool as a server has it. */
export function toTool({ answer, ...described }: QuestionTool, openJob: OpenJob): Tool {
  return {
    ...described,
    toolset: 'questions',
    effect: 'read',
    answer: async (input, session, signal) =>
      await withQuestion(openJob(session, signal), input.fresh === true, (question) => answer(input, question)),
  }
}

/** Opens a question, and closes it whatever comes of it. */
export async function withQuestion<T>(
  call: OpenedCall,
  fresh: boolean,
  answer: (question: Question) => Promise<T>,
): Promise<T> {
  try {
    const question = await openQuestion(call, fresh)
    try {
      return await answer(question)
    } finally {
      await question.close()
    }
  } finally {
    await call.job.release()
  }
}
