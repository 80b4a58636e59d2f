import type { Command } from '../../src/app/model/command.ts'
import { getUser } from './get.ts'
import { userHistory } from './history.ts'
import { listUsers } from './list.ts'
import { searchUsers } from './search.ts'
import { showUser } from './show.ts'

export const userCommands: readonly Command[] = [listUsers, getUser, searchUsers, showUser, userHistory]
