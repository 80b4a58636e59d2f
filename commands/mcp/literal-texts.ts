import type { Command } from '../../src/app/model/command.ts'
import type { Raw } from '../../src/app/model/inputs.ts'
import { Failure } from '../../src/lib/errors.ts'

/**
 * Checks that each text of a list stands for itself: on a command line `@file` and `-` would stand for the lines of a file or of
 * stdin, which no model may read. What is no such list is taken as it is anyway.
 *
 * @throws Failure `usage` that names the field
 */
export function checkLiteral({ inputs }: Pick<Command, 'inputs'>, raw: Raw): void {
  for (const [name, value] of Object.entries(raw)) {
    const input = inputs[name]
    if (input?.repeat || (input?.kind !== 'json' && !Array.isArray(value))) continue
    const wrong = [value].flat().find((one) => typeof one === 'string' && /^\s*(?:-\s*$|@)/.test(one))
    if (wrong !== undefined)
      throw new Failure(
        'usage',
        `${name}: ${JSON.stringify(wrong)} would read a file of this machine, which no tool may`,
      )
  }
}
