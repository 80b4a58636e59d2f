import type { Entry } from '../../src/app/app.ts'
import type { Command } from '../../src/app/command.ts'
import { printCompletions } from './print.ts'

export const completionCommands = (entries: readonly Entry[]): readonly Command[] => [printCompletions(entries)]
