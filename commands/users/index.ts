import type { OldCommand } from '../../src/app/command.ts'
import { fromOperation } from '../../src/app/derived.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import { checkWindow } from '../../src/lib/dates.ts'

const columns = ['id', 'emailAddress', 'firstName', 'lastName', 'title']

const search: OldCommand = {
  ...fromOperation(gong.search, {
    columns: ['id', 'firstName', 'lastName', 'emailAddress', 'created', 'active'],
    examples: ['gong users search --created-from 2026-01-01', 'gong users search --avatars'],
  }),
  check: ({ createdFrom, createdTo }) => {
    if (typeof createdFrom === 'string' && typeof createdTo === 'string')
      checkWindow('--created-from', createdFrom, '--created-to', createdTo)
  },
}

export const users = [
  fromOperation(gong.list, {
    columns,
    examples: ['gong users list', 'gong users list -f csv --fields id,emailAddress,managerId'],
  }),
  fromOperation(gong.get, {
    arguments: ['user'],
    columns,
    examples: ['gong users get k.nakamura@tallyhouse.example', "gong users list -f jsonl | jq -r 'select(.active).id'"],
  }),
  search,
  fromOperation(gong.history, {
    arguments: ['user'],
    columns: ['time', 'setting', 'value'],
    examples: ['gong users history k.nakamura@tallyhouse.example'],
  }),
]
