import type { Entry } from '../../src/app/job/app.ts'
import { defineQuery } from '../../src/app/model/command.ts'
import { everyOperation } from '../../src/catalogue/index.ts'
import type { Operation } from '../../src/catalogue/operation.ts'
import { commandsIn, tree } from '../../src/cli/tree.ts'
import type { Row } from '../../src/lib/rows.ts'
import { checkDocument, DIFFERENCE_COLUMNS, DIFFERENCE_FIELDS } from './check-document.ts'

const OPERATION_FIELDS = ['operation', 'method', 'path', 'effect', 'scope', 'paged', 'command', 'summary']

/** @param entries of the whole tree, to say which commands use an operation */
export function listOperations(entries: readonly Entry[]) {
  return defineQuery({
    name: '',
    summary: "List the operations of Gong's API, and the commands that use them",
    operations: [],
    inputs: {
      check: {
        kind: 'file',
        hint: 'openapi.json',
        help: "compare Gong's published document with what this tool knows, and show what only one of them has; - is stdin",
      },
    },
    arguments: [],
    fields: [...new Set([...OPERATION_FIELDS, ...DIFFERENCE_FIELDS])],
    fieldsFor: ({ check }) => (check === undefined ? OPERATION_FIELDS : DIFFERENCE_FIELDS),
    columns: ({ check }) =>
      check === undefined ? ['command', 'method', 'path', 'effect', 'scope', 'operation'] : DIFFERENCE_COLUMNS,
    examples: [
      'gong operations',
      'gong operations -f jsonl | jq -r \'select(.effect=="read").path\'',
      'gong operations --check openapi.json -o drift.csv',
    ],
    cautions: ['With --check it sends nothing, and ends with 8 when something differs, with 0 when nothing does.'],
    async *rows({ check }, job) {
      if (check !== undefined) {
        yield await checkDocument(check, job)
        return
      }
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
