import { GLOBALS } from '../app/model/globals.ts'
import type { Input } from '../app/model/inputs.ts'
import { type HelpPart, PARTS, type Terms } from '../cli/help-pages.ts'
import type { Domain } from '../cli/tree.ts'
import { explanation, spelling } from '../cli/wording.ts'
import { markCode, markdownTable } from './markdown.ts'
import { reference } from './reference.ts'
import { reportRules } from './report-rules.ts'
import { storeSchema } from './store-schema.ts'

/** The header of the first column of a list of terms, by help page. */
const TERM_HEADS: { readonly [topic: string]: string } = {
  dates: 'you type',
  formats: 'format',
  'exit-codes': 'code',
  environment: 'variable',
}

/**
 * The generated blocks of the documents, by name. Pages of `gong help` are among them, so that terminal and documents have
 * the same text.
 */
export function blocks(domains: readonly Domain[]): { readonly [name: string]: string } {
  const topics = Object.entries(PARTS).map(([name, parts]) => [name, topic(name, parts)] as const)
  return {
    ...Object.fromEntries(topics),
    'global-flags': globalFlags(),
    reference: reference(domains),
    ...reportRules(),
    ...storeSchema(),
  }
}

function topic(name: string, parts: readonly HelpPart[]): string {
  const head = TERM_HEADS[name] ?? 'term'
  return parts.map((part) => (typeof part === 'string' ? markCode(part) : terms(head, part))).join('\n\n')
}

function terms(head: string, list: Terms): string {
  const code = (term: string) =>
    term
      .split(', ')
      .map((word) => `\`${word}\``)
      .join(', ')
  return markdownTable(
    [head, 'what it means'],
    list.map(([term, means]) => [code(term), markCode(means)]),
  )
}

/** The flags that every command takes. */
function globalFlags(): string {
  const rows = Object.entries<Input>(GLOBALS).map(([name, input]) => [
    `\`${spelling(name, input)}\``,
    markCode(explanation(input)),
  ])
  return markdownTable(['flag', 'what it does'], rows)
}
