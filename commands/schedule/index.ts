import type { Entry } from '../../src/app/job/app.ts'
import type { Command } from '../../src/app/model/command.ts'
import { addSchedule } from './add.ts'
import { listScheduleCommand } from './list.ts'
import { printScheduleLog } from './log.ts'
import { removeScheduleCommand } from './remove.ts'
import { runSchedule } from './run.ts'

export const scheduleCommands = (entries: readonly Entry[]): readonly Command[] => [
  addSchedule(entries),
  listScheduleCommand,
  runSchedule,
  printScheduleLog,
  removeScheduleCommand,
]
