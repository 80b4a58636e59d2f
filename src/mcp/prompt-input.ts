import { inputProblem } from './input-schema.ts'
import { MOST_ARGUMENT } from './quote-input.ts'
import type { PromptTemplate, ToolInput } from './tool.ts'

/** The arguments of a prompt as its texts, or what is wrong with them: checked as the input of a tool is. */
export type PromptInput = { readonly texts: { readonly [name: string]: string } } | { readonly problem: string }

/** @param given a number or a flag is taken as it is written */
export function promptInput({ arguments: all }: Pick<PromptTemplate, 'arguments'>, given: ToolInput): PromptInput {
  const texts: Record<string, string> = {}
  const others: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      texts[name] = String(value)
    else others[name] = value
  const text = { type: 'string', maxLength: MOST_ARGUMENT } as const
  const problem = inputProblem(
    {
      type: 'object',
      properties: Object.fromEntries(all.map(({ name }) => [name, text])),
      required: all.flatMap(({ name, required }) => (required ? [name] : [])),
      additionalProperties: false,
    },
    { ...texts, ...others },
  )
  return problem === undefined ? { texts } : { problem }
}
