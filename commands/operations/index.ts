import type { Entry } from '../../src/app/app.ts'
import type { Command } from '../../src/app/command.ts'
import { listOperations } from './list.ts'

export const operationCommands = (entries: readonly Entry[]): readonly Command[] => [listOperations(entries)]
