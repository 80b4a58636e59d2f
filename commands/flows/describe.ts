import type { ReadClient } from '../../src/api/client.ts'
import { knownName } from '../../src/app/input/named-lists.ts'
import type { Typed } from '../../src/app/model/inputs.ts'
import { shortTitle } from '../../src/lib/short-title.ts'

/** `"Trade fair leads" (flow 7)`, or `flow 7` where its name was not looked up. */
export function describeFlow(gong: ReadClient, id: string): string {
  const name = knownName(gong, 'flow', id)
  return name === undefined ? `flow ${id}` : `"${shortTitle(name)}" (flow ${id})`
}

/** What the prospect of a line was named by: an id or an e-mail address. */
export function nameIn({ prospect, email = '' }: Typed): string {
  return String(prospect ?? email)
}

/** `jo@doe.example (prospect 7)`, or `prospect 7`. @param named what it was named by @param id in the CRM */
export function describeProspect(named: string, id: string): string {
  return named === id ? `prospect ${id}` : `${named} (prospect ${id})`
}
