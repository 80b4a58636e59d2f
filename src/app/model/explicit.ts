import type { Command } from './command.ts'
import type { Texts } from './expand-lists.ts'

/** Whether things were asked for in person: by id, or by a body of their own. Nothing unasked may narrow those. */
export function isExplicit(command: Command, texts: Texts): boolean {
  const settings = Array.isArray(texts.set) ? texts.set : []
  const byBody = texts.body !== undefined || settings.some((setting) => setting.startsWith('filter'))
  return byBody || command.arguments.some((name) => command.inputs[name]?.kind === 'id' && texts[name] !== undefined)
}
