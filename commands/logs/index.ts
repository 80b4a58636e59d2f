import type { Command } from '../../src/app/model/command.ts'
import { listLogs } from './list.ts'

export const logCommands: readonly Command[] = [listLogs]
