import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import { userColumns } from './columns.ts'

export const listUsers = deriveQuery(gong.list, {
  columns: userColumns,
  examples: ['gong users list', 'gong users list -f csv --fields id,emailAddress,managerId'],
})
