import type { Command } from '../../src/app/command.ts'
import { get } from './get.ts'
import { history } from './history.ts'
import { list } from './list.ts'
import { search } from './search.ts'

export const users: readonly Command[] = [list, get, search, history]
