import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { users as gong } from '../../src/catalogue/users.ts'

export const userHistory = deriveQuery(gong.history, {
  arguments: ['user'],
  columns: ['time', 'setting', 'value'],
  examples: ['gong users history k.nakamura@tallyhouse.example'],
})
