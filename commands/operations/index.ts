import type { Entry } from '../../src/app/job/app.ts'
import type { Command } from '../../src/app/model/command.ts'
import { listOperations } from './list.ts'

export const operationCommands = (entries: readonly Entry[]): readonly Command[] => [listOperations(entries)]
