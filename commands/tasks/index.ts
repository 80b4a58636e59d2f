import type { Command } from '../../src/app/model/command.ts'
import { listTasks } from './list.ts'
import { updateTask } from './update.ts'

export const taskCommands: readonly Command[] = [listTasks, updateTask]
