import type { Command } from '../../src/app/command.ts'
import type { Entry } from '../../src/cli/mount.ts'
import { doctorCommand } from './doctor.ts'

export const doctorCommands = (entries: readonly Entry[]): readonly Command[] => [doctorCommand(entries)]
