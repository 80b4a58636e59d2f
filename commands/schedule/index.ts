import type { Command } from '../../src/app/model/command.ts'
import { addSchedule } from './add.ts'
import { listScheduleCommand } from './list.ts'
import { printScheduleLog } from './log.ts'
import { removeScheduleCommand } from './remove.ts'
import { runSchedule } from './run.ts'

export const scheduleCommands: readonly Command[] = [
  addSchedule,
  listScheduleCommand,
  runSchedule,
  printScheduleLog,
  removeScheduleCommand,
]
