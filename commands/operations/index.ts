import type { Command } from '../../src/app/command.ts'
import type { Entry } from '../../src/cli/mount.ts'
import { listOperations } from './list.ts'

export const operationCommands = (entries: readonly Entry[]): readonly Command[] => [listOperations(entries)]
