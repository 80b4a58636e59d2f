import type { Entry } from '../../src/app/app.ts'
import type { Command } from '../../src/app/command.ts'
import { doctorCommand } from './doctor.ts'

export const doctorCommands = (entries: readonly Entry[]): readonly Command[] => [doctorCommand(entries)]
