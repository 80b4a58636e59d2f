import type { Command } from '../../src/app/model/command.ts'
import { getUser } from './get.ts'
import { userHistory } from './history.ts'
import { listUsers } from './list.ts'
import { searchUsers } from './search.ts'

/** All but `show`, which `commands/index.ts` loads apart. */
export const userCommands: readonly Command[] = [listUsers, getUser, searchUsers, userHistory]
