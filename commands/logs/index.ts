import type { Command } from '../../src/app/command.ts'
import { listLogs } from './list.ts'

export const logCommands: readonly Command[] = [listLogs]
