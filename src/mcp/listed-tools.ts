import { kebab } from '../lib/spelling.ts'
import type { InputSchema, JsonSchema, Tool } from './tool.ts'

/** A list of words as long as this is listed once. */
const MANY_WORDS = 10

/**
 * Tools as they are listed. A list is read whole before the first question: it leaves out what a model is told when an input does
 * not fit, what says no more than the name it stands at, and what another tool of the list has said.
 */
export function listedTools(tools: readonly Tool[]) {
  const owners = new Map<string, string>()
  return tools.map(({ name, title, description, input, effect, replaces }) => ({
    name,
    ...(title !== undefined && { title }),
    description,
    inputSchema: listedSchema(input, (field, words) => {
      const key = words.join()
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, `${field} in ${name}`)
      return owner
    }),
    annotations:
      effect === 'read' ? { readOnlyHint: true } : { readOnlyHint: false, destructiveHint: replaces === true },
  }))
}

/** @returns which field has been listed with these words before */
type OwnerOf = (field: string, words: readonly string[]) => string | undefined

function listedSchema(
  { properties = {}, additionalProperties: _, required = [], ...schema }: InputSchema,
  ownerOf: OwnerOf,
) {
  const listed = Object.entries(properties).map(([name, property]) => [name, listedField(name, property, ownerOf)])
  return { ...schema, properties: Object.fromEntries(listed), ...(required.length > 0 && { required }) }
}

function listedField(name: string, property: JsonSchema, ownerOf: OwnerOf): JsonSchema {
  const { minimum: _, maximum: __, maxLength: ___, maxItems: ____, description, ...rest } = property
  const words = rest.enum ?? rest.items?.enum ?? []
  const owner = words.length < MANY_WORDS ? undefined : ownerOf(name, words)
  if (owner !== undefined) return { ...withoutWords(rest), description: `${description}; the words of ${owner}` }
  return { ...rest, ...(description !== undefined && !isOnlyName(name, description) && { description }) }
}

function withoutWords({ enum: _, items, ...rest }: JsonSchema): JsonSchema {
  return { ...rest, ...(items !== undefined && { items: withoutWords(items) }) }
}

/**
 * Whether a description is only the name of its field: `workspace` is only this workspace, `title` the title of the meeting, and
 * `contentId` the id of the content.
 */
function isOnlyName(name: string, description: string): boolean {
  const words = kebab(name).replaceAll('-', ' ')
  const [, first = '', whose = ''] = /^(?:the |only this |only these )?(.+?)(?: of the (\w+))?$/.exec(description) ?? []
  return (
    first === words || first === `${words}s` || `${whose} ${first}` === words || (first === 'id' && whose === words)
  )
}
