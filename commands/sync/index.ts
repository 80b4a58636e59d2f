import type { Command } from '../../src/app/model/command.ts'
import { checkSync } from './check.ts'
import { purgeCommand } from './purge.ts'
import { syncStatus } from './status.ts'
import { syncCommand } from './sync.ts'

export const syncCommands: readonly Command[] = [syncCommand, syncStatus, checkSync, purgeCommand]
