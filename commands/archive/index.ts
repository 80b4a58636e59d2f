import type { Command } from '../../src/app/model/command.ts'
import { archiveCommand } from './archive.ts'

export const archiveCommands: readonly Command[] = [archiveCommand]
