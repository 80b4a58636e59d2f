import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import { userColumns } from './columns.ts'

export const getUser = deriveQuery(gong.get, {
  arguments: ['user'],
  columns: userColumns,
  examples: ['gong users get k.nakamura@tallyhouse.example', "gong users list -f jsonl | jq -r 'select(.active).id'"],
})
