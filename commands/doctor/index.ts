import type { Entry } from '../../src/app/job/app.ts'
import type { Command } from '../../src/app/model/command.ts'
import { doctorCommand } from './doctor.ts'

export const doctorCommands = (entries: readonly Entry[]): readonly Command[] => [doctorCommand(entries)]
