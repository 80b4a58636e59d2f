import { markCode, markdownTable } from '../../../src/docs/markdown.ts'
import { QUESTIONS } from './index.ts'
import { more } from './more.ts'

/** The tools for questions as the page about them has them: what a model is told, and what it can give. */
export function toolTable(): string {
  const rows = [...QUESTIONS, more].map(({ name, description, input: { properties = {}, required = [] } }) => [
    `\`${name}\``,
    markCode(description),
    Object.keys(properties)
      .map((field) => (required.includes(field) ? `**${field}**` : field))
      .join(', '),
  ])
  return markdownTable(['tool', 'what a model is told', 'what it takes (what it must have)'], rows)
}
