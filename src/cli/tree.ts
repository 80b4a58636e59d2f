import type { Entry } from '../app/job/app.ts'
import type { Command } from '../app/model/command.ts'

/** A command with all its words: `calls list`. */
export interface PathedCommand {
  readonly path: string
  readonly command: Command
}

/** A first word and every command below it, in the order of help. */
export interface Domain {
  readonly name: string
  readonly summary: string
  readonly commands: readonly PathedCommand[]
}

/**
 * The whole tree of what can be typed, every domain loaded. References, completions, the surface and the man page are
 * read from it, so hand-written commands are in them as derived ones are.
 */
export async function tree(entries: readonly Entry[]): Promise<readonly Domain[]> {
  return await Promise.all(
    entries.map(async ({ name, summary, load }) => ({
      name,
      summary,
      commands: (await load()).map((command) => ({ path: `${name} ${command.name}`.trim(), command })),
    })),
  )
}

/** Every command of the tree, in order. */
export function commandsIn(domains: readonly Domain[]): readonly PathedCommand[] {
  return domains.flatMap(({ commands }) => commands)
}
