import type { Entry } from '../../src/app/job/app.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { everyOperation } from '../../src/catalogue/index.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { commandsIn, tree } from '../../src/cli/tree.ts'
import type { Row } from '../../src/lib/rows.ts'

const fields = ['operation', 'method', 'path', 'effect', 'scope', 'paged', 'command', 'summary']

/** @param entries of the whole tree, to say which commands use an operation */
export function listOperations(entries: readonly Entry[]) {
  return defineQuery({
    name: '',
    summary: "List the operations of Gong's API, and the commands that use them",
    operations: [],
    inputs: {},
    arguments: [],
    fields,
    columns: ['command', 'method', 'path', 'effect', 'scope', 'operation'],
    examples: ['gong operations', 'gong operations -f jsonl | jq -r \'select(.effect=="read").path\''],
    async *rows() {
      const commands = commandsIn(await tree(entries))
      const plainest = [...commands].sort((a, b) => a.command.operations.length - b.command.operations.length)
      const usersOf = ({ id }: Operation) =>
        plainest
          .filter(({ command }) => command.operations.some((used) => used.id === id))
          .map(({ path }) => `gong ${path}`)
      yield { rows: everyOperation.map((operation) => describe(operation, usersOf(operation))) }
    },
  })
}

/** @param command the commands that use it, the plainest first */
function describe(operation: Operation, command: readonly string[]): Row {
  const { id, method, path, effect, scope = null, paged = false, summary } = operation
  return { operation: id, method, path, effect, scope, paged, command: command.join(', '), summary }
}
