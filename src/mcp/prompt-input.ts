import { inputProblem } from './input-schema.ts'
import { MOST_ARGUMENT } from './quote-input.ts'
import type { PromptTemplate } from './tool.ts'

/** What is wrong with the arguments of a prompt: checked as the input of a tool is. */
export function promptProblem(
  { arguments: all }: Pick<PromptTemplate, 'arguments'>,
  given: { readonly [name: string]: string },
): string | undefined {
  const text = { type: 'string', maxLength: MOST_ARGUMENT } as const
  return inputProblem(
    {
      type: 'object',
      properties: Object.fromEntries(all.map(({ name }) => [name, text])),
      required: all.flatMap(({ name, required }) => (required ? [name] : [])),
      additionalProperties: false,
    },
    given,
  )
}
