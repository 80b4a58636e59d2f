import type { Entry } from '../../src/app/job/app.ts'
import type { Command } from '../../src/app/model/command.ts'
import { printCompletions } from './print.ts'

export const completionCommands = (entries: readonly Entry[]): readonly Command[] => [printCompletions(entries)]
