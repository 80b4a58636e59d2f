import { everyOperation } from '../src/catalogue/index.ts'
import type { Operation } from '../src/catalogue/operation.ts'
import type { Command } from '../src/cli/command.ts'
import type { Row } from '../src/rows.ts'

const fields = ['operation', 'method', 'path', 'effect', 'scope', 'paged', 'command', 'summary']

const list: Command = {
  name: '',
  summary: "List the operations of Gong's API that this tool knows",
  effect: 'read',
  operations: [],
  inputs: {},
  arguments: [],
  fields,
  columns: ['command', 'method', 'path', 'effect', 'scope', 'operation'],
  examples: ['gong operations', 'gong operations -f jsonl | jq -r \'select(.effect=="read").path\''],
  async *run() {
    yield { rows: everyOperation.map(describe) }
  },
}

function describe(operation: Operation): Row {
  const { id, method, path, effect, scope = null, paged = false, domain, name, summary } = operation
  return { operation: id, method, path, effect, scope, paged, command: `gong ${domain} ${name}`, summary }
}

export const operations = [list]
