import type { Command } from '../../src/app/command.ts'
import { askAi } from './ask.ts'
import { generateBrief } from './brief.ts'

export const aiCommands: readonly Command[] = [askAi, generateBrief]
