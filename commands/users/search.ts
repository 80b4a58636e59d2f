import { defineQuery } from '../../src/app/model/command.ts'
import { deriveQuery } from '../../src/app/model/from-operation.ts'
import { users as gong } from '../../src/catalogue/users.ts'
import { checkWindow } from '../../src/lib/check-window.ts'

const derived = deriveQuery(gong.search, {
  columns: ['id', 'firstName', 'lastName', 'emailAddress', 'created', 'active'],
  examples: ['gong users search --created-from 2026-01-01', 'gong users search --avatars'],
})

export const searchUsers = defineQuery({
  ...derived,
  check({ createdFrom, createdTo }) {
    if (createdFrom !== undefined && createdTo !== undefined)
      checkWindow('--created-from', createdFrom, '--created-to', createdTo)
  },
})
