import type { Command } from '../../src/app/command.ts'
import type { Entry } from '../../src/cli/mount.ts'
import { printCompletions } from './print.ts'

export const completionCommands = (entries: readonly Entry[]): readonly Command[] => [printCompletions(entries)]
