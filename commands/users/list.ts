import { deriveQuery } from '../../src/app/from-operation.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import { columns } from './columns.ts'

export const list = deriveQuery(gong.list, {
  columns,
  examples: ['gong users list', 'gong users list -f csv --fields id,emailAddress,managerId'],
})
