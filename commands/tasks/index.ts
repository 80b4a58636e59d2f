import type { Command } from '../../src/app/command.ts'
import { listTasks } from './list.ts'
import { updateTask } from './update.ts'

export const taskCommands: readonly Command[] = [listTasks, updateTask]
