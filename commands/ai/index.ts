import type { Command } from '../../src/app/model/command.ts'
import { askAi } from './ask.ts'
import { generateBrief } from './brief.ts'

export const aiCommands: readonly Command[] = [askAi, generateBrief]
